/** When load counts as too much or too little, and what comes of judging it. */
import type { Micros } from "../../units/index.js";
import type { Reason } from "../words.js";
import type { Metric } from "./metric.js";

export type LoadVerdict = "deficient" | "sufficient" | "idle";

/** How load was judged, and why. */
export interface JudgedLoad {
  readonly verdict: LoadVerdict;
  /** By how much hosts are lacking: the measured value over its limit. */
  readonly deficit: number;
  readonly because: Reason;
}

/** Most often nothing is to be said of it. */
export const WITHIN: Reason = { rule: "within-thresholds" };

/** When there are too few hosts, and when too many. */
export interface Thresholds {
  readonly grow: Rule;
  readonly shrink: Rule;
}

/** Deficient, or idle: beyond a limit for so long. */
export interface Rule {
  readonly metric: Metric;
  readonly limit: Limit;
  /** Sustained for this long; what is transitory does not count. */
  readonly for: Micros;
  /** Share of that time in which it may be on the other side. */
  readonly tolerance: number;
}

export type Limit = { readonly share: number } | { readonly value: number };
