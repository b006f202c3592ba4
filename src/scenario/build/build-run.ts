/** From a scenario and one of its policies to a world that is ready to run. */
import { failoverController, type FailoverPolicy, type ManualPolicy } from "../../control/index.js";
import { Driver, World, type WorldOptions } from "../../model/index.js";
import type { Kernel, Streams } from "../../sim/index.js";
import type { PolicySpec, Scenario } from "../scenario.js";
import { failoverConfig } from "./failover-config.js";
import { Injector } from "./injector.js";

export interface BuiltRun {
  readonly world: World;
  /** Starts the world, the policy's logic and the faults, in this order; call once, when everybody listens. */
  begin(): void;
  readonly injector: Injector;
}

export function buildRun(
  scenario: Scenario,
  policy: PolicySpec,
  kernel: Kernel,
  streams: Streams,
  options: WorldOptions = {},
): BuiltRun {
  const operator = "operator" in policy ? policy.operator : scenario.world.operator;
  const world = new World(kernel, streams, { ...scenario.world, operator }, options);
  const injector = new Injector(world, scenario.faults);
  return {
    world,
    injector,
    begin: () => {
      world.start();
      startLogic(world, policy);
      injector.begin();
    },
  };
}

function startLogic(world: World, policy: PolicySpec): void {
  const failover = failoverPolicyOf(policy);
  if (failover === null) return;
  world.controller = Driver.start(world, "controller", failoverController, failoverConfig(world.spec, failover));
}

/** The conventional way is a routine like the others: its steps are done by a person. */
function failoverPolicyOf(policy: PolicySpec): FailoverPolicy | null {
  switch (policy.kind) {
    case "failover":
      return policy.failover;
    case "manual":
      return manually(policy.manual);
    case "none":
      return null;
    case "module":
      throw new Error(`policy ${policy.name} is a module, which was not loaded`);
  }
}

function manually({ detect, limits, standIns }: ManualPolicy): FailoverPolicy {
  const shutdown = { within: 0, relay: "never", unconfirmed: "page" } as const;
  return { preset: "manual", detect, shutdown, data: [], standIns, limits };
}
