/** From a scenario and one of its policies to a world that is ready to run. */
import { startMachine, World, type WorldOptions } from "../../model/index.js";
import type { Kernel, Streams } from "../../sim/index.js";
import type { Declared } from "../../observe/index.js";
import { families, type GivenMachine } from "../family/index.js";
import type { PolicySpec, Scenario } from "../scenario.js";
import { Injector } from "./injector.js";
import { startLogic } from "./start-logic.js";

export interface RunBuildOptions extends WorldOptions {
  /** The logic of a policy that is a module, which this room cannot load itself; of another it takes the place. */
  readonly machine?: GivenMachine | undefined;
}

export interface BuiltRun extends Declared {
  readonly world: World;
  /** Starts the world, the policy's logic, the faults and what is ordered, in this order; call once, when everybody listens. */
  begin(): void;
  readonly injector: Injector;
}

export function buildRun(
  scenario: Scenario,
  policy: PolicySpec,
  kernel: Kernel,
  streams: Streams,
  options: RunBuildOptions = {},
): BuiltRun {
  const operator = policy.operator ?? scenario.world.operator;
  const world = new World(kernel, streams, { ...scenario.world, operator }, startMachine, options);
  const injector = new Injector(world, scenario.faults);
  return {
    world,
    injector,
    ...Object.assign({}, ...families.map((family) => family.declare?.(policy, scenario))),
    begin: () => {
      world.start();
      startLogic(world, policy, scenario, options.machine);
      injector.begin();
      for (const order of scenario.orders ?? [])
        kernel.schedule(order.at, () => {
          if ("upgrade" in order) return world.people.upgrade(order.upgrade, order.platform);
          for (const name of order.failBack) orderFailback(world, scenario, name);
        });
    },
  };
}

/** Of a host, or of what belongs to a family. */
function orderFailback({ people }: World, scenario: Scenario, name: string): void {
  for (const { failsBack } of families) {
    const told = failsBack?.(name, scenario) ?? null;
    if (told !== null) return people.tell(told.to, () => told.body);
  }
  people.orderFailback(name);
}
