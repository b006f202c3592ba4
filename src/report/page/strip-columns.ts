/** Any stretch of a strip cut into columns of equal time, fast enough to follow a finger: shares of time, never the worst moment. */
import { CONDITIONS, conditionOf } from "../../result/actor-state.js";
import type { Micros } from "../../units/index.js";
import type { PageStrip } from "./packed-run.js";

export interface StripColumns {
  readonly count: number;
  /** Share of column c in condition k at `c * CONDITIONS.length + k`. */
  readonly shares: Float32Array;
  /** 1 where the actor was down in the column at all, be it for no time at all. */
  readonly wasDown: Uint8Array;
}

const KINDS = CONDITIONS.length;
const DOWN = CONDITIONS.indexOf("down");
const conditionPlaces = new WeakMap<readonly string[], Uint8Array>();

/** Place of the condition of every name of a state. */
function placesOf(names: readonly string[]): Uint8Array {
  let places = conditionPlaces.get(names);
  if (places === undefined) {
    places = Uint8Array.from(names, (name) => CONDITIONS.indexOf(conditionOf(name)));
    conditionPlaces.set(names, places);
  }
  return places;
}

/** The last interval that starts at or before an instant. */
export function intervalAt({ starts }: PageStrip, at: Micros): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Columns over [from, to) of a run that ends at `end`; what is beyond the run has no share. */
export function stripColumns(strip: PageStrip, from: Micros, to: Micros, count: number, end: Micros): StripColumns {
  const shares = new Float32Array(count * KINDS);
  const wasDown = new Uint8Array(count);
  const places = placesOf(strip.names);
  const width = (to - from) / count;
  const { starts, states } = strip;
  for (let each = intervalAt(strip, from); each < starts.length && starts[each]! < to; each += 1) {
    const start = Math.max(from, starts[each]!);
    const stop = Math.min(to, end, each + 1 < starts.length ? starts[each + 1]! : end);
    const place = places[states[each]!]!;
    const first = Math.min(count - 1, Math.floor((start - from) / width));
    const last = Math.min(count - 1, Math.max(first, Math.ceil((stop - from) / width) - 1));
    for (let column = first; column <= last; column += 1) {
      const left = from + column * width;
      const overlap = Math.min(stop, left + width) - Math.max(start, left);
      if (overlap > 0) shares[column * KINDS + place]! += overlap / width;
      if (place === DOWN && (overlap > 0 || start === stop)) wasDown[column] = 1;
    }
  }
  return { count, shares, wasDown };
}

/** Time in each condition between two instants, in microseconds. */
export function timeByCondition(strip: PageStrip, from: Micros, to: Micros): readonly Micros[] {
  const times = CONDITIONS.map(() => 0);
  const places = placesOf(strip.names);
  const { starts, states } = strip;
  for (let each = intervalAt(strip, from); each < starts.length && starts[each]! < to; each += 1) {
    const stop = Math.min(to, starts[each + 1] ?? to);
    times[places[states[each]!]!]! += stop - Math.max(from, starts[each]!);
  }
  return times;
}
