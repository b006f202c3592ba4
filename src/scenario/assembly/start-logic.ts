/** Starts the machines of all families, each at its place. */
import { startMachine, type World } from "../../model/index.js";
import { families, type GivenMachine } from "../family/index.js";
import type { PolicySpec, Scenario } from "../scenario.js";

/** Of several machines at one place the first bears its name, the others their family's behind it, and a number if need be. */
export function startLogic(
  world: World,
  policy: PolicySpec,
  scenario: Scenario,
  given: GivenMachine | undefined,
): void {
  const placements = families.flatMap((family) =>
    family.deploy(policy, scenario, given).map((placement) => ({ ...placement, family: family.name })),
  );
  for (const { hears, place } of placements) if (hears !== undefined) world.addressees[hears] = place;
  const decided = new Set(placements.flatMap(({ switches = [] }) => switches));
  for (const { name } of world.spec.hosts) if (!decided.has(name)) world.undecided.add(name);
  const taken = new Set<string>();
  for (const { place, machine, config, family } of placements) {
    const name = freeName([place, `${place}/${family}`], taken);
    startMachine(world, name, machine, config);
    taken.add(name);
  }
}

function freeName(wanted: readonly string[], taken: ReadonlySet<string>): string {
  const free = wanted.find((name) => !taken.has(name));
  if (free !== undefined) return free;
  const last = wanted.at(-1)!;
  let number = 2;
  while (taken.has(`${last}-${number}`)) number += 1;
  return `${last}-${number}`;
}
