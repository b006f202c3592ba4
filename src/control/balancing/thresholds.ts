/** Judges the load of some hosts by two thresholds: too few hosts, too many, or enough. */
import type { Micros } from "../../units/index.js";
import { type Watch, forget, isSustained, limitOf, newWatch, reasonOf } from "./deficiency.js";
import { type JudgedLoad, type Rule, type Thresholds, WITHIN } from "./judged-load.js";
import { type HostCapacity, type HostReading, capacityOver, measureOver } from "./metric.js";

/** What is remembered of both. */
export interface Watches {
  readonly grow: Watch;
  readonly shrink: Watch;
}

export function newWatches(): Watches {
  return { grow: newWatch(), shrink: newWatch() };
}

export function forgetBoth({ grow, shrink }: Watches): void {
  forget(grow);
  forget(shrink);
}

/** @param every readings come at this interval; @param capacities of all hosts, those without a reading too */
export function judgeByThresholds(
  watches: Watches,
  { grow, shrink }: Thresholds,
  readings: readonly HostReading[],
  capacities: readonly HostCapacity[],
  { every, now }: { readonly every: Micros; readonly now: Micros },
): JudgedLoad {
  const gap = 2.5 * every;
  const look = ({ metric, limit }: Rule) => ({
    value: measureOver(metric, readings),
    limit: limitOf(limit, capacityOver(metric, capacities)),
  });
  const [high, low] = [look(grow), look(shrink)];
  const deficient = isSustained(watches.grow, grow, "above", { ...high, at: now, gap });
  const idle = isSustained(watches.shrink, shrink, "below", { ...low, at: now, gap });
  const deficit = high.limit > 0 ? (high.value ?? 0) / high.limit : 0;
  if (deficient) {
    return { verdict: "deficient", deficit, because: reasonOf(grow, "above", high.value ?? 0, high.limit, now) };
  }
  if (idle) return { verdict: "idle", deficit, because: reasonOf(shrink, "below", low.value ?? 0, low.limit, now) };
  return { verdict: "sufficient", deficit, because: WITHIN };
}
