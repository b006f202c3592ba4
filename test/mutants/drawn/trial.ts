/** One run of a drawn scenario under random faults that also strike, and are mended, in the middle of steps. */
import type { Record as WorldRecord, World } from "../../../src/model/index.js";
import { observe } from "../../../src/observe/index.js";
import type { InvariantResult } from "../../../src/result/index.js";
import { buildRun, decodeScenario, formatProblems, type Scenario } from "../../../src/scenario/index.js";
import { Kernel, Streams } from "../../../src/sim/index.js";
import { DAY, HOUR, MINUTE, SECOND } from "../../../src/units/index.js";
import { BLOWS, type ChaosPlan, unleash } from "../chaos.js";
import { drawScenario } from "./world.js";

export interface Drawn {
  readonly scenario: Scenario | null;
  /** Why it is no scenario: not everything that is drawn goes together. */
  readonly refused: string | null;
  /** What is said of it that does not keep it from being one. */
  readonly warnings: readonly string[];
}

export const draw = (seed: number, isLong = false): Drawn => decodeDrawn(drawScenario(seed, isLong));

/** @param files what lies beside it, by name */
export function decodeDrawn(text: string, files: Readonly<Record<string, string>> = {}): Drawn {
  const { scenario, problems } = decodeScenario(text, "drawn.yaml", {
    read: (name) => {
      const found = files[name];
      if (found === undefined) throw new Error(`nothing lies beside it that is called ${name}`);
      return found;
    },
  });
  const warnings = problems.flatMap(({ severity, message }) => (severity === "warning" ? message : []));
  return { scenario, warnings, refused: scenario === null ? formatProblems(problems) : null };
}

const SHORT: ChaosPlan = {
  blows: BLOWS,
  most: 5,
  from: 30 * SECOND,
  to: 12 * MINUTE,
  longest: 3 * MINUTE,
  atSteps: 0.4,
};

const LONG: ChaosPlan = { blows: BLOWS, most: 30, from: HOUR, to: 26 * DAY, longest: 12 * HOUR, atSteps: 0.4 };

/** What the invariants found; `null` for what is no scenario. */
export function drawnTrial(
  seed: number,
  isLong = false,
  hear?: (record: WorldRecord) => void,
): readonly InvariantResult[] | null {
  const { scenario } = draw(seed, isLong);
  return scenario === null ? null : runDrawn(scenario, isLong, { hear });
}

/** Who listens to a run, and what breaks its world on purpose. */
export interface Ears {
  readonly hear?: ((record: WorldRecord) => void) | undefined;
  readonly world?: (world: World) => void;
}

export function runDrawn(
  scenario: Scenario,
  isLong: boolean,
  { hear, world: breaks }: Ears,
  plan: ChaosPlan = isLong ? LONG : SHORT,
): readonly InvariantResult[] {
  const { duration, warmUp, flapping } = scenario;
  const kernel = new Kernel({ limit: 100_000 });
  const { world, begin, ...declared } = buildRun(
    scenario,
    scenario.policies[0]!,
    kernel,
    new Streams(scenario.seed, 0),
  );
  const limits = { ...declared, ...(flapping !== undefined && { flapping }) };
  const observation = observe({ spec: scenario.world, duration, warmUp, replication: 0, ...limits });
  world.listen((record) => observation.hear(record));
  if (hear !== undefined) world.listen(hear);
  world.requestListener = observation.requests;
  breaks?.(world);
  begin();
  unleash(world, plan);
  kernel.run(duration);
  world.traffic.audit();
  return observation.finish(kernel.now).invariants;
}
