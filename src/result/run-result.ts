/** The JSON shapes between running and showing. Every stored number names its unit; times are seconds of simulated time. */
import type { ChronicleEntry } from "./chronicle.js";
import type { Quantity } from "./quantity.js";
import type { Topology } from "./topology.js";
import type { Phase, StepResult, Subject, Takeover, UndertakingResult } from "./undertaking.js";

/** Raised whenever a reader of older files would misunderstand a newer one. */
export const RESULT_VERSION = 1;

/** `summary.json`: what one call of `run` found. */
export interface Summary {
  readonly format: "understudy-summary";
  readonly formatVersion: typeof RESULT_VERSION;
  readonly version: string;
  readonly scenario: ScenarioIdentity;
  /** What the scenario's world is made of, as it begins. */
  readonly topology: Topology;
  readonly seed: string;
  /** True when the run was interrupted and not every replication is here. */
  readonly partial: boolean;
  readonly policies: readonly PolicyResult[];
}

export interface ScenarioIdentity {
  readonly name: string;
  readonly title: string;
  /** Digest of the scenario, canonically written. */
  readonly digest: string;
  /** Digest of what policies are put into: the scenario without policies, expectations, name, title and seed. */
  readonly settingDigest: string;
  readonly durationSeconds: number;
  readonly warmUpSeconds: number;
  /** First instant of the calendar, ISO 8601, when the scenario has one. */
  readonly start: string | null;
}

/** Of many replications so many, the first, are kept in full whatever they were like; those kept beside them were chosen. */
export const FIRST_KEPT = 300;

/** Of one replication; `incidents.csv` lists every one. */
export const INCIDENTS_KEPT = 10_000;

/** What one policy did over all its replications. */
export interface PolicyResult {
  readonly policy: string;
  /** How many replications were run; measures, expectations, invariants and blame speak of all of them. */
  readonly replicationsRun: number;
  /**
   * Replications in full, in their order: all while they are few, else the first, those that violated an invariant, and
   * those that were down longest. `replications.csv` lists every one.
   */
  readonly replications: readonly ReplicationResult[];
  /** Over the replications: mean and interval of every measure. */
  readonly measures: readonly MeasureSummary[];
  readonly expectations: readonly ExpectationResult[];
  readonly invariants: readonly InvariantResult[];
  /** Which faults cost how much time, and in which phases; the most expensive first. */
  readonly blame: readonly Blame[];
  /** How precise the means became; `null` when no precision was asked for. */
  readonly precision: PrecisionResult | null;
  /** The first replication in detail, for charts. */
  readonly detail: RunDetail;
  /** The replication that went worst, in detail; absent when that is the first. */
  readonly worst?: RunDetail | undefined;
}

/** What a measure means, so that a reader needs no list of ours. */
export interface MeasureInfo {
  /** Key as in expectations: `shop.availability`, `shop.rto.p95`, `hosts.hours`. */
  readonly key: string;
  readonly about: string;
  readonly unit: "share" | "seconds" | "count" | "bytes" | "per-second" | "hours" | "ratio";
  readonly better: "higher" | "lower" | "neither";
}

export interface MeasureSummary extends MeasureInfo {
  /** Replications that gave a value (a recovery time needs an incident). */
  readonly count: number;
  /** Mean of their values. */
  readonly mean: number | null;
  readonly min: number | null;
  readonly max: number | null;
  /**
   * The value of all replications together, which every report tells and expectations are held against: the percentile
   * of all requests or outages for percentiles, the mean of all outages for a mean recovery time, the extreme for maxima,
   * the mean of the replications for the rest.
   */
  readonly overall: number | null;
  /** Interval of that value; absent for percentiles and maxima, and when fewer than two replications gave a value. */
  readonly interval: { readonly low: number; readonly high: number; readonly level: number } | null;
}

export interface ReplicationResult {
  readonly replication: number;
  /** Value of every measure, `null` when it does not apply (no incident: no recovery time). */
  readonly measures: Readonly<Record<string, number | null>>;
  readonly incidents: readonly Incident[];
  /** Counted apart from them; absent in older files. */
  readonly brownOuts?: readonly BrownOut[] | undefined;
  /** So many more, later ones, are listed in `incidents.csv` only; measures and blame speak of all. */
  readonly incidentsLeftOut?: number | undefined;
  readonly losses: readonly Loss[];
  readonly invariants: readonly InvariantResult[];
  readonly faults: readonly FaultResult[];
  /** Behaviour: records, effects, outcomes. Schedule: every executed event. */
  readonly digest: { readonly behaviour: string; readonly schedule: string };
  readonly eventsExecuted: number;
}

