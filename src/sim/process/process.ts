/** Processes: generators that live in simulated time and say by `yield` what they wait for. */
import type { Micros } from "../../units/index.js";
import type { Handle, Kernel } from "../kernel.js";
import { Condition, type Waiter } from "./condition.js";

/** What a process does: yields a delay in microseconds, or a condition (best by `yield*`, which gives its value). */
export type Activity<Result = void> = Generator<Micros | Condition<unknown>, Result, unknown>;

/** Thrown inside a process that another one interrupts. */
export class Interruption extends Error {
  override readonly name = "Interruption";

  constructor(readonly reason: unknown) {
    super("The process was interrupted");
  }
}

/** Starts a process now: its first step is an event of the present instant. */
export function start<Result>(kernel: Kernel, activity: Activity<Result>): Process<Result> {
  return new Process(kernel, activity);
}

/** Interrupts what a process waits for; see `Process.interrupt`. */
export function interrupt(process: Process<unknown>, cause?: unknown): boolean {
  return process.interrupt(cause);
}

/** `satisfied` and `interrupted` mean that an event of the present instant will bring the news to the process. */
type State = "running" | "sleeping" | "waiting" | "satisfied" | "interrupted" | "ended";

export class Process<out Result = unknown> implements Waiter<unknown> {
  /** The process is born with its first event under way. */
  private state: State = "satisfied";
  private outcome: Result | Interruption | undefined;
  private readonly joiners = new Set<Waiter<unknown>>();
  private readonly interruptions: Interruption[] = [];
  /** What it waits for while `waiting`. */
  private condition: Condition<unknown> | undefined;
  /** What that has given. */
  private value: unknown;
  /** The end of its sleep while `sleeping`. */
  private alarm: Handle = 0;
  private readonly goOn = (): void => this.step();

  constructor(
    private readonly kernel: Kernel,
    private readonly activity: Activity<Result>,
  ) {
    kernel.schedule(kernel.now, this.goOn);
  }

  get isAlive(): boolean {
    return this.state !== "ended";
  }

  /** What it returned, or the interruption that it did not catch and that ended it. Undefined while it lives. */
  get result(): Result | Interruption | undefined {
    return this.outcome;
  }

  /**
   * Throws an `Interruption` inside the process at this instant, out of the `yield` at which it waits. What it has been
   * granted at this very instant is delivered first, so that it does not get lost. A process that does not catch it ends.
   * @returns false when the process has ended already
   */
  interrupt(reason?: unknown): boolean {
    if (this.state === "ended") return false;
    this.interruptions.push(new Interruption(reason));
    if (this.state === "sleeping") this.kernel.cancel(this.alarm);
    else if (this.state === "waiting") this.condition!.withdraw(this.kernel);
    else return true;
    this.wake("interrupted");
    return true;
  }

  /** Waits for the end of the process; the value is what `result` will be. */
  join(): Condition<Result | Interruption> {
    return new Join(this);
  }

  /** For conditions only: what the process waited for has come. */
  satisfied(value: unknown): void {
    this.value = value;
    this.wake("satisfied");
  }

  /** For `join` only. */
  addJoiner(waiter: Waiter<unknown>): void {
    if (this.isAlive) this.joiners.add(waiter);
    else waiter.satisfied(this.outcome);
  }

  /** For `join` only. */
  removeJoiner(waiter: Waiter<unknown>): void {
    this.joiners.delete(waiter);
  }

  private wake(state: "satisfied" | "interrupted"): void {
    this.state = state;
    this.condition = undefined;
    this.kernel.schedule(this.kernel.now, this.goOn);
  }

  private step(): void {
    const { value } = this;
    const interruption = this.state === "interrupted" ? this.interruptions.shift() : undefined;
    this.value = undefined;
    this.state = "running";
    let step: IteratorResult<Micros | Condition<unknown>, Result>;
    try {
      step = interruption === undefined ? this.activity.next(value) : this.activity.throw(interruption);
    } catch (error) {
      this.state = "ended";
      if (!(error instanceof Interruption)) throw error;
      this.end(error);
      return;
    }
    if (step.done === true) this.end(step.value);
    else this.waitFor(step.value);
  }

  private waitFor(wanted: Micros | Condition<unknown>): void {
    if (this.interruptions.length > 0) this.wake("interrupted");
    else if (typeof wanted === "number") {
      this.state = "sleeping";
      this.alarm = this.kernel.after(wanted, this.goOn);
    } else {
      this.state = "waiting";
      this.condition = wanted;
      wanted.begin(this.kernel, this);
    }
  }

  private end(outcome: Result | Interruption): void {
    this.state = "ended";
    this.outcome = outcome;
    for (const waiter of this.joiners) waiter.satisfied(outcome);
    this.joiners.clear();
  }
}

class Join<Result> extends Condition<Result> {
  private waiter: Waiter<unknown> | undefined;

  constructor(private readonly process: Process<unknown>) {
    super();
  }

  begin(_kernel: Kernel, waiter: Waiter<unknown>): void {
    this.waiter = waiter;
    this.process.addJoiner(waiter);
  }

  withdraw(): void {
    if (this.waiter !== undefined) this.process.removeJoiner(this.waiter);
  }
}
