/** People who repair: so many at a time, first come first served. */
import type { CrewSpec } from "./spec.js";

export class Crew {
  private busy = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(readonly spec: CrewSpec) {}

  /** Calls `begin` as soon as somebody is free; whoever begins must call `release`. */
  request(begin: () => void): void {
    if (this.busy >= this.spec.size) {
      this.waiting.push(begin);
      return;
    }
    this.busy += 1;
    begin();
  }

  release(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.busy -= 1;
    else next();
  }
}
