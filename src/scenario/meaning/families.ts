/** What the file says to families under every policy. */
import { families } from "../family/index.js";
import type { Checks, Parts } from "../section/parts.js";

/** By the families' names; `null` where the file speaks to none of them. */
export function sectionsOfFamilies(parts: Parts, checks: Checks): Readonly<Record<string, unknown>> | null {
  const spoken = families.flatMap(({ name, section }) =>
    section !== undefined && section.key in parts.ofFamilies
      ? [[name, section.decode(parts.ofFamilies[section.key], parts, checks)] as const]
      : [],
  );
  return spoken.length === 0 ? null : Object.fromEntries(spoken);
}
