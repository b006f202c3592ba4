/** An instant in words: simulated time, and the calendar's when the scenario has one. */
import { toSeconds, type Micros } from "../../../units/index.js";
import { formatClock } from "../../number-format.js";
import { head } from "./page-source.js";

export function instantInWords(at: Micros): string {
  const clock = formatClock(toSeconds(Math.round(at)));
  const { start } = head.scenario;
  const first = start === null ? NaN : Date.parse(start);
  if (Number.isNaN(first)) return clock;
  return `${clock} · ${new Date(first + at / 1000).toISOString().slice(0, 19).replace("T", " ")}`;
}
