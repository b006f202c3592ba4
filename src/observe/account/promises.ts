/** What was acknowledged, batch by batch: bytes and time of any range of writes. */
import type { WriteRange } from "../../model/index.js";
import type { Micros } from "../../units/index.js";
import type { WriteSet } from "./write-set.js";

/**
 * Batches of one volume in the order of their numbers, 32 bytes each. Batches may be told out of order (a hung host
 * tells of its own when it wakes). A range that cuts a batch gets its share of the batch's bytes, told in whole bytes so
 * that the shares of all parts add up, and the batch's time as the time of its first write.
 */
export class Promises {
  private readonly from: number[] = [];
  private readonly to: number[] = [];
  private readonly bytes: number[] = [];
  private readonly oldestAt: Micros[] = [];

  add(range: WriteRange, bytes: number, oldestAt: Micros): void {
    const index = this.firstEndingAfter(range.from);
    this.from.splice(index, 0, range.from);
    this.to.splice(index, 0, range.to);
    this.bytes.splice(index, 0, bytes);
    this.oldestAt.splice(index, 0, oldestAt);
  }

  /** Bytes of these writes, and when the oldest of them was acknowledged (`Infinity` for none). */
  measure(set: WriteSet): { readonly bytes: number; readonly oldestAt: Micros } {
    let bytes = 0;
    let oldestAt: Micros = Infinity;
    for (const range of set) {
      for (let i = this.firstEndingAfter(range.from); i < this.from.length; i += 1) {
        if (this.from[i]! >= range.to) break;
        bytes += this.bytesUpTo(i, range.to) - this.bytesUpTo(i, range.from);
        oldestAt = Math.min(oldestAt, this.oldestAt[i]!);
      }
    }
    return { bytes, oldestAt };
  }

  /** Bytes of the batch's writes before this one. */
  private bytesUpTo(batch: number, write: number): number {
    const from = this.from[batch]!;
    const to = this.to[batch]!;
    const bytes = this.bytes[batch]!;
    if (write >= to) return bytes;
    return write <= from ? 0 : Math.floor((bytes * (write - from)) / (to - from));
  }

  /** Index of the first batch that ends after this write, by bisection. */
  private firstEndingAfter(write: number): number {
    let low = 0;
    let high = this.to.length;
    if (high > 0 && this.to[high - 1]! <= write) return high;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.to[middle]! > write) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
