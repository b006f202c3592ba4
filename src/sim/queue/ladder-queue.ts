/**
 * The pending-event set: a ladder queue in exact order of (time, priority, sequence).
 *
 * After Tang, Goh and Thng, "Ladder queue: an O(1) priority queue structure for large-scale discrete event simulation"
 * (ACM TOMACS 15(3), 2005). Rung 0 is one bucket for the far future; a rung below it parts one bucket of the rung above
 * into as many buckets as it held events; the bottom holds the earliest events, sorted. Every level covers the times
 * after the one below it up to its `end`, so that an event's place follows from its time alone.
 */
import type { Micros } from "../../units/index.js";
import { Bottom } from "./bottom.js";
import { EventPool, type Handle, type Handler } from "./event-pool.js";
import { Rung } from "./rung.js";

/** A bucket with more events than this is parted into a rung; one with fewer is sorted. */
const SORTED_AT_MOST = 48;
const PRIORITIES = 8;
/** Priority and sequence are one number: 2^50 events can be scheduled in one run. */
const PRIORITY_UNIT = 0x4_0000_0000_0000;

export class LadderQueue {
  readonly pool = new EventPool();
  private readonly bottom = new Bottom(this.pool);
  /** Everything up to this time goes into the bottom. (Starts as a fraction so that V8 keeps it as a double.) */
  private bottomEnd = -0.5;
  /** From the far future inwards; a rung once made is kept and used again. */
  private readonly rungs = [new Rung(this.pool, undefined)];
  private depth = 0;
  private innermost = this.rungs[0]!;
  /**
   * The event in a rung that was cancelled last, 0 when there is none: its record serves the next event that comes no earlier, and
   * finds that one's bucket when its own is looked at. So a timer that is put off again and again costs little: it is moved once
   * in the time that it runs.
   */
  private spare = 0;
  private readonly perPriority = new Int32Array(PRIORITIES);
  private scratch = new Int32Array(256);

  constructor() {
    this.innermost.reset(0, Infinity, 1);
  }

  /** Adds an event; `sequence` must be greater than any given before. */
  insert(time: Micros, priority: number, sequence: number, handler: Handler, argument: number): Handle {
    const { pool, spare } = this;
    const order = priority * PRIORITY_UNIT + sequence;
    if (spare !== 0 && time >= pool.time[spare]!) {
      this.spare = 0;
      pool.revive(spare, time, order, handler, argument);
      return pool.handleOf(spare);
    }
    const slot = pool.allocate(time, order, handler, argument);
    if (time <= this.bottomEnd) this.insertLate(slot);
    else this.insertIntoRung(slot, time);
    return pool.handleOf(slot);
  }

  /** Takes out an event; false when the handle names none that is pending. */
  cancel(handle: Handle): boolean {
    const slot = this.pool.cancel(handle);
    if (slot === 0) return false;
    if (this.pool.time[slot]! > this.bottomEnd && this.pool.canRevive(slot)) this.spare = slot;
    return true;
  }

  /** Removes the earliest event that is still live and returns its slot (to be released by the caller); 0 when there is none. */
  take(): number {
    for (;;) {
      const slot = this.bottom.take();
      if (slot === 0) {
        if (!this.refill()) return 0;
      } else if (this.pool.isCancelled(slot)) this.pool.release(slot);
      else return slot;
    }
  }

  /** Returns to its place the event that `take` has just given. */
  putBack(slot: number): void {
    this.bottom.putBack(slot);
  }

  priorityOf(slot: number): number {
    return Math.floor(this.pool.order[slot]! / PRIORITY_UNIT);
  }

  sequenceOf(slot: number): number {
    return this.pool.order[slot]! % PRIORITY_UNIT;
  }

  private insertIntoRung(slot: number, time: Micros): void {
    let rung = this.innermost;
    while (time > rung.end) rung = rung.outer!;
    rung.insert(slot, time);
  }

  private insertLate(slot: number): void {
    this.bottom.insert(slot);
    if (this.bottom.isCrowded) this.spill();
  }

  /** Moves the first bucket that holds a live event into the bottom, parting it first as often as needed. False when all is empty. */
  private refill(): boolean {
    for (;;) {
      const last = this.innermost.takeBucket();
      if (last !== 0) {
        if (this.moveDown(last)) return true;
      } else if (this.depth === 0) return false;
      else this.innermost = this.rungs[--this.depth]!;
    }
  }

