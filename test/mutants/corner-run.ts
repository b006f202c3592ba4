/** Runs of the corner cases: as they are, with something more that goes wrong, or with something broken on purpose. */
import { readdirSync, readFileSync } from "node:fs";
import type { FailoverConfig, Machine } from "../../src/control/index.js";
import type { Effect, Input } from "../../src/control/index.js";
import type { Record as WorldRecord, World } from "../../src/model/index.js";
import { observe, type ObservedRun } from "../../src/observe/index.js";
import {
  buildRun,
  decodeScenario,
  failoverOf,
  formatProblems,
  type PolicySpec,
  type Scenario,
} from "../../src/scenario/index.js";
import { Kernel, KernelError, Streams } from "../../src/sim/index.js";
import { MINUTE, SECOND } from "../../src/units/index.js";
import { BLOWS, unleash } from "./chaos.js";
import type { Breakage } from "./trial.js";

const folder = new URL("../../scenarios/site-failover/corners/", import.meta.url);
export const cornerNames = readdirSync(folder)
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => file.replace(".yaml", ""))
  .toSorted((a, b) => (a < b ? -1 : 1));

const scenarios = new Map<string, Scenario>();

function load(name: string): Scenario {
  const known = scenarios.get(name);
  if (known !== undefined) return known;
  const file = `${name}.yaml`;
  const read = (path: string) => readFileSync(new URL(path, folder), "utf8");
  const { scenario, problems } = decodeScenario(read(file), file, { read });
  if (scenario === null) throw new Error(formatProblems(problems));
  scenarios.set(name, scenario);
  return scenario;
}

export interface CornerRun extends ObservedRun {
  readonly records: readonly WorldRecord[];
  readonly fired: readonly number[];
  readonly behaviour: string;
}

export interface CornerOptions {
  readonly replication?: number;
  readonly everyEvent?: boolean;
  readonly policy?: string;
  /** What else happens. */
  readonly more?: ((world: World) => void) | null;
  readonly broken?: Breakage;
}

/** So many events at one instant end a run in which something is broken. */
const ENDLESS = 6_000;

/** One replication; one whose time stops advancing ends there. */
export function runCorner(name: string, options: CornerOptions = {}): CornerRun {
  const { replication = 0, everyEvent = false, policy: wanted, more, broken } = options;
  const scenario = load(name);
  const kernel = new Kernel(broken === undefined ? {} : { limit: ENDLESS });
  const policy = changed(scenario.policies.find((each) => each.name === wanted) ?? scenario.policies[0]!, broken);
  const { world, injector, begin, ...declared } = buildRun(
    scenario,
    policy,
    kernel,
    new Streams(scenario.seed, replication),
    {
      everyEvent,
      machine: broken?.controller as Machine<FailoverConfig, unknown, Input, Effect> | undefined,
      ...(broken?.recovery !== undefined && { recovery: broken.recovery }),
    },
  );
  const { duration, warmUp } = scenario;
  const observation = observe({ spec: scenario.world, duration, warmUp, replication, ...declared });
  const records: WorldRecord[] = [];
  world.listen((record) => {
    records.push(record);
    observation.hear(record);
  });
  world.requestListener = observation.requests;
  broken?.world?.(world);
  begin();
  more?.(world);
  try {
    kernel.run(duration);
    world.traffic.audit();
  } catch (error) {
    if (broken === undefined || !(error instanceof KernelError)) throw error;
  }
  const fired = injector.counts.map((each) => each.fired);
  return { ...observation.finish(kernel.now), records, fired, behaviour: world.behaviour.hex };
}

function changed(policy: PolicySpec, broken: Breakage | undefined): PolicySpec {
  const failover = failoverOf(policy);
  if (broken?.policy === undefined || failover === undefined) return policy;
  return { ...policy, parts: { ...policy.parts, failover: { ...failover, ...broken.policy } } };
}

/** One thing more that goes wrong, drawn from the seed; of these kinds, or of all. */
export function oneMore(world: World, kinds?: readonly string[]): void {
  const blows = BLOWS.filter(({ kind }) => kinds?.includes(kind) ?? true);
  unleash(world, { blows, most: 1, from: MINUTE, to: 8 * MINUTE, longest: 90 * SECOND });
}
