/** Compares what was measured with what the scenario expects. */
import type { ExpectationResult } from "../result/index.js";
import type { ExpectationSpec } from "../scenario/index.js";

/** What has no value where nothing of its kind happened, and the measures that count how often it did. */
const OCCASIONS: readonly (readonly [of: RegExp, counted: readonly string[], none: string])[] = [
  [/^(.+)\.(rto|rpo|detection)\.[^.]+$/, ["outages", "incidents.censored"], "there was no outage"],
  [/^(.+)\.mistakes\.mean$/, ["mistakes.rate"], "there was no mistake"],
];

/** @param overallOf the value of a measure over all replications; `null` when none of them gave one */
export function checkExpectation(
  { key, operator, limit, text }: ExpectationSpec,
  overallOf: (key: string) => number | null,
): ExpectationResult {
  const measured = overallOf(key);
  if (measured === null) {
    const none = whyNone(key, overallOf);
    const message = none === null ? "could not be measured, so nothing is known" : `holds: ${none}`;
    return { key, condition: text, measured, limit, holds: none !== null, message };
  }
  return { key, condition: text, measured, limit, holds: compare(measured, operator, limit), message: "" };
}

/** Why there is no value, where that is as good as one: of outages that never were, everything is true. */
function whyNone(key: string, overallOf: (key: string) => number | null): string | null {
  for (const [pattern, counted, none] of OCCASIONS) {
    const subject = pattern.exec(key)?.[1];
    if (subject !== undefined && counted.every((each) => overallOf(`${subject}.${each}`) === 0)) return none;
  }
  return null;
}

function compare(measured: number, operator: ExpectationSpec["operator"], limit: number): boolean {
  switch (operator) {
    case ">=":
      return measured >= limit;
    case "<=":
      return measured <= limit;
    case ">":
      return measured > limit;
    case "<":
      return measured < limit;
    case "==":
      return measured === limit;
  }
}