  /**
   * Moves a bucket's live events into the bottom, or into a new rung when they are many. True when the bottom has been filled.
   * Those that got the record of an earlier one go to their own bucket now.
   */
  private moveDown(last: number): boolean {
    const { pool, bottom, innermost } = this;
    const { next, time } = pool;
    let { run } = bottom;
    let count = 0;
    let earliest = Infinity;
    let latest = -Infinity;
    let slot = next[last]!;
    for (;;) {
      const following = next[slot]!;
      const at = time[slot]!;
      if (pool.isCancelled(slot)) this.release(slot);
      else if (!innermost.isCurrent(at)) this.insertIntoRung(slot, at);
      else {
        if (count === run.length) {
          bottom.enlarge();
          run = bottom.run;
        }
        run[count++] = slot;
        if (at < earliest) earliest = at;
        if (at > latest) latest = at;
      }
      if (slot === last) break;
      slot = following;
    }
    if (count === 0) return false;
    if (count > SORTED_AT_MOST) {
      if (latest > earliest) {
        this.spawn(run, count, earliest, latest);
        return false;
      }
      this.sortByPriority(run, count);
    } else if (count > 1) this.sort(run, count);
    bottom.restart(count);
    this.bottomEnd = latest;
    return true;
  }

  private release(slot: number): void {
    if (slot === this.spare) this.spare = 0;
    this.pool.release(slot);
  }

  /** A new innermost rung for events that arrived in the given order and lie between two times. */
  private spawn(slots: Int32Array, count: number, earliest: Micros, latest: Micros): void {
    this.depth++;
    if (this.depth === this.rungs.length) this.rungs.push(new Rung(this.pool, this.innermost));
    const rung = this.rungs[this.depth]!;
    rung.reset(earliest, latest, Math.min(count, latest - earliest + 1));
    this.innermost = rung;
    const { time } = this.pool;
    for (let i = 0; i < count; i++) rung.insert(slots[i]!, time[slots[i]!]!);
  }

  /** Moves a crowded bottom into a new rung: happens when few events lay far apart and many came in between. */
  private spill(): void {
    const { bottom, pool } = this;
    const count = bottom.size;
    const slots = this.scratchFor(count);
    for (let i = 0; i < count; i++) slots[i] = bottom.take();
    const earliest = pool.time[slots[0]!]!;
    const latest = pool.time[slots[count - 1]!]!;
    if (latest > earliest) {
      this.spawn(slots, count, earliest, latest);
      this.bottomEnd = earliest - 1;
    } else {
      while (bottom.run.length < count) bottom.enlarge();
      bottom.run.set(slots.subarray(0, count));
      bottom.restart(count);
    }
  }

  /** Insertion sort by (time, order). */
  private sort(slots: Int32Array, count: number): void {
    const { pool } = this;
    for (let i = 1; i < count; i++) {
      const slot = slots[i]!;
      let hole = i;
      while (hole > 0 && pool.before(slot, slots[hole - 1]!)) {
        slots[hole] = slots[hole - 1]!;
        hole--;
      }
      slots[hole] = slot;
    }
  }

  /** Sorts events of one instant, most of which lie in order of arrival: a stable distribution by priority, in linear time. */
  private sortByPriority(slots: Int32Array, count: number): void {
    const position = this.perPriority.fill(0);
    for (let i = 0; i < count; i++) position[this.priorityOf(slots[i]!)]!++;
    let before = 0;
    for (let priority = 0; priority < PRIORITIES; priority++) {
      const here = position[priority]!;
      position[priority] = before;
      before += here;
    }
    const sorted = this.scratchFor(count);
    for (let i = 0; i < count; i++) sorted[position[this.priorityOf(slots[i]!)]!++] = slots[i]!;
    slots.set(sorted.subarray(0, count));
    const { order } = this.pool;
    for (let i = 1; i < count; i++) {
      if (order[slots[i - 1]!]! < order[slots[i]!]!) continue;
      // Some got the record of an earlier one.
      slots.subarray(0, count).sort((a, b) => order[a]! - order[b]!);
      return;
    }
  }

  private scratchFor(count: number): Int32Array {
    if (this.scratch.length < count) this.scratch = new Int32Array(2 * count);
    return this.scratch;
  }
}
