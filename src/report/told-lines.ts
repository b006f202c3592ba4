/** Lines with their times before them, as explanations have them: by the clock, or counted from a fault. */
import type { ChronicleEntry, Quantity } from "../result/index.js";
import type { Clock } from "./clock.js";
import { formatDuration } from "./number-format.js";
import { becauseWritten, byClock, whatWritten, type Writing } from "./quantities.js";
import { fromSeconds } from "../units/index.js";
import { TERMINAL_COLUMNS, wrap } from "./terminal-text.js";

const TIME_WIDTH = 15;

export interface TimedLine {
  readonly time: string;
  readonly text: string;
}

/** Each time once, right-aligned, with what happened then below each other. */
export function timedLines(entries: readonly TimedLine[], width = TIME_WIDTH): readonly string[] {
  let last: string | null = null;
  return entries.flatMap(({ time, text }) => {
    const shown = time === last ? "" : time;
    last = time;
    const wide = shown.length > width;
    const margin = " ".repeat(width + 2);
    const lines = wrap(text, TERMINAL_COLUMNS - width - 4).map(
      (line, index) => (index === 0 ? (wide ? margin : `${shown.padStart(width)}  `) : `${margin}  `) + line,
    );
    return wide ? [shown, ...lines] : lines;
  });
}

export function hanging(text: string, indent: number, further: number): readonly string[] {
  return wrap(text, TERMINAL_COLUMNS - further).map((line, index) => " ".repeat(index === 0 ? indent : further) + line);
}

/** To the millisecond: what is finer nobody reads at night; all of it is told with everything. */
export function fineEnough(seconds: number): number {
  return Math.floor(fromSeconds(seconds) / 1000) / 1000;
}

export function since(seconds: number): string {
  return seconds < 0 ? `-${formatDuration(-seconds)}` : `+${formatDuration(seconds)}`;
}

/** Reasons that add nothing to what they stand behind. */
const PLAIN_REASONS: ReadonlySet<string | undefined> = new Set(["outcomes-in", "all-steps-done"]);

/** What an entry says, in two parts. */
export interface Sentence {
  readonly what: string;
  readonly because: string | null;
}

/** @param zero instants in it are told relative to this one; `null`: as they are */
export function sentenceOf(entry: ChronicleEntry, zero: number | null, clock: Clock): Sentence {
  const { told, atSeconds } = entry;
  const plainly = byClock(clock);
  const writing: Writing = (quantity) => {
    if (quantity.is === "aside") return quantity.value === atSeconds ? "" : null;
    return (zero === null ? null : besideFault(quantity, zero)) ?? plainly(quantity);
  };
  // The fault is in the headline.
  const plain = told?.fault !== undefined || PLAIN_REASONS.has(told?.rule);
  return { what: whatWritten(entry, writing), because: plain ? null : becauseWritten(entry, writing) };
}

/** An instant relative to the fault; `null` for other quantities. */
function besideFault({ is, value }: Quantity, zero: number): string | null {
  if (is !== "at" && is !== "instant") return null;
  const seconds = value - zero;
  // An instant stands behind a word of its own: since, of.
  const word = is === "at" ? "at " : "";
  if (Math.abs(seconds) < 1e-3) return `${word}the moment of the fault`;
  return seconds < 0 ? `${formatDuration(-seconds)} before the fault` : `${word}${since(seconds)}`;
}
