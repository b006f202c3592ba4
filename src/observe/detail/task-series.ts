/** What consoles gave to servers over time, and what they learnt of it, in the same steps as other series. */
import type { Series } from "../../result/index.js";
import { toSeconds, type Micros } from "../../units/index.js";
import type { Hearing } from "../hearing.js";
import type { Grid } from "./time-series.js";

/** In the step in which they were given, or in which the console knew what had become of them. */
const COUNTED = ["given", "again", "done", "failed", "lost"] as const;
type Counted = (typeof COUNTED)[number];

export class TaskSeries {
  /** `null` until a task is given: most runs have none. */
  private counts: Readonly<Record<Counted, number[]>> | null = null;

  constructor(private readonly grid: Grid) {}

  readonly hears: Hearing = {
    TaskGiven: ({ times, at }) => this.count(times === 1 ? "given" : "again", at),
    TaskSettled: ({ result, at }) => this.count(result, at),
  };

  results(until: Micros): readonly Series[] {
    const { counts, grid } = this;
    if (counts === null) return [];
    return COUNTED.map((each) => ({
      name: `tasks.${each}`,
      unit: "count",
      stepSeconds: toSeconds(grid.step),
      values: counts[each].map((value, step) => (step * grid.step < until ? value : null)),
    }));
  }

  private count(what: Counted, at: Micros): void {
    const { step, count } = this.grid;
    const zeros = (): number[] => Array.from({ length: count }, () => 0);
    this.counts ??= { given: zeros(), again: zeros(), done: zeros(), failed: zeros(), lost: zeros() };
    this.counts[what][Math.min(count - 1, Math.floor(at / step))]! += 1;
  }
}
