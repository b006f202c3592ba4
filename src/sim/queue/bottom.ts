/** The earliest pending events in exact order: a sorted run that is drained from its head, and a small heap for those that come late. */
import type { EventPool } from "./event-pool.js";

/** Up to this many late events the heap is cheaper than a new rung. */
const LATE_LIMIT = 64;

export class Bottom {
  /** Slots in order from `head` to `tail`; whoever refills writes from 0 and then calls `restart`. */
  run = new Int32Array(256);
  private head = 0;
  private tail = 0;
  private late = new Int32Array(256);
  private lateCount = 0;

  constructor(private readonly pool: EventPool) {}

  /** Declares the first `count` entries of `run` to be the sorted run. The bottom must have been empty. */
  restart(count: number): void {
    this.head = 0;
    this.tail = count;
  }

  get size(): number {
    return this.tail - this.head + this.lateCount;
  }

  /** True when so many events came late that a rung of buckets would order them more cheaply. */
  get isCrowded(): boolean {
    return this.lateCount > LATE_LIMIT && this.lateCount > this.tail - this.head;
  }

  /** Adds an event in its place: in FIFO order among ties in constant time. */
  insert(slot: number): void {
    if (this.head === this.tail) {
      this.head = 0;
      this.tail = 1;
      this.run[0] = slot;
    } else if (this.pool.before(this.run[this.tail - 1]!, slot)) {
      if (this.tail === this.run.length) this.makeRoom();
      this.run[this.tail++] = slot;
    } else this.pushLate(slot);
  }

  /** Removes and returns the earliest event, 0 when there is none. */
  take(): number {
    if (this.head < this.tail) {
      const slot = this.run[this.head]!;
      if (this.lateCount !== 0 && this.pool.before(this.late[0]!, slot)) return this.popLate();
      this.head++;
      return slot;
    }
    return this.lateCount === 0 ? 0 : this.popLate();
  }

  /** Returns to its place the event that `take` has just given. */
  putBack(slot: number): void {
    this.pushLate(slot);
  }

  /** Doubles the room in `run`. */
  enlarge(): void {
    this.run = doubled(this.run);
  }

  private makeRoom(): void {
    if (this.head > this.run.length / 2) {
      this.run.copyWithin(0, this.head, this.tail);
      this.tail -= this.head;
      this.head = 0;
    } else this.enlarge();
  }

  private pushLate(slot: number): void {
    if (this.lateCount === this.late.length) this.late = doubled(this.late);
    const { pool, late } = this;
    let hole = this.lateCount++;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const above = late[parent]!;
      if (pool.before(above, slot)) break;
      late[hole] = above;
      hole = parent;
    }
    late[hole] = slot;
  }

  private popLate(): number {
    const { pool, late } = this;
    const first = late[0]!;
    const count = --this.lateCount;
    const slot = late[count]!;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= count) break;
      if (child + 1 < count && pool.before(late[child + 1]!, late[child]!)) child++;
      if (pool.before(slot, late[child]!)) break;
      late[hole] = late[child]!;
      hole = child;
    }
    late[hole] = slot;
    return first;
  }
}

function doubled(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const twice = new Int32Array(array.length * 2);
  twice.set(array);
  return twice;
}
