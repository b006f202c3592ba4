/** Instants in words. */
import { toSeconds, type Micros } from "../../../units/index.js";
import { formatClock, formatDuration } from "../../number-format.js";
import { head } from "./page-source.js";

/** Simulated time, and the calendar's when the scenario has one. */
export function instantInWords(at: Micros): string {
  const clock = formatClock(toSeconds(Math.round(at)));
  const { start } = head.scenario;
  const first = start === null ? NaN : Date.parse(start);
  if (Number.isNaN(first)) return clock;
  return `${clock} · ${new Date(first + at / 1000).toISOString().slice(0, 19).replace("T", " ")}`;
}

/** Seconds after another instant, or before it. */
export function offset(seconds: number): string {
  if (Math.abs(seconds) < 5e-7) return "0";
  return `${seconds < 0 ? "−" : "+"}${formatDuration(Math.abs(seconds))}`;
}
