/** Writes of a flow, told when they have happened: which of them went with which flush, and which are still in memory. */
import type { Micros } from "../../../units/index.js";

/** Writes that were acknowledged evenly between two instants. */
export interface EvenWrites {
  readonly count: number;
  /** Of each. */
  readonly bytes: number;
  readonly from: Micros;
  readonly to: Micros;
}

/** Flushes come at whole intervals from the origin. */
interface Rhythm {
  readonly origin: Micros;
  readonly interval: Micros;
}

/** Writes that went with consecutive flushes. */
export interface FlushedWrites {
  readonly count: number;
  /** When the first of them was acknowledged. */
  readonly oldestAt: Micros;
  readonly flushes: number;
  readonly firstFlush: Micros;
  readonly lastFlush: Micros;
}

export interface KeptWrites {
  readonly count: number;
  readonly oldestAt: Micros;
}

interface Split {
  readonly flushed: readonly FlushedWrites[];
  readonly kept: KeptWrites;
}

/** What is lost together is no longer than this share of its age. */
const COARSENESS = 1 / 16;

/**
 * The flushes of the last while are told one by one, earlier ones together, the more the longer ago, so that a long stretch
 * takes little memory; and as one all that came to its end everywhere.
 * @param arrived whatever was flushed before is where it belongs
 */
export function flushesOf(writes: EvenWrites, rhythm: Rhythm, arrived: Micros): Split {
  const { from, to, count } = writes;
  const { origin, interval } = rhythm;
  const flushBefore = (at: Micros): Micros => origin + Math.floor((at - origin) / interval) * interval;
  // That of this very instant is yet to come, as it is of single requests.
  const last = flushBefore(to - 1);
  const upTo = (at: Micros): number => (at >= to ? count : Math.floor((count * (at - from)) / (to - from)));
  const first = (before: number): Micros => Math.min(to, from + Math.ceil(((before + 1) * (to - from)) / count));
  const flushed: FlushedWrites[] = [];
  let told = 0;
  for (const until of cuts(writes, last, interval, arrived)) {
    const here = upTo(until) - told;
    if (here === 0) continue;
    const firstFlush = flushBefore(first(told) - 1) + interval;
    const flushes = (until - firstFlush) / interval + 1;
    flushed.push({ count: here, oldestAt: first(told), flushes, firstFlush, lastFlush: until });
    told += here;
  }
  return { flushed, kept: { count: count - told, oldestAt: first(told) } };
}

/** Flushes up to which parts go, the oldest one first. */
function cuts({ from, to }: EvenWrites, last: Micros, interval: Micros, arrived: Micros): readonly Micros[] {
  const found: Micros[] = [];
  let at = last;
  while (at > from) {
    found.push(at);
    if (at <= arrived) break;
    at -= interval * Math.max(1, Math.floor(((to - at) * COARSENESS) / interval));
  }
  return found.reverse();
}
