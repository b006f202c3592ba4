/** `compare.json`: policies against a baseline on the same seeds. */
import type {
  ExpectationResult,
  InvariantResult,
  MeasureInfo,
  RESULT_VERSION,
  ScenarioIdentity,
} from "./run-result.js";

export interface Comparison {
  readonly format: "understudy-comparison";
  readonly formatVersion: typeof RESULT_VERSION;
  readonly version: string;
  readonly scenario: ScenarioIdentity;
  readonly seed: string;
  /** True when the run was interrupted: only the replications that every policy has are compared. */
  readonly partial: boolean;
  /** Label of the policy that the others are compared with. */
  readonly baseline: string;
  /** Confidence level of all comparisons together (Bonferroni). */
  readonly level: number;
  /** In how many comparisons the level is shared. */
  readonly comparisons: number;
  /** The baseline first. */
  readonly policies: readonly ComparedPolicy[];
  readonly measures: readonly ComparedMeasure[];
}

export interface ComparedPolicy {
  /** As reports name it: the policy, with its file or `baseline` where that is needed to tell two apart. */
  readonly label: string;
  readonly policy: string;
  readonly replicationsRun: number;
  readonly expectations: readonly ComparedExpectation[];
  readonly invariants: readonly InvariantResult[];
}

export interface ComparedExpectation extends ExpectationResult {
  /** Of its measure, which need not be among those compared; absent in older files. */
  readonly unit?: MeasureInfo["unit"] | undefined;
}

export interface ComparedMeasure extends MeasureInfo {
  /** Differences up to this size do not matter, in the measure's unit; `null`: none was given. */
  readonly margin: number | null;
  /** In the order of the policies. */
  readonly samples: readonly ComparedSample[];
  /** One for each policy but the baseline, in their order. */
  readonly differences: readonly MeasuredDifference[];
}

export interface ComparedSample {
  readonly label: string;
  readonly count: number;
  readonly mean: number | null;
  readonly interval: EstimateInterval | null;
  /** By replication; `null` where it gave none. */
  readonly values: readonly (number | null)[];
}

/** Student-t interval of a mean. */
export interface EstimateInterval {
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

/** `higher` and `lower` are said of measures of which neither is better. */
export type ComparisonVerdict = "better" | "worse" | "higher" | "lower" | "equivalent" | "no difference seen";

export interface MeasuredDifference {
  readonly label: string;
  /** Replications that gave a value under both. */
  readonly pairs: number;
  /** Replications that gave one under one of the two only, and were left out. */
  readonly unpaired: number;
  /** Mean of this policy minus baseline; `null` without a pair. */
  readonly mean: number | null;
  /** `null` below two pairs. */
  readonly interval: EstimateInterval | null;
  readonly verdict: ComparisonVerdict;
  /** Where the two differ most, the largest difference first. */
  readonly extremes: readonly {
    readonly replication: number;
    readonly baseline: number;
    readonly value: number;
  }[];
}
