/** A set of write numbers as sorted, disjoint, non-adjacent ranges: what a device holds, exactly and in little memory. */
import type { WriteRange } from "../true-state.js";

export class WriteRanges {
  private ranges: WriteRange[];

  constructor(ranges: readonly WriteRange[] = []) {
    this.ranges = [...ranges];
  }

  /** A copy that later changes do not touch: what a device holds at this instant. */
  snapshot(): readonly WriteRange[] {
    return [...this.ranges];
  }

  /** How many writes there are in all. */
  get size(): number {
    return this.ranges.reduce((sum, range) => sum + range.to - range.from, 0);
  }

  add(added: WriteRange): void {
    if (added.from >= added.to) return;
    // Nearly always it is what was written last.
    const last = this.ranges[this.ranges.length - 1];
    if (last === undefined || last.to < added.from) {
      this.ranges.push(added);
      return;
    }
    if (last.to === added.from) {
      this.ranges[this.ranges.length - 1] = { from: last.from, to: added.to };
      return;
    }
    let { from, to } = added;
    const before = this.ranges.filter((range) => range.to < from);
    const after = this.ranges.filter((range) => range.from > to);
    for (const range of this.ranges) {
      if (range.to < from || range.from > to) continue;
      from = Math.min(from, range.from);
      to = Math.max(to, range.to);
    }
    this.ranges = [...before, { from, to }, ...after];
  }

  remove(removed: WriteRange): void {
    if (removed.from >= removed.to) return;
    this.ranges = this.ranges.flatMap(({ from, to }) => {
      const parts = [
        { from, to: Math.min(to, removed.from) },
        { from: Math.max(from, removed.to), to },
      ];
      return parts.filter((part) => part.from < part.to);
    });
  }

  /** The numbers of `whole` that this set does not hold. */
  missingFrom(whole: WriteRange): readonly WriteRange[] {
    const missing: WriteRange[] = [];
    let from = whole.from;
    for (let index = this.firstBeyond(from); index < this.ranges.length; index++) {
      const range = this.ranges[index]!;
      if (range.from >= whole.to) break;
      if (range.from > from) missing.push({ from, to: range.from });
      from = range.to;
    }
    if (from < whole.to) missing.push({ from, to: whole.to });
    return missing;
  }

  /** The index of the first range that ends behind a write. */
  private firstBeyond(write: number): number {
    let [low, high] = [0, this.ranges.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.ranges[middle]!.to <= write) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
