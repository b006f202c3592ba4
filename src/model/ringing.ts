/**
 * In which order the timers of a world ring at one instant. Those that messages put off ring in the order of the places from
 * which these would come, as the messages would; of those who wait for the same place the machine that was started first comes
 * first, and of one machine's they ring in the order of their names. So do those that wait for the messages of their instant,
 * as if each machine waited for itself, and after them those that have something looked at. When they were set does not matter,
 * for what is left out sets none.
 */
import type { Timer } from "../control/index.js";
import type { Kernel } from "../sim/index.js";
import type { Micros } from "../units/index.js";
import { Rounds } from "./rounds.js";

/** Of events at one instant: after everything, heartbeats too. */
const AFTER_MESSAGES = 7;

/** After digits: whoever looks at something at its interval does so when all else of that instant has happened. */
const LAST = "~";

/** After what depends on when it was planned, before heartbeats. */
const BEFORE_MESSAGES = 5;

/** More digits than there are places, or machines. */
const DIGITS = 9;

export class Ringing {
  private machines = 0;
  /** Of places, in the order in which the world has them. */
  private readonly ranks = new Map<string, string>();
  private readonly waiting: Rounds<string>;
  private readonly putOff: Rounds<string>;
  /** The last one of those that looks, or would have. */
  private looked: { readonly at: Micros; readonly key: string } = { at: -1, key: "" };

  constructor(kernel: Kernel) {
    this.waiting = new Rounds(kernel, AFTER_MESSAGES);
    this.putOff = new Rounds(kernel, BEFORE_MESSAGES);
  }

  /** The rank of a place among places, with that of one more machine there. */
  rankOfMachineAt(place: string): MachineRank {
    return { place: this.rankOf(place), machine: inDigits(this.machines++) };
  }

  /** That of a place which is not known yet comes after all others. */
  rankOf(place: string): string {
    const known = this.ranks.get(place);
    if (known !== undefined) return known;
    const rank = inDigits(this.ranks.size);
    this.ranks.set(place, rank);
    return rank;
  }

  /** Among which a timer rings; `null`: in the order in which it was set. */
  roundsOf({ afterMessages, putOffBy, looks }: Timer): Rounds<string> | null {
    if (afterMessages || looks !== undefined) return this.waiting;
    return putOffBy === undefined ? null : this.putOff;
  }

  /** Where a timer rings among others of its instant. */
  keyOf({ kind, subject, putOffBy, looks }: Timer, { place, machine }: MachineRank): string {
    const from = putOffBy === undefined ? place : this.rankOf(putOffBy.from);
    const key = `${from} ${machine} ${kind} ${subject}`;
    return looks === undefined ? key : LAST + key;
  }

  /** One of those that look rings, or is left out. */
  rings(at: Micros, key: string): void {
    this.looked = { at, key };
  }

  /** Whether such a one would have rung by now, had it not been left out. */
  hasRung(now: Micros, key: string): boolean {
    return this.looked.at === now && this.looked.key > key;
  }
}

/** A machine's place among all, as keys that fall into order as texts. */
export interface MachineRank {
  readonly place: string;
  readonly machine: string;
}

function inDigits(count: number): string {
  return String(count).padStart(DIGITS, "0");
}
