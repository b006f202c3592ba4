/** Compares what was measured with what the scenario expects. */
import type { ExpectationResult, MeasureInfo } from "../result/index.js";
import type { ExpectationSpec } from "../scenario/index.js";

type Unit = MeasureInfo["unit"];

/**
 * @param measured mean over the replications; `null` when there was nothing to measure, as a recovery time without an incident
 */
export function checkExpectation(
  { key, operator, limit, text }: ExpectationSpec,
  unit: Unit,
  measured: number | null,
): ExpectationResult {
  if (measured === null) {
    const message = "holds: there was nothing to measure";
    return { key, condition: text, measured, limit, holds: true, message };
  }
  const holds = compare(measured, operator, limit);
  const difference = say(Math.abs(measured - limit), unit);
  const side = measured > limit ? "above" : "below";
  const message = measured === limit ? `exactly ${say(limit, unit)}` : `${difference} ${side} the limit`;
  return { key, condition: text, measured, limit, holds, message: holds ? message : `missed by ${difference}` };
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
