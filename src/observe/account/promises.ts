/** What was acknowledged, batch by batch: bytes and time of any range of writes. */
import { NumberList, type WriteRange } from "../../model/index.js";
import type { Micros } from "../../units/index.js";
import type { WriteSet } from "./write-set.js";

/**
 * Batches of one volume in the order of their numbers, some 14 bytes each. Batches may be told out of order (a hung host
 * tells of its own when it wakes). A range that cuts a batch gets its share of the batch's bytes, told in whole bytes so
 * that the shares of all parts add up, and the batch's time as the time of its first write.
 */
export class Promises {
  private readonly from = new NumberList();
  private readonly sizes = new NumberList();
  private readonly bytes = new NumberList();
  private readonly oldestAt = new NumberList();

  add(range: WriteRange, bytes: number, oldestAt: Micros): void {
    const index = this.firstEndingAfter(range.from);
    this.from.insert(index, range.from);
    this.sizes.insert(index, range.to - range.from);
    this.bytes.insert(index, bytes);
    this.oldestAt.insert(index, oldestAt);
  }

  /** Bytes of these writes, and when the oldest of them was acknowledged (`Infinity` for none). */
  measure(set: WriteSet): { readonly bytes: number; readonly oldestAt: Micros } {
    let bytes = 0;
    let oldestAt: Micros = Infinity;
    for (const range of set) {
      for (let i = this.firstEndingAfter(range.from); i < this.from.length; i += 1) {
        if (this.from.at(i)! >= range.to) break;
        bytes += this.bytesUpTo(i, range.to) - this.bytesUpTo(i, range.from);
        oldestAt = Math.min(oldestAt, this.oldestAt.at(i)!);
      }
    }
    return { bytes, oldestAt };
  }

  /** Bytes of the batch's writes before this one. */
  private bytesUpTo(batch: number, write: number): number {
    const from = this.from.at(batch)!;
    const to = this.endOf(batch);
    const bytes = this.bytes.at(batch)!;
    if (write >= to) return bytes;
    return write <= from ? 0 : Math.floor((bytes * (write - from)) / (to - from));
  }

  /** The write after its last. */
  private endOf(batch: number): number {
    return this.from.at(batch)! + this.sizes.at(batch)!;
  }

  /** Index of the first batch that ends after this write, by bisection. */
  private firstEndingAfter(write: number): number {
    let low = 0;
    let high = this.from.length;
    if (high > 0 && this.endOf(high - 1) <= write) return high;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.endOf(middle) > write) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
