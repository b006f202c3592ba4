/** Policies against a baseline on the same seeds: runs them, pairs their replications, and judges the differences. */
import { headlineKeys, measureInfos } from "../observe/index.js";
import {
  RESULT_VERSION,
  type ComparedMeasure,
  type ComparedPolicy,
  type Comparison,
  type MeasureInfo,
} from "../result/index.js";
import type { Scenario } from "../scenario/index.js";
import { Tally } from "../stats/index.js";
import { someOf, toSeconds } from "../units/index.js";
import { policyOf } from "./batch.js";
import { compareMeasure, type Sample } from "./compare-measure.js";
import { checkComparable, firstOf, type ArmValues, type StoredArm } from "./comparison-arm.js";
import { InputError } from "./input-error.js";
import { isNamed, namedMeasures } from "./named-measures.js";
import { LEVEL, PolicyAggregate } from "./policy-aggregate.js";
import { replicateArms, type PrecisionGoal } from "./replicate-policy.js";
import type { ReplicationOutcome } from "./run-replication.js";
import { runReplications } from "./run-replications.js";
import { countOver, identityOf, withExecutor, type ScenarioRunOptions } from "./run-scenario.js";
import { decodeText, type ScenarioText } from "./scenario-text.js";
import { version } from "./version.js";

/** Which policies are compared, by what measures, over how many replications, and what difference is of practical weight. */
export interface ComparisonOptions extends Pick<
  ScenarioRunOptions,
  "replications" | "jobs" | "signal" | "progress" | "executor"
> {
  /** Policies of the scenario in this order; all when absent. Without another baseline the first is the baseline. */
  readonly policies?: readonly string[] | undefined;
  /** Another baseline: an earlier run, or a policy of another scenario with the same setting. */
  readonly baseline?: StoredArm | { readonly source: ScenarioText; readonly policy: string } | undefined;
  /** Keys, whole (`shop.availability`) or without the subject (`availability`); the headlines when absent. */
  readonly measures?: readonly string[] | undefined;
  /** Confidence level of all comparisons together; 0.95 unless told. */
  readonly level?: number | undefined;
  /** Without any for a measure, 1 % of the baseline. */
  readonly margins?: readonly Margin[] | undefined;
  /** Adds replications, as many for each policy, until the mean of every one is as precise: of the measures when named. */
  readonly precision?: Omit<PrecisionGoal, "measures"> | null | undefined;
  /** Hears of a policy whose means are not so precise with as many replications as may be. */
  readonly imprecise?: ((policy: string) => void) | undefined;
}

/** Differences up to this size do not matter. A later margin replaces an earlier one. */
export interface Margin {
  /** Of which measure, whole or without the subject; of all when absent. */
  readonly measure?: string | undefined;
  /** In the measure's unit, or as a share of the baseline's mean (of an availability, of the share that is missing). */
  readonly size: number;
  readonly relative: boolean;
}

export const DEFAULT_REPLICATIONS = 30;
/** The values of one measure, a replication after the other. */
type ArmColumn = readonly (number | null)[];

/** So many policies are named to whoever named one alone. */
const NAMES_TOLD = 6;

interface PlannedArm {
  readonly label: string;
  readonly policy: string;
  readonly source: ScenarioText;
  readonly scenario: Scenario;
}

/**
 * Runs policies on the same replications, so that they meet the same faults and load, and compares them by their paired
 * differences, with an interval for each.
 * @throws InputError when what is named is not there, RunError when the program itself fails
 */
export async function comparePolicies(source: ScenarioText, options: ComparisonOptions = {}): Promise<Comparison> {
  const { scenario } = decodeText(source);
  const planned = planArms(source, scenario, options);
  const stored = options.baseline !== undefined && "valuesOf" in options.baseline ? [options.baseline] : [];
  if (stored.length + planned.length < 2) {
    const all = scenario.policies.map(({ name }) => name);
    const alone = planned.length === 1 && all.length > 1 ? `${planned[0]!.label} is alone` : "there is one policy only";
    const others = all.length > 1 ? `; there are ${someOf(all, NAMES_TOLD)}` : "";
    throw new InputError(`${source.file}: ${alone}, and a comparison takes two, or a baseline${others}`);
  }
  if (stored.length > 0 && options.precision) {
    throw new InputError(
      "--precision adds replications, and a stored baseline has no more than it has; name its scenario",
    );
  }
  const selected = selectMeasures(scenario, options.measures);
  const run = await runArms(planned, selected, { ...options, replications: replicationsOf(options, stored) });
  const every = [...stored, ...run];
  const count = Math.min(...every.map(({ policy }) => policy.replicationsRun));
  const arms: readonly ArmValues[] = every.map((arm) => firstOf(arm, count));
  const hasValue = ({ key }: MeasureInfo): boolean =>
    arms.some((arm) => arm.valuesOf(key).some((value) => value !== null));
  const expected = new Set(scenario.expectations.map(({ key }) => key));
  // What was asked for and has no value is told to have none; a headline without one is left out.
  const present = selected.filter((info) => hasValue(info) || options.measures !== undefined || expected.has(info.key));
  const comparisons = Math.max(1, present.filter(hasValue).length * (arms.length - 1));
  const level = options.level ?? LEVEL;
  const { margins = [] } = options;
  const measuredSeconds = toSeconds(scenario.duration - scenario.warmUp);
  return {
    format: "understudy-comparison",
    formatVersion: RESULT_VERSION,
    version: version(),
    scenario: identityOf(scenario),
    seed: scenario.seed,
    partial: options.signal?.aborted === true,
    baseline: arms[0]!.policy.label,
    level,
    comparisons,
    policies: arms.map(({ policy }) => withUnits(policy, scenario)),
    measures: present.map((info) => judge(info, arms, { level, comparisons, margins, measuredSeconds })),
  };
}

