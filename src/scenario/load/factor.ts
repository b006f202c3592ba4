/** A multiplier that changes with the calendar: what each load pattern makes of its windows. */
import type { Micros } from "../../units/index.js";

export interface Factor {
  /** Its instants count from 1970-01-01T00:00Z, or from the start of the run. */
  readonly clock: "calendar" | "run";
  /** The stretch that holds the instant: its factor and the first instant after it. */
  stretch(instant: Micros): { readonly factor: number; readonly until: Micros };
  /** The highest factor of all. */
  readonly peak: number;
  /** Its windows, written the same for the same factor. */
  readonly written: string;
}

/** A window within a cycle: from the first unit to before the last one, with its multiplier. */
export interface Window {
  readonly from: number;
  readonly to: number;
  readonly factor: number;
}

/** Windows in order, gaps filled with the factor 1, neighbours of the same factor joined; the end of the cycle is `length`. */
export function coverCycle(windows: readonly Window[], length: number): readonly Window[] {
  const pieces: Window[] = [];
  const add = (piece: Window): void => {
    const last = pieces.at(-1);
    if (piece.from === piece.to) return;
    if (last?.factor === piece.factor) pieces[pieces.length - 1] = { ...last, to: piece.to };
    else pieces.push(piece);
  };
  let at = 0;
  for (const window of windows.toSorted((a, b) => a.from - b.from)) {
    add({ from: at, to: window.from, factor: 1 });
    add(window);
    at = window.to;
  }
  add({ from: at, to: length, factor: 1 });
  return pieces;
}

/** Whether two windows of a cycle claim the same instant. */
export function overlapping(windows: readonly Window[]): boolean {
  const sorted = windows.toSorted((a, b) => a.from - b.from);
  return sorted.some((window, index) => index > 0 && window.from < sorted[index - 1]!.to);
}

/** The piece that holds a position of the cycle, by bisection. */
export function pieceAt(pieces: readonly Window[], position: number): Window {
  let low = 0;
  let high = pieces.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (pieces[middle]!.from <= position) low = middle;
    else high = middle;
  }
  return pieces[low]!;
}

/** A factor that repeats after `length` microseconds, with a cycle beginning at `anchor`. */
export function cyclic(windows: readonly Window[], length: Micros, anchor: Micros): Factor {
  const pieces = coverCycle(windows, length);
  return {
    clock: "calendar",
    stretch(instant) {
      const cycle = Math.floor((instant - anchor) / length) * length + anchor;
      const { factor, to } = pieceAt(pieces, instant - cycle);
      return { factor, until: pieces.length === 1 ? Infinity : cycle + to };
    },
    peak: Math.max(...pieces.map(({ factor }) => factor)),
    written: pieces.map(({ from, to, factor }) => `${from}..${to} x${factor}`).join(", "),
  };
}

/** A factor of one run: pieces from its start on, the last one for ever. */
export function once(pieces: readonly Window[]): Factor {
  return {
    clock: "run",
    stretch(instant) {
      const { factor, to } = pieceAt(pieces, instant);
      return { factor, until: to };
    },
    peak: Math.max(...pieces.map(({ factor }) => factor)),
    written: pieces.map(({ from, to, factor }) => `${from}..${to} x${factor}`).join(", "),
  };
}
