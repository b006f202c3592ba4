/** One measure of several policies on the same seeds: samples, paired differences, verdicts. */
import type {
  ComparedMeasure,
  ComparedSample,
  ComparisonVerdict,
  EstimateInterval,
  MeasuredDifference,
  MeasureInfo,
} from "../result/index.js";
import { comparePaired, mostDifferentPairs, Tally, type Interval, type Verdict } from "../stats/index.js";
import { intervalOfMean } from "./interval-of-mean.js";

/** The values of one policy, by replication. */
export interface Sample {
  readonly label: string;
  readonly values: readonly (number | null)[];
}

export interface MeasureComparisonOptions {
  readonly level: number;
  /** In how many comparisons the level is shared. */
  readonly comparisons: number;
  /** In the measure's unit. */
  readonly margin: number | null;
  /** How much time of each replication is measured. */
  readonly measuredSeconds: number;
}

/** Replications that are named because policies differ most in them. */
const EXTREMES = 3;

/** @param samples the baseline first */
export function compareMeasure(
  info: MeasureInfo,
  samples: readonly Sample[],
  options: MeasureComparisonOptions,
): ComparedMeasure {
  const [baseline, ...candidates] = samples;
  if (baseline === undefined) throw new RangeError("nothing to compare");
  return {
    ...info,
    margin: options.margin,
    samples: samples.map((sample) => describe(info, sample, options)),
    differences: candidates.map((candidate) => difference(info, baseline, candidate, options)),
  };
}

function describe(
  info: MeasureInfo,
  { label, values }: Sample,
  { level, measuredSeconds }: MeasureComparisonOptions,
): ComparedSample {
  const tally = Tally.of(values.filter((value) => value !== null));
  return {
    label,
    count: tally.count,
    mean: tally.count === 0 ? null : tally.mean,
    interval: tally.count < 2 ? null : intervalOfMean(info, tally, level, measuredSeconds),
    values,
  };
}

interface Pair {
  readonly replication: number;
  readonly baseline: number;
  readonly value: number;
}

function difference(
  info: MeasureInfo,
  baseline: Sample,
  candidate: Sample,
  { level, comparisons, margin }: MeasureComparisonOptions,
): MeasuredDifference {
  const pairs = pairsOf(baseline, candidate);
  const unpaired = oneSided(baseline, candidate);
  const { label } = candidate;
  if (pairs.length === 0) {
    return { label, pairs: 0, unpaired, mean: null, interval: null, verdict: "no difference seen", extremes: [] };
  }
  const before = pairs.map((pair) => pair.baseline);
  const after = pairs.map((pair) => pair.value);
  const compared = comparePaired(before, after, {
    direction: info.better === "higher" ? "higher is better" : "lower is better",
    level,
    comparisons,
    ...(margin === null ? {} : { margin }),
  });
  return {
    label,
    pairs: pairs.length,
    unpaired,
    mean: compared.meanDifference,
    interval: finite(compared.interval),
    verdict: info.better === "neither" ? withoutPraise(compared.verdict) : compared.verdict,
    extremes: mostDifferentPairs(before, after, EXTREMES).map((index) => pairs[index]!),
  };
}

/** Lower was taken as better; where neither is, the verdict says only which way it went. */
function withoutPraise(verdict: Verdict): ComparisonVerdict {
  return verdict === "better" ? "lower" : verdict === "worse" ? "higher" : verdict;
}

/** The same replication has the same seeds; only those in which both gave a value make a pair. */
function pairsOf(baseline: Sample, candidate: Sample): readonly Pair[] {
  return baseline.values.flatMap((before, replication) => {
    const value = candidate.values[replication] ?? null;
    return before === null || value === null ? [] : [{ replication, baseline: before, value }];
  });
}

function oneSided(baseline: Sample, candidate: Sample): number {
  const length = Math.min(baseline.values.length, candidate.values.length);
  let count = 0;
  for (let i = 0; i < length; i++) {
    if (((baseline.values[i] ?? null) === null) !== ((candidate.values[i] ?? null) === null)) count += 1;
  }
  return count;
}

function finite({ low, high, level }: Interval): EstimateInterval | null {
  return Number.isFinite(low) && Number.isFinite(high) ? { low, high, level } : null;
}
