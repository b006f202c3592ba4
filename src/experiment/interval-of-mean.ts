/** The interval of a measure's mean over replications, within what the measure can be. */
import type { MeasureInfo } from "../result/index.js";
import { meanInterval, shareInterval, type Interval, type Tally } from "../stats/index.js";
import { toSeconds, YEAR } from "../units/index.js";

/** What falls below zero where more is used up than there is. */
const SIGNED = /\.error-budget$/;

/**
 * A downtime is a share of the time, and has the interval of the availability; nothing that is counted or timed is below
 * zero.
 * @param tally of two values at least
 * @param measuredSeconds of each replication
 */
export function intervalOfMean(
  { key, unit }: Pick<MeasureInfo, "key" | "unit">,
  tally: Tally,
  level: number,
  measuredSeconds: number,
): Interval {
  const whole = wholeOf(key, unit, measuredSeconds);
  // A year's may be a little more than a year by rounding.
  if (whole !== null) return shareInterval(tally, level, Math.max(whole, tally.max));
  const interval = meanInterval(tally, level);
  return SIGNED.test(key) ? interval : { ...interval, low: Math.max(Math.min(0, tally.min), interval.low) };
}

/** What the measure is a part of; `null` where it has no bound. */
function wholeOf(key: string, unit: MeasureInfo["unit"], measuredSeconds: number): number | null {
  if (unit === "share") return 1;
  if (key.endsWith(".downtime.per-year")) return toSeconds(YEAR);
  return key.endsWith(".downtime") ? measuredSeconds : null;
}
