/** How far from its limit an expectation was met or missed. */
import type { ExpectationResult, MeasureInfo } from "../result/index.js";
import { formatQuantity } from "./number-format.js";

/** `2 min 10.9 s below the limit`, `missed by 0.46 percentage points`; where nothing was measured, why. */
export function distanceInWords(
  { measured, limit, holds, message }: Pick<ExpectationResult, "measured" | "limit" | "holds" | "message">,
  unit: MeasureInfo["unit"],
): string {
  if (message !== "" || measured === null) return message;
  if (measured === limit) return holds ? "exactly the limit" : "missed: exactly the limit";
  const size = Math.abs(measured - limit);
  const distance =
    unit === "share" ? `${formatQuantity(size * 100, "ratio")} percentage points` : formatQuantity(size, unit);
  // What reads the same as the limit and is not it.
  if (formatQuantity(measured, unit) === formatQuantity(limit, unit))
    return holds
      ? `just ${measured > limit ? "above" : "below"} the limit, by ${distance}`
      : `just missed, by ${distance}`;
  return holds ? `${distance} ${measured > limit ? "above" : "below"} the limit` : `missed by ${distance}`;
}
