/** Starts the machines of all families, each at its place. */
import { startMachine, type World } from "../../model/index.js";
import { families, type GivenMachine } from "../family/index.js";
import type { PolicySpec, Scenario } from "../scenario.js";

/** Of several machines at one place the first bears its name, the others their family's behind it. */
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
  const taken = new Set<string>();
  for (const { place, machine, config, family } of placements) {
    startMachine(world, taken.has(place) ? `${place}/${family}` : place, machine, config);
    taken.add(place);
  }
}
