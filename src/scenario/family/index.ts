/** The families of machines that live here: a line here and a file beside it make a new one. */
import { balancing } from "./balancing.js";
import { domain } from "./domain.js";
import { failover } from "./failover.js";
import { paths } from "./paths.js";
import { failoverSets } from "./failover-sets.js";
import { replication } from "./replication.js";
import type { PolicySpec } from "../scenario.js";
import type { Names } from "../schema/names.js";
import type { Family } from "./family.js";

const registered: Family[] = [failover, balancing, replication, paths, failoverSets, domain];

/** In the order in which they are asked. */
export const families: readonly Family[] = registered;

/** See `registerFamily`, which refuses what cannot be told apart. */
export function addFamily(family: Family): void {
  registered.push(family);
}

/** The kinds of names that sections of families define: what they measure. */
export function kindsOfFamilies(): readonly string[] {
  return families.flatMap(kindsOf);
}

function kindsOf({ section }: Family): readonly string[] {
  const keys = section?.keys;
  return [...(typeof keys === "object" && "define" in keys ? [keys.define] : []), ...(section?.defines ?? [])];
}

/** Those of them of which a scenario has any. */
export function familyKindsIn(names: Pick<Names, "of">): readonly string[] {
  return kindsOfFamilies().filter((kind) => names.of([kind]).length > 0);
}

/** The kinds of names of a scenario for which families undertake something in steps. */
export function undertakingKindsIn(names: Pick<Names, "of">): readonly string[] {
  const kinds = families.flatMap((family) => family.undertakesFor ?? kindsOf(family));
  return kinds.filter((kind) => names.of([kind]).length > 0);
}

/** The steps of all families, each once. */
export function stepWords(): readonly string[] {
  return [...new Set(families.flatMap(({ steps = [] }) => steps))];
}

export type { Family, FamilySection, GivenMachine, Placement } from "./family.js";

/** The names of those that act under a policy; a module moves services in failover's place. */
export function familiesUnder({ parts, module }: PolicySpec): readonly string[] {
  return families
    .filter(({ name }) => name in parts || (module !== undefined && name === failover.name))
    .map(({ name }) => name);
}
