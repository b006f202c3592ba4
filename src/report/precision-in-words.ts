/** What is told of a precision that was asked for. */
import type { PolicyResult } from "../result/index.js";
import { formatShare } from "./number-format.js";

export const NOTHING_MEASURED = "Nothing was measured, so there is no precision to reach.";

/** Whether the precision that was asked for came about; `null` when none was. */
export function precisionInWords({ precision, replicationsRun }: PolicyResult): string | null {
  if (precision === null) return null;
  const asked = formatShare(precision.asked);
  if (precision.held) return `Precision of ${asked} reached with ${replicationsRun} replications.`;
  if (precision.measures.length === 0) return NOTHING_MEASURED;
  const missing = precision.measures
    .filter(({ state }) => state !== "reached")
    .map(({ key, relativeHalfWidth }) => {
      return relativeHalfWidth === null ? `${key} unknown` : `${key} ${(relativeHalfWidth * 100).toPrecision(3)} %`;
    });
  return `Precision of ${asked} not reached with ${replicationsRun} replications: ${missing.join(", ")}.`;
}
