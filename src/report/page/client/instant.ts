/** Instants in words. */
import { toSeconds, type Micros } from "../../../units/index.js";
import { clockOf } from "../../clock.js";
import { formatDuration } from "../../number-format.js";
import { head } from "./page-source.js";

/** The scenario's own clock. */
export const clock = clockOf(head.scenario);

/** By the clock, and how long after the start of the run. */
export function instantInWords(at: Micros): string {
  const seconds = toSeconds(Math.round(at));
  return `${clock.exact(seconds)} · ${offset(seconds)} from the start`;
}

/** Seconds after another instant, or before it. */
export function offset(seconds: number): string {
  if (Math.abs(seconds) < 5e-7) return "0";
  return `${seconds < 0 ? "−" : "+"}${formatDuration(Math.abs(seconds))}`;
}
