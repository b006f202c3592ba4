/**
 * The recovery point of a transfer: how old its newest whole copy is, at every instant. A saw-tooth: it grows with time, and
 * falls to the age of a copy at the instant at which that is complete.
 */
import { toSeconds, type Micros } from "../../units/index.js";

export interface AgeFigures {
  /** In seconds; `null` as long as there has been no copy. */
  readonly mean: number | null;
  readonly max: number | null;
  readonly end: number | null;
  /** Microseconds in which there was none any more: it was broken, and the next was not complete yet. */
  readonly without: Micros;
}

/** Sums over the teeth that have ended. */
interface Sums {
  /** Seconds of age, over seconds. */
  area: number;
  time: Micros;
  most: Micros;
  without: Micros;
}

export class CopyAge {
  private readonly sums: Sums = { area: 0, time: 0, most: 0, without: 0 };
  /** The newest copy that was whole: since when it is there, and the source as of when. */
  private newest: { readonly at: Micros; readonly asOf: Micros } | null = null;
  /** Since when that is broken. */
  private brokenSince: Micros | null = null;

  /** @param warmUp counted from here on */
  constructor(private readonly warmUp: Micros) {}

  /** A copy is complete, and the source as it was then. */
  becomes(at: Micros, asOf: Micros): void {
    this.addUntil(at, this.sums);
    this.newest = { at, asOf };
    this.brokenSince = null;
  }

  /** The newest copy is of no use any more, and took the place of all before it: what would be lost goes on growing. */
  breaks(at: Micros): void {
    if (this.newest !== null) this.brokenSince ??= at;
  }

  figures(until: Micros): AgeFigures {
    const sums = { ...this.sums };
    this.addUntil(until, sums);
    const { area, time, most, without } = sums;
    if (this.newest === null || time === 0) return { mean: null, max: null, end: null, without };
    return {
      mean: area / toSeconds(time),
      max: toSeconds(most),
      end: toSeconds(until - this.newest.asOf),
      without,
    };
  }

  private addUntil(to: Micros, sums: Sums): void {
    if (this.newest === null) return;
    const { at, asOf } = this.newest;
    const from = Math.max(at, this.warmUp);
    if (to <= from) return;
    sums.area += (toSeconds(to - from) * toSeconds(from + to - 2 * asOf)) / 2;
    sums.time += to - from;
    sums.most = Math.max(sums.most, to - asOf);
    if (this.brokenSince !== null) sums.without += Math.max(0, to - Math.max(this.brokenSince, this.warmUp));
  }
}
