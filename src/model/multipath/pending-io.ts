/** An I/O to an exported device that is neither answered nor failed. */
import type { Handle } from "../../sim/index.js";
import type { Micros } from "../../units/index.js";
import type { Lane } from "./lane.js";

export interface PendingIo {
  /** Of the request that it is for. */
  readonly slot: number;
  /** Among all of its host and device. */
  readonly number: number;
  readonly size: number;
  readonly issuedAt: Micros;
  /** When it was sent last, and over which path; `null`: it waits for one. */
  sentAt: Micros;
  lane: Lane | null;
  /** What happens to it next. */
  event: Handle;
  /** How often it was sent again. */
  retries: number;
  /** How often it failed at this instant. */
  failedAt: Micros;
  failedTimes: number;
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
