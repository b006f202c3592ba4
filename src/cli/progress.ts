/** How far a run is: a bar on a terminal, a plain line every so often elsewhere; on stderr, never among results. */
import { formatCount, formatDuration } from "../report/index.js";
import type { Progress } from "../experiment/index.js";

const BAR = 24;
const REDRAW_MILLISECONDS = 100;
const LINE_MILLISECONDS = 10_000;

export interface ProgressShown {
  readonly progress: Progress;
  /** Takes the bar away. */
  clear(): void;
}

/** @param what is being counted: `replications` */
export function showProgress(what: string, wanted: boolean): ProgressShown {
  const begin = performance.now();
  const { stderr } = process;
  const bar = stderr.isTTY === true && process.env["TERM"] !== "dumb";
  const every = bar ? REDRAW_MILLISECONDS : LINE_MILLISECONDS;
  let last = begin;
  let drawn = false;
  return {
    progress: (done, planned) => {
      const now = performance.now();
      if (!wanted || planned <= 1 || now - last < every) return;
      last = now;
      const text = `${formatCount(done)} of ${formatCount(planned)} ${what}${remaining(done, planned, now - begin)}`;
      // A line that goes on in the next one could not be taken away.
      if (bar) stderr.write(`\r\u001b[K${`${drawBar(done / planned)} ${text}`.slice(0, (stderr.columns || 80) - 1)}`);
      else stderr.write(`${text}\n`);
      drawn = bar;
    },
    clear: () => {
      if (drawn) stderr.write("\r\u001b[K");
      drawn = false;
    },
  };
}

function drawBar(part: number): string {
  const full = Math.round(part * BAR);
  return `[${"=".repeat(full)}${" ".repeat(BAR - full)}]`;
}

function remaining(done: number, planned: number, milliseconds: number): string {
  if (done === 0) return "";
  const seconds = Math.ceil(((milliseconds / done) * (planned - done)) / 1000);
  return seconds > 0 ? `, about ${formatDuration(seconds)} left` : "";
}
