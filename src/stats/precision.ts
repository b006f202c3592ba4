/** When to stop adding replications: a sequential rule for a relative precision. */
import { checkLevel, halfWidth, meanInterval, twoSidedStudent } from "./interval.js";
import type { Tally } from "./tally.js";

export interface PrecisionGoal {
  /** Half the interval as a share of the size of the mean: 0.05 for `--precision 5%`. */
  readonly relative: number;
  /** Confidence level; 0.95 unless told. */
  readonly level?: number;
  /** Replications before the rule may stop; 10 unless told. */
  readonly minimum?: number;
}

/** `no variation` is neither reached nor missed: all replications agree, so nothing tells how precise their mean is. */
export type PrecisionState = "reached" | "not yet" | "no variation";

export interface Precision {
  readonly state: PrecisionState;
  /** Half the interval over the size of the mean; infinite when it is unknown or the mean is zero. */
  readonly relativeHalfWidth: number;
  /** Replications that would do if the variance stays as it looks now; infinite when nothing can be said. */
  readonly replicationsNeeded: number;
}

/**
 * Whether the mean of the replications so far is as precise as wished (Chow and Robbins 1965).
 *
 * A rule that looks after each replication stops more readily when the variance happens to look small, so that its
 * intervals cover the truth somewhat less often than their level says, and the more so the fewer replications there
 * are: hence the minimum. Of an availability near one give the tally of the unavailability; 5 % of 0.99999 says nothing.
 */
export function precisionOf(tally: Tally, goal: PrecisionGoal): Precision {
  const { relative, level = 0.95, minimum = 10 } = goal;
  checkLevel(level);
  if (!(relative > 0)) throw new RangeError(`A relative precision must be positive, not ${relative}.`);
  if (tally.count < 2) return { state: "not yet", relativeHalfWidth: Infinity, replicationsNeeded: Infinity };
  const enough = tally.count >= minimum;
  if (tally.min === tally.max) {
    const relativeHalfWidth = tally.mean === 0 ? Infinity : 0;
    return { state: enough ? "no variation" : "not yet", relativeHalfWidth, replicationsNeeded: Infinity };
  }
  const size = Math.abs(tally.mean);
  const relativeHalfWidth = halfWidth(meanInterval(tally, level)) / size;
  const errors = (twoSidedStudent(level, tally.count - 1) * tally.standardDeviation) / (relative * size);
  return {
    state: enough && relativeHalfWidth <= relative ? "reached" : "not yet",
    relativeHalfWidth,
    replicationsNeeded: Math.max(minimum, Math.ceil(errors * errors)),
  };
}