/** From the moment a service, or whatever else serves somebody, could no longer answer to full service. */
export interface Incident {
  /** The name of what was down. */
  readonly service: string;
  /** What was down, where that is no service. */
  readonly subject?: Subject | undefined;
  readonly number: number;
  /** What was done to the world shortly before: names of faults; without any, the takeover or failback for whose sake it began. */
  readonly causes: readonly string[];
  readonly startSeconds: number;
  /** `null`: it had not ended when the run did (censored). */
  readonly endSeconds: number | null;
  readonly detectedSeconds: number | null;
  /** Whole length, up to the end of the run for one that had not ended. */
  readonly recoveryTimeSeconds: number;
  /** Consecutive stretches; they add up exactly to the recovery time. */
  readonly phases: readonly {
    readonly phase: Phase;
    readonly startSeconds: number;
    readonly durationSeconds: number;
  }[];
  readonly steps: readonly StepResult[];
  /** Where it ran; `null` where several hosts serve, or it never ran. */
  readonly from: string | null;
  /** Who brought it back: whoever serves now; where several serve, the one with whom enough could answer; or its director. */
  readonly to: string | null;
  readonly lostWrites: number;
  readonly lostBytes: number;
  /** Age of the oldest lost write when the service was interrupted. */
  readonly lostSeconds: number;
}

/** An incident of another kind: the service could answer, and yet its users were not served as its objective says. */
export interface BrownOut {
  readonly kind: "brown-out";
  readonly service: string;
  readonly startSeconds: number;
  /** `null`: it had not ended when the run did. */
  readonly endSeconds: number | null;
  readonly durationSeconds: number;
  /** Share of those who asked meanwhile that was answered in time. */
  readonly answered: number;
}

/** Acknowledged writes that the service lost. */
export interface Loss {
  readonly service: string;
  readonly volume: string;
  readonly atSeconds: number;
  readonly writes: number;
  readonly bytes: number;
  readonly oldestSeconds: number;
}

export interface InvariantResult {
  readonly name: string;
  /** How often it was evaluated with something at stake. */
  readonly atStake: number;
  readonly violations: number;
  /** Why it was never at stake, where it was not. */
  readonly why?: string | undefined;
  /** The first few, in words. */
  readonly examples: readonly ViolationExample[];
}

export interface ViolationExample {
  readonly replication: number;
  readonly atSeconds: number;
  readonly what: string;
  /** Where quantities stand in it; absent when there are none. */
  readonly quantities?: readonly Quantity[] | undefined;
}

export interface FaultResult {
  readonly name: string;
  /** How often its time came. */
  readonly fired: number;
  /** How often it struck something; absent in older files, which counted no other. */
  readonly struck?: number | undefined;
  /** What it missed, and how often: a host that was off cannot crash. */
  readonly missed?: readonly MissedTarget[] | undefined;
}

export interface MissedTarget {
  readonly effect: string;
  readonly target: string;
  readonly times: number;
}

export interface ExpectationResult {
  readonly key: string;
  readonly condition: string;
  readonly measured: number | null;
  readonly limit: number;
  readonly holds: boolean;
  /** Why nothing was measured, and whether that is as good; empty when something was. */
  readonly message: string;
}

/** What the incidents of a service that had one cause cost, over all replications. */
export interface Blame {
  readonly service: string;
  /** Names of the faults that the incidents followed, joined by `and`; empty when there was none. */
  readonly cause: string;
  readonly incidents: number;
  /** Incidents that had not ended when their run did; their length so far is counted. */
  readonly unended: number;
  /** Exact sum over the incidents, and the exact sum of the phases. */
  readonly seconds: number;
  readonly phases: Readonly<Record<Phase, number>>;
  /** Share of all the time that incidents of this service took. */
  readonly share: number;
}

/** Whether replications were added until the means were as precise as asked. */
export interface PrecisionResult {
  /** Half an interval over the size of the mean. */
  readonly asked: number;
  readonly held: boolean;
  /** Empty where nothing was measured that could be precise. */
  readonly measures: readonly {
    readonly key: string;
    /** `null` when it is unknown: too few replications, or a mean of zero. */
    readonly relativeHalfWidth: number | null;
    readonly state: "reached" | "not yet" | "no variation";
  }[];
}

/** One replication over time. */
export interface RunDetail {
  readonly replication: number;
  /** State of every service, host and other actor as consecutive intervals that cover the whole run. */
  readonly strips: readonly Strip[];
  readonly bands: readonly FaultBand[];
  readonly series: readonly Series[];
  /** What was undertaken to bring somebody back. */
  readonly takeovers: readonly Takeover[];
  /** What else was undertaken; absent in older files. */
  readonly undertakings?: readonly UndertakingResult[] | undefined;
  /** Chronicle for `explain`: what happened in words, with the reasons that the logic gave. */
  readonly chronicle: readonly ChronicleEntry[];
}

export interface Strip {
  readonly actor: string;
  /** Of the subject: `service`, `host`, `relay` … */
  readonly kind: string;
  /** [start of interval in seconds, state], first at 0. */
  readonly intervals: readonly (readonly [number, string])[];
}

export interface FaultBand {
  readonly fault: string;
  /** What it does: the kind of fault, such as `crash` or `cut`. */
  readonly effect: string;
  readonly target: string;
  readonly startSeconds: number;
  readonly endSeconds: number | null;
}

/** Values over equal steps of time: `values[i]` belongs to [i * step, (i + 1) * step). */
export interface Series {
  readonly name: string;
  readonly unit: MeasureInfo["unit"];
  readonly stepSeconds: number;
  readonly values: readonly (number | null)[];
}