/** What is expected need not be compared, and is told in its unit all the same. */
function withUnits(policy: ComparedPolicy, { world }: Scenario): ComparedPolicy {
  const units = new Map(measureInfos(world).map(({ key, unit }) => [key, unit]));
  return { ...policy, expectations: policy.expectations.map((each) => ({ ...each, unit: units.get(each.key) })) };
}

/** Of a stored baseline as many as it has, and no more when more are asked for: the others would have nothing to be paired with. */
function replicationsOf({ replications }: ComparisonOptions, [stored]: readonly StoredArm[]): number {
  if (stored === undefined) return replications ?? DEFAULT_REPLICATIONS;
  const { replicationsRun } = stored.policy;
  return Math.min(replications ?? replicationsRun, replicationsRun);
}

function planArms(source: ScenarioText, scenario: Scenario, options: ComparisonOptions): readonly PlannedArm[] {
  const names = options.policies ?? scenario.policies.map(({ name }) => name);
  const arms = names.map((policy) => ({ label: policy, policy: policyOf(scenario, policy).name, source, scenario }));
  const { baseline } = options;
  if (baseline === undefined) return arms;
  const here = { scenario: identityOf(scenario), seed: scenario.seed };
  if ("valuesOf" in baseline) {
    checkComparable(baseline, here, ["The baseline", source.file]);
    return arms;
  }
  const other = decodeText(baseline.source).scenario;
  checkComparable({ scenario: identityOf(other), seed: other.seed }, here, [baseline.source.file, source.file]);
  const policy = policyOf(other, baseline.policy).name;
  const ofFile = (file: string, name: string): string => `${file.split(/[\\/]/).at(-1)}: ${name}`;
  return [
    { label: ofFile(baseline.source.file, policy), policy, source: baseline.source, scenario: other },
    ...arms.map((arm) => ({ ...arm, label: ofFile(source.file, arm.policy) })),
  ];
}

async function runArms(
  arms: readonly PlannedArm[],
  measures: readonly MeasureInfo[],
  options: ComparisonOptions,
): Promise<readonly ArmValues[]> {
  const { replications = DEFAULT_REPLICATIONS, precision = null, signal, progress } = options;
  const counting = countOver(arms.length, replications, progress);
  return withExecutor(options, arms.length * replications, async (executor) => {
    const running = arms.map(({ policy, source, scenario }) => {
      const aggregate = new PolicyAggregate(scenario, policy);
      const values = new Map<string, (number | null)[]>(measures.map(({ key }) => [key, []]));
      const arm = { scenario: source, policy, everyEvent: false };
      const add = (outcome: ReplicationOutcome): void => {
        aggregate.add(outcome);
        for (const [key, list] of values) list.push(outcome.result.measures[key] ?? null);
        counting.done();
      };
      const run = (first: number, count: number) => runReplications(executor, arm, { first, count }, add, signal);
      return { aggregate, scenario, run, values };
    });
    const goal = precision && { ...precision, measures: options.measures === undefined ? [] : measures.map(keyOf) };
    const planned = (total: number): void => arms.forEach(({ label }) => counting.planned(label)(total));
    const found = await replicateArms(running, { replications, precision: goal }, { signal, planned });
    arms.forEach(({ label }, index) => {
      if (found[index]?.held === false && signal?.aborted !== true) options.imprecise?.(label);
    });
    return arms.map(({ label, policy }, index) => armValues(label, policy, running[index]!));
  });
}

function keyOf({ key }: MeasureInfo): string {
  return key;
}

function armValues(
  label: string,
  policy: string,
  { aggregate, values }: { readonly aggregate: PolicyAggregate; readonly values: ReadonlyMap<string, ArmColumn> },
): ArmValues {
  const found = aggregate.finish();
  return {
    policy: {
      label,
      policy,
      replicationsRun: aggregate.count,
      expectations: found?.expectations ?? [],
      invariants: found?.invariants ?? [],
    },
    valuesOf: (key: string) => values.get(key) ?? [],
  };
}

function selectMeasures(scenario: Scenario, wanted: readonly string[] | undefined): readonly MeasureInfo[] {
  if (wanted !== undefined) return namedMeasures(scenario, wanted);
  const infos = measureInfos(scenario.world);
  const keys = new Set([...headlineKeys(scenario.world), ...scenario.expectations.map(({ key }) => key)]);
  return infos.filter(({ key }) => keys.has(key));
}

interface Judgement {
  readonly level: number;
  readonly comparisons: number;
  readonly margins: readonly Margin[];
  readonly measuredSeconds: number;
}

function judge(info: MeasureInfo, arms: readonly ArmValues[], { margins, ...judgement }: Judgement): ComparedMeasure {
  const samples = arms.map(({ policy, valuesOf }) => ({ label: policy.label, values: valuesOf(info.key) }));
  return compareMeasure(info, samples, { ...judgement, margin: marginOf(info, margins, samples[0]!) });
}

/** Unless something else is said: a hundredth of the baseline's value makes no difference in practice. */
const USUAL_MARGIN: Margin = { size: 0.01, relative: true };

function marginOf(info: MeasureInfo, margins: readonly Margin[], baseline: Sample): number | null {
  const margin = margins.findLast(({ measure }) => measure === undefined || isNamed(info.key, measure)) ?? USUAL_MARGIN;
  if (!margin.relative) return margin.size;
  const { count, mean } = Tally.of(baseline.values.filter((value) => value !== null));
  if (count === 0) return null;
  const reference = info.unit === "share" && info.better === "higher" ? 1 - mean : mean;
  return margin.size * Math.abs(reference);
}
