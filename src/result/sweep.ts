/** `sweep.json`: a parameter study, one point of the grid after the other. */
import type { MeasureSummary, RESULT_VERSION } from "./run-result.js";

export interface Sweep {
  readonly format: "understudy-sweep";
  readonly formatVersion: typeof RESULT_VERSION;
  readonly version: string;
  readonly scenario: { readonly name: string; readonly title: string };
  readonly seed: string;
  /** True when the run was interrupted and points are missing. */
  readonly partial: boolean;
  readonly parameters: readonly SweepParameter[];
  /** Keys of the measures that the study asks about; absent in older files. */
  readonly shown?: readonly string[] | undefined;
  /** In the order of the grid: the last parameter changes fastest. */
  readonly points: readonly SweepPoint[];
}

export interface SweepParameter {
  /** Path into the scenario: `policies.split-mirror.failover.detect.reports.misses`. */
  readonly path: string;
  /** As they were written. */
  readonly values: readonly string[];
}

export interface SweepPoint {
  /** One of the values of each parameter, in the order of the parameters. */
  readonly values: readonly string[];
  /** Of the scenario with these values. */
  readonly digest: string;
  readonly policies: readonly SweptPolicy[];
}

export interface SweptPolicy {
  readonly policy: string;
  readonly replicationsRun: number;
  readonly measures: readonly MeasureSummary[];
  readonly failedExpectations: number;
  readonly violatedInvariants: number;
  /** Which these were, the expectations as `shop.rto.max <= 5min`; absent in older files. */
  readonly failed?: readonly string[] | undefined;
  readonly violated?: readonly string[] | undefined;
}
