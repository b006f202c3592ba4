/** What a host counts of its I/Os to an exported device, see the invariant io-answered-once. */
import type { Micros } from "../../units/index.js";
import type { IoAudit } from "../audits.js";
import type { PendingIo } from "./pending-io.js";

export class IoBooks {
  private issued = 0;
  private done = 0;
  private failed = 0;
  private withdrawn = 0;
  /** Sums of their numbers (modulo 2^32): of those issued, and of those that ended in any way. */
  private issuedSum = 0;
  private endedSum = 0;
  /** Something has changed since it was told last. */
  private isNew = true;

  /** One more; its number among all of this host and device. */
  issue(): number {
    this.isNew = true;
    this.issued += 1;
    this.issuedSum = (this.issuedSum + this.issued) >>> 0;
    return this.issued;
  }

  /** @param how `withdrawn`: nobody waits for it any more, for the host died or shuts down */
  end(number: number, how: "done" | "failed" | "withdrawn"): void {
    this.isNew = true;
    this[how] += 1;
    this.endedSum = (this.endedSum + number) >>> 0;
  }

  /** All counts, with what is open; `null` when nothing has changed since the last time. */
  audit(host: string, device: string, open: Iterable<PendingIo>): IoAudit | null {
    if (!this.isNew) return null;
    this.isNew = false;
    let count = 0;
    let sum = 0;
    let oldest: Micros | null = null;
    for (const { number, issuedAt } of open) {
      count += 1;
      sum = (sum + number) >>> 0;
      oldest = Math.min(oldest ?? issuedAt, issuedAt);
    }
    const { issued, done, failed, withdrawn, issuedSum, endedSum } = this;
    const fingerprint = { issued: issuedSum, ended: endedSum, open: sum };
    return { host, device, issued, done, failed, withdrawn, open: count, oldest, fingerprint };
  }
}
