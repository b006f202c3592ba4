/** The distribution of durations some of which were still going on when observation ended. */
import { checkLevel, type Interval } from "./interval.js";
import { normalQuantile } from "./quantiles.js";

/** Products of survival ratios miss the round share that they mean by about this much. */
const ROUNDING = 1e-12;

/** A duration: how long, and whether it ended then or was only observed until then (censored). */
export interface ObservedDuration {
  readonly duration: number;
  readonly ended: boolean;
}

/** A duration at which some ended. */
export interface SurvivalStep {
  readonly duration: number;
  /** Still going on, and observed, just before. */
  readonly atRisk: number;
  readonly ended: number;
  /** Estimated share of durations that last longer. */
  readonly survival: number;
  /** Greenwood's sum: the variance of the logarithm of `survival`. */
  readonly greenwood: number;
}

/**
 * The product-limit estimate (Kaplan and Meier 1958): censored durations count for as long as they were observed, and
 * are neither dropped nor taken for ended. At the same duration those that ended come before the censored ones.
 * Supposes that censoring tells nothing about what would have followed.
 */
export class KaplanMeier {
  readonly count: number;
  readonly censored: number;
  readonly steps: readonly SurvivalStep[];
  readonly #longest: number;

  constructor(observed: Iterable<ObservedDuration>) {
    const ascending = [...observed].sort((a, b) => a.duration - b.duration);
    if (ascending.some(({ duration }) => !(duration >= 0))) throw new RangeError("Durations are zero or more.");
    this.count = ascending.length;
    this.censored = ascending.filter(({ ended }) => !ended).length;
    this.steps = productLimit(ascending);
    this.#longest = ascending.at(-1)?.duration ?? 0;
  }

  /** Estimated share of durations longer than this one; 1 before the first end. */
  survivalAt(duration: number): number {
    return this.#stepAt(duration)?.survival ?? 1;
  }

  /**
   * Interval of `survivalAt`, symmetric on the scale log(−log S), which keeps it within [0, 1]. Where nothing or
   * everything has ended the formula has no variance to go by, and the answer is [0, 1].
   */
  intervalAt(duration: number, level: number): Interval {
    checkLevel(level);
    const step = this.#stepAt(duration);
    if (step === undefined || step.survival === 0) return { low: 0, high: 1, level };
    const logarithm = Math.log(step.survival);
    const spread = (normalQuantile(1 - (1 - level) / 2) * Math.sqrt(step.greenwood)) / -logarithm;
    return { low: Math.exp(logarithm * Math.exp(spread)), high: Math.exp(logarithm * Math.exp(-spread)), level };
  }

  /** The least duration that at least the share p does not exceed; Infinity when too many are censored to tell. */
  quantile(p: number): number {
    if (!(p > 0 && p < 1)) throw new RangeError(`A quantile strictly between 0 and 1 is needed, not ${p}.`);
    return this.steps.find(({ survival }) => survival <= 1 - p + ROUNDING)?.duration ?? Infinity;
  }

  /**
   * Mean of the durations cut off at a limit: the area under the survival curve up to it. Unlike the mean itself it can
   * be estimated with censoring. NaN when nothing was observed that long and the curve has not come down to zero.
   */
  meanUpTo(limit: number): number {
    if (limit > this.#longest && this.survivalAt(limit) > 0) return NaN;
    let area = 0;
    let from = 0;
    let survival = 1;
    for (const step of this.steps) {
      if (step.duration >= limit) break;
      area += survival * (step.duration - from);
      from = step.duration;
      survival = step.survival;
    }
    return area + survival * (limit - from);
  }

  #stepAt(duration: number): SurvivalStep | undefined {
    return this.steps.findLast((step) => step.duration <= duration);
  }
}

function productLimit(ascending: readonly ObservedDuration[]): SurvivalStep[] {
  const steps: SurvivalStep[] = [];
  let survival = 1;
  let greenwood = 0;
  for (let first = 0; first < ascending.length;) {
    const { duration } = ascending[first]!;
    const atRisk = ascending.length - first;
    let ended = 0;
    for (; first < ascending.length && ascending[first]!.duration === duration; first += 1) {
      if (ascending[first]!.ended) ended += 1;
    }
    if (ended === 0) continue;
    survival *= (atRisk - ended) / atRisk;
    greenwood += ended / (atRisk * (atRisk - ended));
    steps.push({ duration, atRisk, ended, survival, greenwood });
  }
  return steps;
}
