/** Differences for eyes: with a sign, and shares in percentage points. */
import type { MeasureInfo } from "../result/index.js";
import { formatQuantity, NO_VALUE } from "./number-format.js";

/** `+1.5 s`, `-0.012 pp`, `0 s`; `–` when there is none. */
export function formatDifference(value: number | null, unit: MeasureInfo["unit"]): string {
  if (value === null) return NO_VALUE;
  const sign = value > 0 ? "+" : value < 0 ? "-" : "";
  const size = Math.abs(value);
  if (unit === "share") return `${sign}${formatQuantity(size * 100, "ratio")} pp`;
  return `${sign}${formatQuantity(size, unit)}`;
}

/** `+1.2 s to +1.8 s`. */
export function formatDifferenceInterval(
  interval: { readonly low: number; readonly high: number } | null,
  unit: MeasureInfo["unit"],
): string {
  if (interval === null) return NO_VALUE;
  return `${formatDifference(interval.low, unit)} to ${formatDifference(interval.high, unit)}`;
}
