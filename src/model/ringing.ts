/**
 * In which order the timers of a world ring at one instant. Those that wait for messages, or that messages put off, ring in
 * the order in which their machines were started, and of one machine in the order of their names: when they were set does not
 * matter, for what is left out sets none.
 */
import type { Timer } from "../control/index.js";
import type { Kernel } from "../sim/index.js";
import { Rounds } from "./rounds.js";

/** Of events at one instant: after everything, heartbeats too. */
const AFTER_MESSAGES = 7;

/** After what depends on when it was planned, before heartbeats. */
const BEFORE_MESSAGES = 5;

/** More digits than there are machines. */
const DIGITS = 9;

export class Ringing {
  private machines = 0;
  private readonly waiting: Rounds<string>;
  private readonly putOff: Rounds<string>;

  constructor(kernel: Kernel) {
    this.waiting = new Rounds(kernel, AFTER_MESSAGES);
    this.putOff = new Rounds(kernel, BEFORE_MESSAGES);
  }

  /** The place of one more machine in that order. */
  nextPlace(): string {
    return String(this.machines++).padStart(DIGITS, "0");
  }

  /** Among which a timer rings; `null`: whenever it was set, it rings in its turn. */
  roundsOf({ afterMessages, putOffBy }: Timer): Rounds<string> | null {
    if (afterMessages) return this.waiting;
    return putOffBy === undefined ? null : this.putOff;
  }
}
