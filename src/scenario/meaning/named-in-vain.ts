/** Hosts that a policy names for others, and that can be of use to none of them: told where they stand, before any run. */
import { families } from "../family/index.js";
import type { Scenario } from "../scenario.js";
import type { Checks, Parts } from "../section/parts.js";

export function warnOfNamedInVain(
  scenario: Pick<Scenario, "world" | "policies" | "duration">,
  parts: Parts,
  checks: Checks,
): void {
  const written = new Map(parts.policies.list.map((entry) => [entry.name, entry]));
  for (const policy of scenario.policies) {
    const entry = written.get(policy.name);
    // What a module makes of it nobody knows.
    if (entry === undefined || entry.value === "none" || policy.module !== undefined) continue;
    for (const family of families) {
      const part = policy.parts[family.name];
      if (part === undefined) continue;
      const found = family.inVain?.(entry.value[family.name], part, scenario) ?? [];
      for (const { at, message } of found) checks.warning([...entry.path, family.name, ...at], { message });
    }
  }
}
