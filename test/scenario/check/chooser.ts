// Choices by chance for scenarios that are drawn.
import type { Stream } from "../../../src/sim/index.js";

/** What is drawn: `random` durations vary, all others are constant. */
export interface Manner {
  readonly random?: boolean;
  /** The failure comes after an hour, not two. */
  readonly brief?: boolean;
  /** Corners are drawn too. */
  readonly corners?: boolean;
}

export type Tree = Record<string, unknown>;

/** The choices of one scenario. */
export class Chooser {
  constructor(
    private readonly stream: Stream,
    private readonly manner: Manner,
  ) {}

  one<T>(...choices: readonly T[]): T {
    return choices[Math.floor(this.stream.uniform() * choices.length)]!;
  }

  chance(probability: number): boolean {
    return this.stream.uniform() < probability;
  }

  between(least: number, most: number): number {
    return least + Math.floor(this.stream.uniform() * (most - least + 1));
  }

  /** A duration that may vary, such as that of a boot. */
  varying(least: number, most: number): string {
    const mean = this.between(least, most);
    if (this.manner.random !== true) return `${mean}s`;
    return this.one(
      `${mean}s`,
      `lognormal(${mean}s, ${Math.ceil(mean / 5)}s)`,
      `uniform(${mean / 2}s, ${mean * 1.5}s)`,
    );
  }

  some<T>(choices: readonly T[], probability = 0.5): T[] {
    return choices.filter(() => this.chance(probability));
  }
}
