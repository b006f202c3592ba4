/** What a process can wait for: a condition is begun once, and then either satisfied once or withdrawn. */
import type { Micros } from "../../units/index.js";
import type { Handle, Kernel } from "../kernel.js";

/** Whoever waits for a condition. */
export interface Waiter<Value> {
  satisfied(value: Value): void;
}

/** In a process, `yield* condition` waits for it and gives its value. A condition is for one wait only. */
export abstract class Condition<out Value> {
  /** Starts waiting. `waiter.satisfied` may be called at once, but at most once. */
  abstract begin(kernel: Kernel, waiter: Waiter<unknown>): void;
  /** Stops waiting; `waiter.satisfied` will not be called. */
  abstract withdraw(kernel: Kernel): void;

  *[Symbol.iterator](): Generator<Condition<Value>, Value, unknown> {
    return (yield this) as Value;
  }
}

/** Waits for a while. (`yield delay`, with the plain number, does the same with less ado.) */
export function wait(delay: Micros): Condition<void> {
  return new Delay(delay);
}

/** Waits for the first of several conditions and withdraws the others. Of those satisfied already the one named first wins. */
export function race<const Values extends readonly unknown[]>(
  ...conditions: { readonly [Index in keyof Values]: Condition<Values[Index]> }
): Condition<Winner<Values[number]>> {
  return new Race(conditions as readonly Condition<Values[number]>[], (winner: Winner<Values[number]>) => winner);
}

/** Waits for a condition, but not longer than `delay`: then the value is `TIMED_OUT`. */
export function within<Value>(delay: Micros, condition: Condition<Value>): Condition<Value | typeof TIMED_OUT> {
  return new Race<Value | void, Value | typeof TIMED_OUT>([condition, wait(delay)], ({ index, value }) =>
    index === 0 ? (value as Value) : TIMED_OUT,
  );
}

export const TIMED_OUT: unique symbol = Symbol("timed out");

/** Which condition won a race, and its value. */
export interface Winner<Value> {
  readonly index: number;
  readonly value: Value;
}

class Delay extends Condition<void> {
  private handle: Handle = 0;

  constructor(private readonly delay: Micros) {
    super();
  }

  begin(kernel: Kernel, waiter: Waiter<unknown>): void {
    this.handle = kernel.after(this.delay, () => waiter.satisfied(undefined));
  }

  withdraw(kernel: Kernel): void {
    kernel.cancel(this.handle);
  }
}

class Race<Value, Result> extends Condition<Result> {
  private begun = 0;

  constructor(
    private readonly conditions: readonly Condition<Value>[],
    private readonly result: (winner: Winner<Value>) => Result,
  ) {
    super();
  }

  begin(kernel: Kernel, waiter: Waiter<unknown>): void {
    let over = false;
    for (const [index, condition] of this.conditions.entries()) {
      if (over) return;
      this.begun++;
      condition.begin(kernel, {
        satisfied: (value) => {
          over = true;
          this.withdrawAll(kernel, index);
          waiter.satisfied(this.result({ index, value: value as Value }));
        },
      });
    }
  }

  withdraw(kernel: Kernel): void {
    this.withdrawAll(kernel, -1);
  }

  private withdrawAll(kernel: Kernel, except: number): void {
    for (let i = 0; i < this.begun; i++) if (i !== except) this.conditions[i]!.withdraw(kernel);
  }
}
