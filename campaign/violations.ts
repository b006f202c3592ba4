/** What invariants found, in words. */
import type { InvariantResult } from "../src/result/index.js";

/** `null` when nothing was violated. */
export function violationsIn(results: readonly InvariantResult[]): string | null {
  const violated = results.filter(({ violations }) => violations > 0);
  if (violated.length === 0) return null;
  return violated
    .map(
      ({ name, violations, examples }) =>
        `${name} (${violations}): ${examples[0]?.what} at ${examples[0]?.atSeconds} s`,
    )
    .join("\n");
}
