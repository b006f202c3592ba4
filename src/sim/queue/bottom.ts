/** The earliest pending events in exact order: a sorted run that is drained from its head, and a short sorted list of those that came late. */
import type { EventPool } from "./event-pool.js";

/** Up to this many late events are cheaper put in their place than in a new rung; where the run is long, one more for so many in it. */
const LATE_LIMIT = 64;
const RUN_FOR_EACH_LATE = 64;

export class Bottom {
  /** Slots in order from `head` to `tail`; whoever refills writes from 0 and then calls `restart`. */
  run = new Int32Array(256);
  private head = 0;
  private tail = 0;
  /** The latest first: what comes late is mostly due soon, so that few others have to give way. */
  private late = new Int32Array(2 * LATE_LIMIT);
  /** When they are due. */
  private lateTimes = new Float64Array(2 * LATE_LIMIT);
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
    // Rarely more than the first look, which costs no division.
    return this.lateCount > LATE_LIMIT && this.lateCount > LATE_LIMIT + (this.tail - this.head) / RUN_FOR_EACH_LATE;
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
      if (this.lateCount !== 0 && this.pool.before(this.late[this.lateCount - 1]!, slot)) return this.popLate();
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
    this.run = copied(this.run, new Int32Array(this.run.length * 2));
  }

  private makeRoom(): void {
    if (this.head > this.run.length / 2) {
      this.run.copyWithin(0, this.head, this.tail);
      this.tail -= this.head;
      this.head = 0;
    } else this.enlarge();
  }

  private pushLate(slot: number): void {
    if (this.lateCount === this.late.length) this.enlargeLate();
    const { pool, late, lateTimes } = this;
    const time = pool.time[slot]!;
    let place = this.lateCount++;
    while (place > 0) {
      const other = lateTimes[place - 1]!;
      if (other > time || (other === time && pool.before(slot, late[place - 1]!))) break;
      late[place] = late[place - 1]!;
      lateTimes[place] = other;
      place--;
    }
    late[place] = slot;
    lateTimes[place] = time;
  }

  private popLate(): number {
    return this.late[--this.lateCount]!;
  }

  private enlargeLate(): void {
    const room = this.late.length * 2;
    this.late = copied(this.late, new Int32Array(room));
    this.lateTimes = copied(this.lateTimes, new Float64Array(room));
  }
}

function copied<A extends Int32Array | Float64Array>(from: A, into: A): A {
  into.set(from);
  return into;
}
