/** A rung of the ladder: an interval of time in equal buckets, each a list of events in order of arrival. */
import type { Micros } from "../../units/index.js";
import type { EventPool } from "./event-pool.js";

export class Rung {
  /** Per bucket the last event of a circular list; 0 when the bucket is empty. */
  private buckets = new Int32Array(64);
  private bucketCount = 0;
  /** The first bucket that may hold events. */
  private current = 0;
  // Fractions at first, so that V8 stores these as doubles from the beginning.
  private start = 0.5;
  private bucketsPerMicro = 0.5;
  /** The latest time that belongs to the rung. */
  end = 0.5;

  /** @param outer the rung one of whose buckets this one parts */
  constructor(
    private readonly pool: EventPool,
    readonly outer: Rung | undefined,
  ) {}

  /** Makes the rung, which must be empty, cover the times from `start` to `end` by so many buckets. */
  reset(start: Micros, end: Micros, bucketCount: number): void {
    // One more, for a latest event that rounding carries beyond the last bucket.
    this.bucketCount = bucketCount + 1;
    // What is empty holds only zeros: nothing needs clearing.
    if (this.buckets.length <= bucketCount) this.buckets = new Int32Array(2 * bucketCount);
    this.current = 0;
    this.start = start;
    this.bucketsPerMicro = end === Infinity ? 0 : bucketCount / (end - start + 1);
    this.end = end;
  }

  /** Adds an event that does not come before any that was taken out. */
  insert(slot: number, time: Micros): void {
    const { buckets } = this;
    const { next } = this.pool;
    const bucket = ((time - this.start) * this.bucketsPerMicro) | 0;
    const last = buckets[bucket]!;
    if (last === 0) next[slot] = slot;
    else {
      next[slot] = next[last]!;
      next[last] = slot;
    }
    buckets[bucket] = slot;
  }

  /** Whether a time belongs to the bucket that was taken out last. */
  isCurrent(time: Micros): boolean {
    return time <= this.end && (((time - this.start) * this.bucketsPerMicro) | 0) === this.current;
  }

  /** Takes out the first bucket that is not empty and returns its last event; 0 when all are empty. */
  takeBucket(): number {
    const { buckets, bucketCount } = this;
    for (let bucket = this.current; bucket < bucketCount; bucket++) {
      const last = buckets[bucket]!;
      if (last === 0) continue;
      buckets[bucket] = 0;
      this.current = bucket;
      return last;
    }
    return 0;
  }
}
