/** People who repair: so many at a time, first come first served. */
import type { CrewSpec } from "./spec.js";

export class Crew {
  private busy = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(readonly spec: CrewSpec) {}

  /** Calls `work` as soon as somebody is free; whoever works calls `release` when done. */
  request(work: (release: () => void) => void): void {
    this.waiting.push(() => work(this.release));
    this.next();
  }

  private readonly release = (): void => {
    this.busy -= 1;
    this.next();
  };

  private next(): void {
    if (this.busy >= this.spec.size) return;
    const work = this.waiting.shift();
    if (work === undefined) return;
    this.busy += 1;
    work();
  }
}
