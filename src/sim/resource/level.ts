/** A number that changes at instants (a queue's length, the busy servers), with its integral over time. */
import type { Kernel } from "../kernel.js";

export class Level {
  private level = 0;
  private area = 0;
  private since: number;
  private readonly from: number;

  constructor(private readonly kernel: Kernel) {
    this.from = kernel.now;
    this.since = kernel.now;
  }

  get value(): number {
    return this.level;
  }

  add(change: number): void {
    this.area = this.integral;
    this.since = this.kernel.now;
    this.level += change;
  }

  /** Value × microseconds since the beginning. */
  get integral(): number {
    return this.area + this.level * (this.kernel.now - this.since);
  }

  /** The mean over the time since the beginning; 0 when no time has passed. */
  get mean(): number {
    const elapsed = this.kernel.now - this.from;
    return elapsed === 0 ? 0 : this.integral / elapsed;
  }
}
