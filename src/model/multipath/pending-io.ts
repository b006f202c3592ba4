/** An I/O to an exported device that is neither answered nor failed. */
import type { Handle } from "../../sim/index.js";
import type { Micros } from "../../units/index.js";
import type { Lane } from "./lane.js";
import type { Passage } from "./passages.js";

export class PendingIo {
  /** When it was sent last, and over which path; `null`: it waits for one. */
  sentAt: Micros;
  lane: Lane<PendingIo> | null = null;
  /** What happens to it next. */
  event: Handle = 0;
  /** How it gets there, while it is on its way. */
  passage: Passage | null = null;
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
