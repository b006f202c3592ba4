/** Starts the machines of all families, each at its place. */
import { together } from "../../control/index.js";
import { Driver, type World } from "../../model/index.js";
import { placed, type Placement } from "../family/family.js";

export function startLogic(world: World, placements: readonly Placement[]): void {
  for (const place of new Set(placements.map((each) => each.place))) {
    const { machine, config, over } = asOne(placements.filter((each) => each.place === place));
    const runner = Driver.start(world, place, machine, config);
    if (place === "controller") world.controller = runner;
    else if (place === "balancer") world.balancer = runner;
    else throw new Error(`nothing can run at ${place}`);
    if (over !== undefined) world.connectControllers(over);
  }
}

/** Machines at one place are one logic, of which each hears what all are told. */
function asOne(placements: readonly Placement[]): Placement {
  const [first, ...others] = placements;
  if (others.length === 0) return first!;
  const logic = together(placements.map(({ machine }) => machine));
  return placed(
    first!.place,
    logic,
    placements.map(({ config }) => config),
  );
}
