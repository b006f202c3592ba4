/** How many requests of a flow took how long. */
import type { Micros } from "../../../units/index.js";

/** Each time once, in rising order, and how many had it: two lists, for a flow is told with a hundred of them to all who listen. */
export interface LatencyCounts {
  readonly times: readonly Micros[];
  readonly counts: readonly number[];
}

export const NO_LATENCIES: LatencyCounts = { times: [], counts: [] };

/** Those of both together. */
export function together(one: LatencyCounts, other: LatencyCounts): LatencyCounts {
  if (one.times.length === 0) return other;
  if (other.times.length === 0) return one;
  const [times, counts]: [Micros[], number[]] = [[], []];
  for (let i = 0, j = 0; i < one.times.length || j < other.times.length;) {
    const [left, right] = [one.times[i] ?? Infinity, other.times[j] ?? Infinity];
    times.push(Math.min(left, right));
    counts.push((left <= right ? one.counts[i++]! : 0) + (right <= left ? other.counts[j++]! : 0));
  }
  return { times, counts };
}
