/** The transaction log of a volume: which writes can be had from it, and whether it is still there. */
import type { LogSpec } from "../spec.js";
import type { WriteRange } from "../true-state.js";
import type { Channel } from "./channel.js";
import { WriteRanges } from "./write-ranges.js";

export class TransactionLog {
  readonly holds = new WriteRanges();
  /** Broken off or erased: nothing can be had from it, and what is written to it from now on is no use without that. */
  lost = false;
  /** What was converted last, and up to which position of the log. */
  transformed: { readonly holds: WriteRanges; readonly logged: number } | null = null;

  constructor(
    readonly spec: LogSpec,
    /** The disk adapter behind which it lies. */
    readonly adapter: Channel,
  ) {}

  /** A database that goes on without some writes begins its log anew from there: nobody applies those any more. */
  giveUp(writes: WriteRange): void {
    this.holds.remove(writes);
    this.transformed?.holds.remove(writes);
  }
}
