/** A running hash over executed events, remembered from time to time, so that two runs can be compared and their first difference found. */
import type { Micros } from "../units/index.js";

/** The schedule digest after so many executed events. */
export interface Checkpoint {
  readonly executed: number;
  readonly now: Micros;
  readonly digest: string;
}

/** The events among which two runs first differ: after the first `executed` events, by the `until`-th event at the latest. */
export interface DifferenceWindow {
  /** So many events are the same in both runs. */
  readonly executed: number;
  /** The simulated time of the last of these. */
  readonly now: Micros;
  /** Of so many events not all are the same; Infinity when the runs differ only after their last common checkpoint. */
  readonly until: number;
}

const CHECKPOINTS_AT_MOST = 1024;
const FIRST_STRIDE = 1024;
const HIGH_WORD = 1 / 0x1_0000_0000;

export class ScheduleDigest {
  checkpoints: Checkpoint[] = [];
  private stride = FIRST_STRIDE;
  /** How many events are left until the next checkpoint. */
  private remaining = FIRST_STRIDE;
  /** How many events had been executed at the last checkpoint. */
  private base = 0;
  private low = 0x2545f491;
  private high = 0x1b873593;

  get executed(): number {
    return this.base + this.stride - this.remaining;
  }

  get hex(): string {
    return word(this.low) + word(this.high);
  }

  /** @param order priority × 2^50 + sequence */
  add(time: Micros, order: number, argument: number): void {
    const low = Math.imul(this.low ^ time, 0x9e3779b1) + (order | 0);
    this.low = low ^ (low >>> 15);
    const high = Math.imul(this.high ^ argument, 0x85ebca6b) + (((time + order) * HIGH_WORD) | 0);
    this.high = high ^ (high >>> 13);
    this.remaining--;
  }

  /** True when a checkpoint has to be made before the next event. */
  get isDue(): boolean {
    return this.remaining === 0;
  }

  /** @param now the time of the last event */
  checkpoint(now: Micros): void {
    this.base += this.stride;
    this.checkpoints.push({ executed: this.base, now, digest: this.hex });
    if (this.checkpoints.length === CHECKPOINTS_AT_MOST) {
      this.stride *= 2;
      this.checkpoints = this.checkpoints.filter(({ executed }) => executed % this.stride === 0);
    }
    this.remaining = this.stride;
  }
}

/** Names the window of events in which two runs first differ, undefined when all their common checkpoints agree. */
export function firstDifference(a: readonly Checkpoint[], b: readonly Checkpoint[]): DifferenceWindow | undefined {
  const others = new Map(b.map((checkpoint) => [checkpoint.executed, checkpoint]));
  let same = { executed: 0, now: 0 };
  for (const checkpoint of a) {
    const other = others.get(checkpoint.executed);
    if (other === undefined) continue;
    if (other.digest !== checkpoint.digest) return { ...same, until: checkpoint.executed };
    same = checkpoint;
  }
  return undefined;
}

function word(value: number): string {
  return (value >>> 0).toString(16).padStart(8, "0");
}
