/** What the file says to families under every policy, and what is in the world because of that. */
import type { WorldSpec } from "../../model/index.js";
import { families } from "../family/index.js";
import type { Checks, Parts } from "../section/parts.js";

interface OfFamilies {
  /** By the families' names; `null` where the file speaks to none of them. */
  readonly sections: Readonly<Record<string, unknown>> | null;
  readonly world: WorldSpec;
}

/** @param world what all other sections describe */
export function sectionsOfFamilies(parts: Parts, checks: Checks, world: WorldSpec): OfFamilies {
  let whole = world;
  const sections: Record<string, unknown> = {};
  for (const { name, section } of families) {
    const written = section === undefined ? null : (parts.ofFamilies[section.key] ?? null);
    if (section === undefined || written === null) continue;
    const own = section.decode(written, parts, checks, world);
    sections[name] = own;
    const added = section.adds?.(own) ?? {};
    const processes = [...(whole.processes ?? []), ...(added.processes ?? [])];
    whole = { ...whole, ...added, ...(processes.length > 0 && { processes }) };
  }
  return { sections: Object.keys(sections).length === 0 ? null : sections, world: whole };
}
