/** Ticks at round times in a stretch of simulated time, from years down to single microseconds. */
import { formatDuration } from "../number-format.js";
import { DAY, HOUR, MILLISECOND, MINUTE, SECOND, YEAR, toSeconds, type Micros } from "../../units/index.js";

export interface Tick {
  readonly at: Micros;
  readonly label: string;
}

const ROUND = [1, 2, 5, 10, 20, 50, 100, 200, 500];

const STEPS: readonly Micros[] = [
  ...ROUND,
  ...ROUND.map((count) => count * MILLISECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 5, 10, 20, 50, 100].map((count) => count * DAY),
  ...ROUND.map((count) => count * YEAR),
];

export function timeTicks(from: Micros, to: Micros, most: number): readonly Tick[] {
  const step = STEPS.find((each) => (to - from) / each <= most) ?? STEPS.at(-1)!;
  const ticks: Tick[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) ticks.push({ at, label: labelOf(at, step) });
  return ticks;
}

const two = (count: number): string => String(Math.floor(count)).padStart(2, "0");

/** Whole days by their number; below, the time of day; below a second, what is over the last whole second. */
function labelOf(at: Micros, step: Micros): string {
  if (at === 0) return "0";
  if (step < SECOND) {
    const over = at % SECOND;
    return over === 0 ? timeOfDay(at, true) : `+${formatDuration(toSeconds(over))}`;
  }
  if (step >= DAY) return step >= YEAR ? `${at / YEAR} y` : `${at / DAY} d`;
  return at % DAY === 0 ? `${at / DAY} d` : timeOfDay(at, step < MINUTE);
}

function timeOfDay(at: Micros, seconds: boolean): string {
  const minutes = `${two((at % DAY) / HOUR)}:${two((at % HOUR) / MINUTE)}`;
  return seconds ? `${minutes}:${two((at % MINUTE) / SECOND)}` : minutes;
}
