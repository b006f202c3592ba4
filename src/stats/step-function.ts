/** A piecewise constant function of time that remembers its changes, for questions about any window. */
import type { Micros } from "../units/index.js";
import { IntegerSum } from "./integer-sum.js";

/** A stretch of constant value, from its start up to the next one's. */
export interface Step {
  readonly from: Micros;
  readonly value: number;
}

/** Remembers every change (memory grows with them; TimeWeighted does not remember) and answers for any window. */
export class StepFunction {
  readonly #steps: Step[];

  constructor(start: Micros, value: number) {
    this.#steps = [{ from: start, value }];
  }

  get steps(): readonly Step[] {
    return this.#steps;
  }

  /** The value from `at` on. A second one at the same time replaces the first; an unchanged one adds no step. */
  set(at: Micros, value: number): void {
    const last = this.#steps.at(-1)!;
    if (!(at >= last.from)) throw new RangeError(`Time ran backwards: ${at} comes before ${last.from}.`);
    if (at === last.from) this.#steps.pop();
    if (this.#steps.at(-1)?.value !== value) this.#steps.push({ from: at, value });
  }

  /** The value at a time (right-continuous: at a change, the new one); throws RangeError before the start. */
  valueAt(time: Micros): number {
    return this.#steps[this.#indexAt(time)]!.value;
  }

  /** Integral over [from, to], in value × microseconds; for integer values the number nearest to the exact one. */
  area(from: Micros, to: Micros): number {
    const whole = new IntegerSum();
    let fractional = 0;
    this.#eachWithin(from, to, (value, time) => {
      if (Number.isSafeInteger(value)) whole.addProduct(value, time);
      else fractional += value * time;
    });
    return whole.value + fractional;
  }

  /** Time average over [from, to]; the value at `from` when the window is empty. */
  mean(from: Micros, to: Micros): number {
    return from === to ? this.valueAt(from) : this.area(from, to) / (to - from);
  }

  /** Microseconds within [from, to] at exactly this value. */
  timeAt(value: number, from: Micros, to: Micros): Micros {
    let total = 0;
    this.#eachWithin(from, to, (each, time) => {
      if (each === value) total += time;
    });
    return total;
  }

  /** Share of [from, to] at exactly this value; NaN for an empty window. */
  shareAt(value: number, from: Micros, to: Micros): number {
    return this.timeAt(value, from, to) / (to - from);
  }

  #eachWithin(from: Micros, to: Micros, visit: (value: number, time: Micros) => void): void {
    if (!(from <= to)) throw new RangeError(`The window ends at ${to}, before it starts at ${from}.`);
    for (let index = this.#indexAt(from); index < this.#steps.length; index += 1) {
      const step = this.#steps[index]!;
      if (step.from >= to) return;
      const end = Math.min(this.#steps[index + 1]?.from ?? to, to);
      visit(step.value, end - Math.max(step.from, from));
    }
  }

  /** Index of the last step that starts at or before the time, by bisection. */
  #indexAt(time: Micros): number {
    if (!(time >= this.#steps[0]!.from)) throw new RangeError(`Nothing is known about ${time}, before the start.`);
    let low = 0;
    let high = this.#steps.length;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.#steps[middle]!.from <= time) low = middle;
      else high = middle;
    }
    return low;
  }
}
