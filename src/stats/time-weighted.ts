/** The time a piecewise constant quantity spends at each of its levels, in memory that grows with levels, not changes. */
import type { Micros } from "../units/index.js";
import { IntegerSum } from "./integer-sum.js";

/**
 * A quantity that keeps its level until it is set again: a queue's length, the number of units that are up.
 *
 * Only the whole microseconds at each level are stored; area and mean are derived from them. So the area is exact for
 * integer levels, and for others it depends on the time at each level and not on the order of changes.
 */
export class TimeWeighted {
  readonly #timeAtLevel = new Map<number, Micros>();
  #since: Micros;
  #level: number;
  #start: Micros;

  constructor(start: Micros, level: number) {
    this.#start = start;
    this.#since = start;
    this.#level = level;
  }

  get level(): number {
    return this.#level;
  }

  /** The level from `at` on; throws RangeError for a time before the last change and for a level that is not finite. */
  set(at: Micros, level: number): void {
    if (!Number.isFinite(level)) throw new RangeError(`A level must be finite, not ${level}.`);
    this.#settle(at);
    this.#level = level;
  }

  /** Changes the level by a difference from `at` on. */
  change(at: Micros, difference: number): void {
    this.set(at, this.#level + difference);
  }

  /** Forgets what was before `at` (a warm-up); the level stays. */
  restart(at: Micros): void {
    this.#settle(at);
    this.#timeAtLevel.clear();
    this.#start = at;
  }

  /** Microseconds spent at exactly this level until `until`. */
  timeAt(level: number, until: Micros): Micros {
    return (this.#timeAtLevel.get(level) ?? 0) + (level === this.#level ? this.#elapsed(until) : 0);
  }

  /** Share of the time from start until `until` spent at exactly this level; NaN for no time at all. */
  shareAt(level: number, until: Micros): number {
    return this.timeAt(level, until) / (until - this.#start);
  }

  /** Levels that took time until `until`, ascending, with their microseconds. */
  levels(until: Micros): { readonly level: number; readonly time: Micros }[] {
    const seen = [...this.#timeAtLevel.keys()];
    if (!this.#timeAtLevel.has(this.#level)) seen.push(this.#level);
    return seen
      .sort((a, b) => a - b)
      .map((level) => ({ level, time: this.timeAt(level, until) }))
      .filter(({ time }) => time > 0);
  }

  /** Integral of the level over time, in level × microseconds: the number nearest to the exact one for integer levels. */
  area(until: Micros): number {
    const whole = new IntegerSum();
    let fractional = 0;
    for (const { level, time } of this.levels(until)) {
      if (Number.isSafeInteger(level)) whole.addProduct(level, time);
      else fractional += level * time;
    }
    return whole.value + fractional;
  }

  /** Time average from start until `until`; the level itself when no time has passed. */
  mean(until: Micros): number {
    return until === this.#start ? this.#level : this.area(until) / (until - this.#start);
  }

  #elapsed(until: Micros): Micros {
    if (!(until >= this.#since)) throw new RangeError(`Time ran backwards: ${until} comes before ${this.#since}.`);
    return until - this.#since;
  }

  #settle(at: Micros): void {
    const elapsed = this.#elapsed(at);
    if (elapsed > 0) this.#timeAtLevel.set(this.#level, (this.#timeAtLevel.get(this.#level) ?? 0) + elapsed);
    this.#since = at;
  }
}
