/** From a scenario and one of its policies to a world that is ready to run. */
import {
  balancingController,
  dataStrategy,
  declaredTakeover,
  failoverController,
  type Effect,
  type FailoverConfig,
  type FailoverPolicy,
  type Input,
  type Machine,
  type ManualPolicy,
  together,
} from "../../control/index.js";
import { CONTROLLER, Driver, passOnNews, startMachine, World, type WorldOptions } from "../../model/index.js";
import type { Kernel, Streams } from "../../sim/index.js";
import type { Micros } from "../../units/index.js";
import type { PolicySpec, Scenario } from "../scenario.js";
import { balancingConfig } from "./balancing-config.js";
import { failoverConfig } from "./failover-config.js";
import { Injector } from "./injector.js";

export interface RunBuildOptions extends WorldOptions {
  /** The logic of a policy that is a module, which this room cannot load itself; of another it takes the place. */
  readonly machine?: Machine<FailoverConfig, unknown, Input, Effect> | undefined;
}

export interface BuiltRun {
  readonly world: World;
  /** Starts the world, the policy's logic, the faults and what is ordered, in this order; call once, when everybody listens. */
  begin(): void;
  readonly injector: Injector;
  /** How long a takeover may take by the limits of the policy; absent where it sets none. */
  readonly declaredTakeover?: Micros;
  /** Whether the policy goes on from a backup when nothing better is left; absent where nothing is known of it. */
  readonly restores?: boolean;
}

export function buildRun(
  scenario: Scenario,
  policy: PolicySpec,
  kernel: Kernel,
  streams: Streams,
  options: RunBuildOptions = {},
): BuiltRun {
  const operator = "operator" in policy ? policy.operator : scenario.world.operator;
  const world = new World(kernel, streams, { ...scenario.world, operator }, startMachine, options);
  const injector = new Injector(world, scenario.faults);
  return {
    world,
    injector,
    ...declaredBy(policy, scenario),
    begin: () => {
      world.start();
      startLogic(world, policy, scenario.duration, options.machine);
      injector.begin();
      for (const { at, failBack } of scenario.orders ?? [])
        kernel.schedule(at, () => {
          for (const host of failBack) world.people.orderFailback(host);
        });
    },
  };
}

/** The place of load balancing where that has a machine of its own. */
const BALANCER = "balancer";

function startLogic(world: World, policy: PolicySpec, duration: Micros, machine: RunBuildOptions["machine"]): void {
  const failover = failoverPart(world, policy, machine);
  // A module need not know of questions.
  const asks = failover !== null && policy.kind !== "module";
  const balancing = balancingPart(world, policy, { asks, duration });
  const own = policy.balancing?.own ?? null;
  if (failover === null || balancing === null) start(world, CONTROLLER, failover ?? balancing);
  else if (own === null) {
    const both = part(together([failover.machine, balancing.machine]), [failover.config, balancing.config]);
    start(world, CONTROLLER, both);
  } else {
    start(world, CONTROLLER, failover);
    world.places.open(BALANCER);
    world.addressees.load = BALANCER;
    start(world, BALANCER, balancing);
    world.reservations = world.network(own.over);
    passOnNews(world, world.place(CONTROLLER), world.place(BALANCER), world.reservations);
  }
}

function start(world: World, place: string, logic: Part | null): void {
  if (logic !== null) Driver.start(world, place, logic.machine, logic.config);
}

function declaredBy(policy: PolicySpec, { world }: Scenario): Pick<BuiltRun, "declaredTakeover" | "restores"> {
  const failover = policy.kind === "module" ? null : failoverPolicyOf(policy);
  if (failover === null) return {};
  const declared = declaredTakeover(failoverConfig(world, failover));
  const restores = failover.data.some((name) => dataStrategy(name).restores === true);
  return { restores, ...(declared !== null && { declaredTakeover: declared }) };
}

/** A machine and what it is told before it starts. */
interface Part {
  readonly machine: Machine<unknown, unknown, Input, Effect>;
  readonly config: unknown;
}

function part<Config, State>(machine: Machine<Config, State, Input, Effect>, config: Config): Part {
  return { machine: machine as Part["machine"], config };
}

function balancingPart(
  world: World,
  { balancing }: PolicySpec,
  circumstances: { readonly asks: boolean; readonly duration: Micros },
): Part | null {
  return balancing === undefined
    ? null
    : part(balancingController, balancingConfig(world.spec, balancing, circumstances));
}

function failoverPart(world: World, policy: PolicySpec, machine: RunBuildOptions["machine"]): Part | null {
  if (policy.kind === "module") {
    if (machine === undefined) throw new Error(`policy ${policy.name} is a module, which was not loaded`);
    return part(machine, failoverConfig(world.spec, PLAIN));
  }
  const failover = failoverPolicyOf(policy);
  return failover === null ? null : part(machine ?? failoverController, failoverConfig(world.spec, failover));
}

/** What a module is told of a policy that it does not have: nothing that asks for anything. */
const PLAIN: FailoverPolicy = {
  preset: "",
  detect: { when: "any", reports: null, queries: null, errors: false },
  shutdown: { within: 0, relay: "never", unconfirmed: "page" },
  data: [],
  standIns: [],
  limits: { relay: 0, replicate: 0, boot: 0, retryAfter: 0, tries: 0 },
};

/** The conventional way is a routine like the others: its steps are done by a person. */
export function failoverPolicyOf(policy: Exclude<PolicySpec, { kind: "module" }>): FailoverPolicy | null {
  switch (policy.kind) {
    case "failover":
      return policy.failover;
    case "manual":
      return manually(policy.manual);
    case "none":
      return null;
  }
}

function manually({ detect, limits, standIns }: ManualPolicy): FailoverPolicy {
  const shutdown = { within: 0, relay: "never", unconfirmed: "page" } as const;
  return { preset: "manual", detect, shutdown, data: [], standIns, limits };
}
