/** The discrete-event kernel: simulated time, and events executed in exact order of (time, priority, sequence). */
import type { Micros } from "../units/index.js";
import { KernelError } from "./kernel-error.js";
import type { Handle, Handler } from "./queue/event-pool.js";
import { LadderQueue } from "./queue/ladder-queue.js";
import { ScheduleDigest, type Checkpoint } from "./schedule-digest.js";

export type { Handle, Handler } from "./queue/event-pool.js";

/** Hears of every event just before it is executed. */
export type Tap = (time: Micros, priority: number, sequence: number, argument: number, handlerName: string) => void;

export interface KernelOptions {
  /** How many events may be scheduled for one instant during that instant before the run counts as an endless loop. */
  readonly limit?: number;
  /** Hears of every event; slows the run, so set it only to look for something. */
  readonly tap?: Tap;
}

// Neither imported nor exported: V8 folds a module's own constants, but not those that modules share.
const MIDDLE_PRIORITY = 3;
const LAST_PRIORITY = 7;
const LATEST: Micros = Number.MAX_SAFE_INTEGER;
const DEFAULT_LIMIT = 1_000_000;
/** A horizon before all time: nothing is executed any more. */
const STOPPED = -1;
/** The handle of what lies beyond the end of time. */
const NEVER: Handle = 0;

export class Kernel {
  private readonly queue = new LadderQueue();
  private readonly digest = new ScheduleDigest();
  private readonly limit: number;
  private readonly tap: Tap | undefined;
  // These start as fractions so that V8 stores them as doubles from the beginning; the constructor sets the true values.
  private clock = 0.5;
  private horizon = 0.5;
  private sequence = 0.5;
  private cancelled = 0;
  /** How many events were scheduled for the present instant since it began. */
  private immediate = 0;
  private running = false;

  constructor(options: KernelOptions = {}) {
    this.limit = options.limit ?? DEFAULT_LIMIT;
    this.tap = options.tap;
    this.clock = 0;
    this.horizon = STOPPED;
    this.sequence = 0;
  }

  /** The present simulated time. */
  get now(): Micros {
    return this.clock;
  }

  /** How many events have been executed. */
  get executed(): number {
    return this.digest.executed;
  }

  /** How many events are scheduled, neither executed nor cancelled. */
  get pending(): number {
    return this.sequence - this.digest.executed - this.cancelled;
  }

  /** A running hash (hexadecimal) over (time, priority, sequence, argument) of all executed events. */
  get scheduleDigest(): string {
    return this.digest.hex;
  }

  /** The schedule digest as it was from time to time; see `firstDifference`. */
  get checkpoints(): readonly Checkpoint[] {
    return this.digest.checkpoints;
  }

  /**
   * Schedules a call of `handler` with `argument`. What lies beyond the end of time never happens: whoever adds times
   * need not look where the sum ends.
   * @param at a whole microsecond, now or later
   * @param argument a 32-bit integer
   * @param priority 0 to 7, lower first among events of one instant; equals are executed in the order of scheduling
   * @throws KernelError when an argument is outside these bounds, or when so many events are scheduled for the present
   *   instant that time will evidently never advance
   */
  schedule(at: Micros, handler: Handler, argument = 0, priority = MIDDLE_PRIORITY): Handle {
    const fits = (argument | 0) === argument && (priority & LAST_PRIORITY) === priority;
    if (!(fits && at > this.clock && at <= LATEST && Math.floor(at) === at)) {
      if (fits && at > LATEST) return NEVER;
      this.admit(at, argument, priority);
    }
    return this.queue.insert(at, priority, this.sequence++, handler, argument);
  }

  /** As `schedule`, `delay` microseconds from now. */
  after(delay: Micros, handler: Handler, argument = 0, priority = MIDDLE_PRIORITY): Handle {
    return this.schedule(this.clock + delay, handler, argument, priority);
  }

  /** Cancels a pending event. False when the handle names none: executed, cancelled before, or 0. */
  cancel(handle: Handle): boolean {
    const found = this.queue.cancel(handle);
    if (found) this.cancelled++;
    return found;
  }

  /**
   * Executes every event whose time is not after `until`, then sets the time to `until`.
   * May be called again to go on. When `stop` is called, time stays at the event that called it.
   * @param most after so many events, or somewhat more, it returns all the same, and time stays at the last of them
   * @returns false when it did: there may be more to do up to `until`, be it at this very instant
   * @throws KernelError when called from within a handler, or for a time that is past or not whole
   */
  run(until: Micros, most = Infinity): boolean {
    if (this.running) throw this.error("The kernel is running already: run was called from within a handler");
    if (!(until >= this.clock && until <= LATEST && Math.floor(until) === until)) {
      throw this.error(`Cannot run until ${until}: not a whole microsecond from now on`);
    }
    this.running = true;
    this.horizon = until;
    const last = this.executed + most;
    try {
      do {
        if (this.digest.isDue) this.digest.checkpoint(this.clock);
        if (this.executed >= last) return false;
      } while (this.execute());
      if (this.horizon !== STOPPED) this.clock = until;
      return true;
    } finally {
      this.running = false;
      this.horizon = STOPPED;
    }
  }

  /** Makes `run` return after the event that is being executed. */
  stop(): void {
    this.horizon = STOPPED;
  }

  /** Executes events up to the horizon; true when it has to go on after a checkpoint. (Short, so that V8 inlines all of it.) */
  private execute(): boolean {
    const { queue, digest, tap } = this;
    const { pool } = queue;
    while (!digest.isDue) {
      const slot = queue.take();
      if (slot === 0) return false;
      const time = pool.time[slot]!;
      if (time > this.horizon) {
        queue.putBack(slot);
        return false;
      }
      if (time !== this.clock) {
        this.clock = time;
        this.immediate = 0;
      }
      const argument = pool.argument[slot]!;
      const handler = pool.handler[slot]!;
      digest.add(time, pool.order[slot]!, argument);
      if (tap !== undefined) this.report(slot, tap);
      pool.release(slot);
      handler(argument);
    }
    return true;
  }

  private report(slot: number, tap: Tap): void {
    const { queue } = this;
    const { pool } = queue;
    const { name } = pool.handler[slot]!;
    tap(this.clock, queue.priorityOf(slot), queue.sequenceOf(slot), pool.argument[slot]!, name);
  }

  /** Lets pass an event for the present instant, unless there were too many of them, and refuses what is out of bounds. */
  private admit(at: Micros, argument: number, priority: number): void {
    if ((argument | 0) !== argument)
      throw this.error(`The argument of an event must be a 32-bit integer, not ${argument}`);
    if ((priority & LAST_PRIORITY) !== priority) {
      throw this.error(`The priority of an event must be a whole number from 0 to ${LAST_PRIORITY}, not ${priority}`);
    }
    if (at !== this.clock) throw this.error(`Cannot schedule an event for ${at}: not a whole microsecond from now on`);
    if (this.running && ++this.immediate > this.limit) {
      throw this.error(`Time does not advance: over ${this.limit} events were scheduled for this one instant`);
    }
  }

  private error(message: string): KernelError {
    return new KernelError(message, this.clock);
  }
}
