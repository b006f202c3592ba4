/** People who pick what they repair: while somebody is free, each class of repairs that wait may be the next, whichever is picked first. */
import { drawMicros, type Distribution, type Handle, type Release } from "../sim/index.js";
import type { Ground } from "./ground.js";
import type { CrewSpec } from "./spec.js";

type Work = (release: Release) => void;

export class PickingCrew {
  private free: number;
  /** By class, first come first served; none that is empty. */
  private readonly waiting = new Map<string, Work[]>();
  /** By class, when it is picked: only while somebody is free. */
  private readonly picks = new Map<string, Handle>();

  /** @param time until somebody who is free picks a class, drawn for each that waits */
  constructor(
    private readonly world: Ground,
    private readonly spec: CrewSpec,
    private readonly time: Distribution,
  ) {
    this.free = spec.size;
  }

  claim(work: Work, of: string): void {
    const others = this.waiting.get(of) ?? [];
    this.waiting.set(of, [...others, work]);
    this.look();
  }

  /** Every class that waits is picked some time, unless nobody is free before that. */
  private look(): void {
    const { kernel, streams } = this.world;
    if (this.free === 0) {
      for (const pick of this.picks.values()) kernel.cancel(pick);
      this.picks.clear();
      return;
    }
    for (const of of this.waiting.keys()) {
      if (this.picks.has(of)) continue;
      const time = drawMicros(this.time, streams.stream(`crew/${this.spec.name}/picks/${of}`));
      const pick = kernel.after(time, () => this.pick(of));
      this.picks.set(of, pick);
    }
  }

  private pick(of: string): void {
    const [work, ...others] = this.waiting.get(of)!;
    if (others.length === 0) this.waiting.delete(of);
    else this.waiting.set(of, others);
    this.picks.delete(of);
    this.free -= 1;
    this.look();
    work!(() => {
      this.free += 1;
      this.look();
    });
  }
}
