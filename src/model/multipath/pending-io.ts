/** An I/O to an exported device that is neither answered nor failed. */
import type { Handle } from "../../sim/index.js";
import type { Micros } from "../../units/index.js";
import type { Lane } from "./lane.js";

export class PendingIo {
  /** When it was sent last, and over which path; `null`: it waits for one. */
  sentAt: Micros;
  lane: Lane<PendingIo> | null = null;
  /** What happens to it next. */
  event: Handle = 0;
  /** How often it was sent again. */
  retries = 0;
  /** How often it failed at this instant. */
  failedAt: Micros = 0;
  failedTimes = 0;

  /**
   * @param slot of the request that it is for
   * @param number among all of its host and device
   */
  constructor(
    readonly slot: number,
    readonly number: number,
    readonly size: number,
    readonly issuedAt: Micros,
  ) {
    this.sentAt = issuedAt;
  }
}

/** Counted by the host itself; see the invariant io-answered-once. */
export interface IoCounts {
  issued: number;
  done: number;
  failed: number;
  /** Of requests that nobody waits for any more: the host died, or shut down. */
  withdrawn: number;
  /** Sums of their numbers (modulo 2^32): of those issued, and of those that ended in any way. */
  issuedSum: number;
  endedSum: number;
}

export function noIos(): IoCounts {
  return { issued: 0, done: 0, failed: 0, withdrawn: 0, issuedSum: 0, endedSum: 0 };
}
