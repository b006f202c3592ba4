/** What fixed seeds find and nobody has mended yet: told each time, and failing nothing; what is mended has to be taken off. */
import type { Choice, Progress, Task } from "./plan.js";

/** By hunt, its seeds. */
export const OPEN: Readonly<Record<string, readonly number[]>> = {};

type Open = typeof OPEN;

export class KnownFindings {
  private readonly seen = new Set<string>();

  /** Among fresh seeds nothing is known. */
  constructor(
    private readonly choice: Choice,
    private readonly open: Open = OPEN,
  ) {}

  /** Whether it was known that this finds something; notes that it still does. */
  isKnown({ hunt: { name }, seed }: Task): boolean {
    if (this.choice.kind === "fresh" || !(this.open[name] ?? []).includes(seed)) return false;
    this.seen.add(`${name} ${seed}`);
    return true;
  }

  get count(): number {
    return this.seen.size;
  }

  /** Those that were tried and find nothing any more. */
  mended(progress: readonly Progress[]): readonly string[] {
    if (this.choice.kind === "fresh") return [];
    return progress.flatMap(({ hunt: { name }, begun, seeds: { from } }) =>
      (this.open[name] ?? [])
        .filter((seed) => seed < from + begun && !this.seen.has(`${name} ${seed}`))
        .map((seed) => `${name}, seed ${seed}`),
    );
  }
}
