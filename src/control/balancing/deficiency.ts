/** Decides whether a measured value has been beyond a limit for so long that it is no transient. */
import type { Micros } from "../../units/index.js";
import type { Reason } from "../words.js";
import type { Limit, Rule } from "./judged-load.js";

/** What is remembered of one rule: plain data. */
export interface Watch {
  /** Since when there are readings without a gap; `null` before the first. */
  from: Micros | null;
  /** The last reading. */
  last: Micros;
  /** Stretches between readings in which the value was on the good side, oldest first. */
  good: { from: Micros; to: Micros }[];
}

export function newWatch(): Watch {
  return { from: null, last: 0, good: [] };
}

/** Forgets everything: what was measured before does not count for what comes now. */
export function forget(watch: Watch): void {
  watch.from = null;
  watch.good = [];
}

/** A limit in units of the metric. @param capacity what a share is a share of; `null` when the metric has none */
export function limitOf(limit: Limit, capacity: number | null): number {
  if ("value" in limit) return limit.value;
  return capacity === null ? Infinity : limit.share * capacity;
}

/**
 * Takes in a reading: the value since the reading before. True once it has been beyond the limit for the whole of the
 * rule's time, but for the share of it that the rule tolerates. A reading that does not tell (`null`: nobody was answered
 * who is there) ends nothing that has lasted above a limit, nor proves it; below one it does not lie.
 * @param gap readings further apart than this begin anew: what was not seen does not count
 */
export function isSustained(
  watch: Watch,
  rule: Rule,
  side: "above" | "below",
  reading: { readonly value: number | null; readonly limit: number; readonly at: Micros; readonly gap: Micros },
): boolean {
  const { value, limit, at, gap } = reading;
  const beyond = value !== null && (side === "above" ? value > limit : value < limit);
  const since = watch.last;
  watch.last = at;
  if (watch.from === null || at - since > gap) {
    watch.from = at;
    watch.good = [];
    return false;
  }
  if (!beyond && !(value === null && side === "above")) {
    if (rule.tolerance === 0) watch.from = at;
    else watch.good.push({ from: since, to: at });
  }
  const begin = at - rule.for;
  while (watch.good.length > 0 && watch.good[0]!.to <= begin) watch.good.shift();
  if (watch.from > begin) return false;
  let good = 0;
  for (const { from, to } of watch.good) good += to - Math.max(from, begin);
  return good <= rule.tolerance * rule.for && beyond;
}

/** Why it is sustained: the metric, the last value, the limit, and since when. */
export function reasonOf(rule: Rule, side: "above" | "below", value: number, limit: number, at: Micros): Reason {
  return { rule: "beyond-threshold", metric: rule.metric, side, value, limit, since: at - rule.for };
}
