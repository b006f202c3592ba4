/** Hosts that a policy names for others, and that can be of use to none of them: told where they stand, before any run. */
import { sayLength, type Micros } from "../../units/index.js";
import { erasOf } from "../assembly/upgrades.js";
import { families } from "../family/index.js";
import type { InVain } from "../family/family.js";
import type { Scenario } from "../scenario.js";
import type { Checks, Parts } from "../section/parts.js";

export function warnOfNamedInVain(
  scenario: Pick<Scenario, "world" | "policies" | "duration" | "orders">,
  parts: Parts,
  checks: Checks,
): void {
  const entries = new Map(parts.policies.list.map((entry) => [entry.name, entry]));
  for (const policy of scenario.policies) {
    const entry = entries.get(policy.name);
    // What a module makes of it nobody knows.
    if (entry === undefined || entry.value === "none" || policy.module !== undefined) continue;
    for (const family of families) {
      const part = policy.parts[family.name];
      if (part === undefined) continue;
      const { duration } = scenario;
      const written: unknown = entry.value[family.name];
      const eras = erasOf(scenario).map(({ since, world }) => {
        return { since, found: family.inVain?.(written, part, { world, duration }) ?? [] };
      });
      for (const { at, message } of overall(eras)) checks.warning([...entry.path, family.name, ...at], { message });
    }
  }
}

/** Of whom an upgrade makes something else it is told until when, or since when, that is so. */
function overall(eras: readonly { readonly since: Micros; readonly found: readonly InVain[] }[]): readonly InVain[] {
  const places = new Set(eras.flatMap(({ found }) => found.map(keyOf)));
  return [...places].flatMap((place) => {
    const told = eras.map(({ found }) => found.find((each) => keyOf(each) === place));
    const [always] = told;
    if (always !== undefined && !told.includes(undefined)) return always;
    return told.flatMap((each, index) => {
      if (each === undefined || told[index - 1] !== undefined) return [];
      const until = eras.find((_, later) => later > index && told[later] === undefined)?.since;
      return { ...each, message: `${sayWhen(eras[index]!.since, until)} ${each.message}` };
    });
  });
}

function sayWhen(since: Micros, until: Micros | undefined): string {
  if (until === undefined) return `from ${sayLength(since)} on`;
  return since === 0 ? `before ${sayLength(until)}` : `between ${sayLength(since)} and ${sayLength(until)}`;
}

function keyOf({ at }: InVain): string {
  return JSON.stringify(at);
}
