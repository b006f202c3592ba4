/** What comes next in somebody's life, and in what time: it can be stalled, and goes on from there. */
import type { Handle, Kernel } from "../sim/index.js";
import type { Micros } from "../units/index.js";

export class Progress {
  private upcoming: { readonly act: () => void; left: Micros } | null = null;
  private since: Micros = 0;
  private handle: Handle = 0;

  constructor(private readonly kernel: Kernel) {}

  /** Instead of whatever was to come; time begins to pass with `goOn`. */
  plan(after: Micros, act: () => void): void {
    this.stall();
    this.upcoming = { act, left: after };
  }

  goOn(): void {
    if (this.upcoming === null) return;
    this.since = this.kernel.now;
    this.handle = this.kernel.after(this.upcoming.left, this.arrive);
  }

  stall(): void {
    if (!this.kernel.cancel(this.handle) || this.upcoming === null) return;
    this.upcoming.left -= this.kernel.now - this.since;
  }

  /** Nothing comes any more. */
  end(): void {
    this.stall();
    this.upcoming = null;
  }

  private readonly arrive = (): void => {
    const { upcoming } = this;
    this.upcoming = null;
    upcoming?.act();
  };
}
