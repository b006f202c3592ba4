/** A parameter study: the scenario at every point of a grid, points side by side, finished ones remembered. */
import { RESULT_VERSION, type Sweep, type SweepParameter, type SweepPoint, type SweptPolicy } from "../result/index.js";
import type { Scenario } from "../scenario/index.js";
import { policyOf } from "./batch.js";
import type { Executor } from "./executor.js";
import { InputError } from "./input-error.js";
import { namedMeasures } from "./named-measures.js";
import { pausing } from "./pausing.js";
import { PolicyAggregate } from "./policy-aggregate.js";
import { replicatePolicy } from "./replicate-policy.js";
import { withExecutor, type ScenarioRunOptions } from "./run-scenario.js";
import { decodeText, keyOfText, type ScenarioText } from "./scenario-text.js";
import { version } from "./version.js";

/** Which keys get which values, what is measured at each point, and where finished points are kept. */
export interface SweepOptions extends Pick<
  ScenarioRunOptions,
  "policies" | "replications" | "jobs" | "signal" | "executor"
> {
  readonly parameters: readonly SweepParameter[];
  /** What is shown of all that is measured, by keys as in expectations; without any the first availability. */
  readonly measures?: readonly string[] | undefined;
  /** Remembers finished points, so that a study that is started again goes on where it was. */
  readonly journal?: SweepJournal | undefined;
  /** Hears how many points are finished. */
  readonly progress?: ((done: number, points: number) => void) | undefined;
}

/** Points that were finished, by a key that says all that they depend on. */
export interface SweepJournal {
  get(key: string): SweepPoint | undefined;
  put(key: string, point: SweepPoint): void;
}

/** More points than these are a mistake rather than a study. */
const MOST_POINTS = 100_000;

/**
 * Runs a scenario at every combination of the values of some of its keys, as the command `sweep` does.
 * @throws InputError when a value cannot be set or makes the scenario wrong, RunError when the program itself fails
 */
export async function sweep(source: ScenarioText, options: SweepOptions): Promise<Sweep> {
  const { parameters, replications = 1, signal, journal } = options;
  const { scenario } = decodeText(source);
  const policies = options.policies ?? scenario.policies.slice(0, 1).map(({ name }) => name);
  const asked = namedMeasures(scenario, options.measures ?? []).map(({ key }) => key);
  const planned: PlannedPoint[] = [];
  const pause = pausing();
  const grid = gridOf(parameters);
  for (const values of grid) {
    if (signal?.aborted === true) break;
    planned.push(planPoint(source, parameters, values, policies, replications));
    await pause();
  }
  const points: (SweepPoint | undefined)[] = planned.map(({ key }) => journal?.get(key));
  const open = planned.flatMap((plan, index) => (points[index] === undefined ? [{ plan, index }] : []));
  let done = planned.length - open.length;
  options.progress?.(done, grid.length);
  await withExecutor(options, open.length * policies.length * replications, (executor) =>
    inParallel(executor.width, open, async ({ plan, index }) => {
      if (signal?.aborted === true) return;
      const point = await runPoint(executor, plan, policies, replications, signal);
      if (point === null) return;
      points[index] = point;
      journal?.put(plan.key, point);
      options.progress?.((done += 1), grid.length);
    }),
  );
  const finished = points.filter((point) => point !== undefined);
  return {
    format: "understudy-sweep",
    formatVersion: RESULT_VERSION,
    version: version(),
    scenario: { name: scenario.name, title: scenario.title },
    seed: scenario.seed,
    partial: finished.length < grid.length,
    parameters,
    shown: shownOf(finished, asked),
    points: finished,
  };
}

/** What was asked for and measured at some point; without a wish the first availability. */
function shownOf(points: readonly SweepPoint[], asked: readonly string[]): readonly string[] {
  const measured = points.flatMap(({ policies }) => policies.flatMap(({ measures }) => measures.map(({ key }) => key)));
  const keys = new Set(measured);
  return asked.length === 0
    ? [...keys].filter((key) => key.endsWith(".availability")).slice(0, 1)
    : asked.filter((key) => keys.has(key));
}

interface PlannedPoint {
  readonly key: string;
  readonly values: readonly string[];
  readonly source: ScenarioText;
  readonly scenario: Scenario;
}

/** All combinations; the last parameter changes fastest. */
function gridOf(parameters: readonly SweepParameter[]): readonly (readonly string[])[] {
  const count = parameters.reduce((product, { values }) => product * values.length, 1);
  if (count > MOST_POINTS) throw new InputError(`The grid has ${count} points; at most ${MOST_POINTS} are run`);
  return parameters.reduce<readonly (readonly string[])[]>(
    (points, { values }) => points.flatMap((point) => values.map((value) => [...point, value])),
    [[]],
  );
}

/** Decoded before anything runs: a value that is wrong at the last point is told at once. */
function planPoint(
  source: ScenarioText,
  parameters: readonly SweepParameter[],
  values: readonly string[],
  policies: readonly string[],
  replications: number,
): PlannedPoint {
  const settings = parameters.map(({ path }, index) => ({ path, value: values[index]! }));
  const atPoint = { ...source, settings: [...source.settings, ...settings] };
  const { scenario } = decodeText(atPoint);
  for (const policy of policies) policyOf(scenario, policy);
  const key = keyOfText({ ...atPoint, file: JSON.stringify([version(), policies, replications]) });
  return { key, values, source: atPoint, scenario };
}

/** `null` when it was interrupted. */
async function runPoint(
  executor: Executor,
  { values, source, scenario }: PlannedPoint,
  policies: readonly string[],
  replications: number,
  signal: AbortSignal | undefined,
): Promise<SweepPoint | null> {
  const swept: SweptPolicy[] = [];
  for (const policy of policies) {
    const aggregate = new PolicyAggregate(scenario, policy);
    const arm = { scenario: source, policy, everyEvent: false };
    await replicatePolicy(executor, arm, scenario, aggregate, { replications, precision: null }, { signal });
    const result = aggregate.finish();
    if (result === null || result.replicationsRun < replications) return null;
    const { replicationsRun, measures, expectations, invariants } = result;
    const failed = expectations.filter(({ holds }) => !holds).map(({ key, condition }) => `${key} ${condition}`);
    const violated = invariants.filter(({ violations }) => violations > 0).map(({ name }) => name);
    swept.push({
      policy,
      replicationsRun,
      measures: measures.filter(({ count }) => count > 0),
      failedExpectations: failed.length,
      violatedInvariants: violated.length,
      failed,
      violated,
    });
  }
  return { values, digest: scenario.digest, policies: swept };
}

/** Calls `use` for every item in order, for at most `width` at a time. */
async function inParallel<T>(width: number, items: readonly T[], use: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const work = async (): Promise<void> => {
    for (const item of queue) await use(item);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, work));
}
