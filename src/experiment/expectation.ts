/** Compares what was measured with what the scenario expects. */
import type { ExpectationResult, MeasureInfo } from "../result/index.js";
import type { ExpectationSpec } from "../scenario/index.js";

type Unit = MeasureInfo["unit"];

/** What has no value where nothing of its kind happened, and the measures that count how often it did. */
const OCCASIONS: readonly (readonly [of: RegExp, counted: readonly string[], none: string])[] = [
  [/^(.+)\.(rto|rpo|detection)\.[^.]+$/, ["outages", "incidents.censored"], "there was no outage"],
  [/^(.+)\.mistakes\.mean$/, ["mistakes.rate"], "there was no mistake"],
];

/** @param overallOf the value of a measure over all replications; `null` when none of them gave one */
export function checkExpectation(
  { key, operator, limit, text }: ExpectationSpec,
  unit: Unit,
  overallOf: (key: string) => number | null,
): ExpectationResult {
  const measured = overallOf(key);
  if (measured === null) {
    const none = whyNone(key, overallOf);
    const message = none === null ? "could not be measured, so nothing is known" : `holds: ${none}`;
    return { key, condition: text, measured, limit, holds: none !== null, message };
  }
  const holds = compare(measured, operator, limit);
  const difference = say(Math.abs(measured - limit), unit);
  const side = measured > limit ? "above" : "below";
  const message = measured === limit ? `exactly ${say(limit, unit)}` : `${difference} ${side} the limit`;
  return { key, condition: text, measured, limit, holds, message: holds ? message : `missed by ${difference}` };
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

function say(value: number, unit: Unit): string {
  switch (unit) {
    case "share":
      return `${significant(value * 100)} percentage points`;
    case "seconds":
      return `${significant(value)} s`;
    case "hours":
      return `${significant(value)} h`;
    case "bytes":
      return `${significant(value)} bytes`;
    case "per-second":
      return `${significant(value)}/s`;
    case "count":
    case "ratio":
      return significant(value);
  }
}

function significant(value: number): string {
  return String(Number(value.toPrecision(4)));
}
