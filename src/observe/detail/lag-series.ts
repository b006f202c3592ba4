/** How old the newest whole copy of each transfer was over time: a saw-tooth, of which each step shows the greatest value. */
import type { Series } from "../../result/index.js";
import { toSeconds, type Micros } from "../../units/index.js";
import type { Hearing } from "../hearing.js";
import type { Grid } from "./time-series.js";

/** Of more, those that were oldest: as many as can be told apart in a picture. */
const MOST = 12;

interface Tooth {
  readonly values: (number | null)[];
  /** The newest whole copy is the source as it was then; `null`: there was none yet. */
  asOf: Micros | null;
  /** Up to here the values are known. */
  until: Micros;
}

export class LagSeries {
  private readonly teeth = new Map<string, Tooth>();

  constructor(private readonly grid: Grid) {}

  readonly hears: Hearing = {
    RunClosed: ({ transfer, grade, asOf, at }) => {
      if (grade === "broken") return;
      const tooth = this.teeth.get(transfer) ?? { values: [], asOf: null, until: 0 };
      this.teeth.set(transfer, tooth);
      this.grow(tooth, at);
      tooth.asOf = asOf;
    },
  };

  results(until: Micros): readonly Series[] {
    const { count } = this.grid;
    for (const tooth of this.teeth.values()) this.grow(tooth, until);
    const oldest = ({ values }: Tooth) => values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
    const told = new Set([...this.teeth.values()].toSorted((one, other) => oldest(other) - oldest(one)).slice(0, MOST));
    return [...this.teeth]
      .filter(([, tooth]) => told.has(tooth))
      .map(([transfer, { values }]) => ({
        name: `${transfer}.lag`,
        unit: "seconds",
        stepSeconds: toSeconds(this.grid.step),
        values: Array.from({ length: count }, (_, step) => values[step] ?? null),
      }));
  }

  /** The age goes on growing up to that instant. */
  private grow(tooth: Tooth, to: Micros): void {
    const { step, count } = this.grid;
    const { values, asOf, until } = tooth;
    tooth.until = to;
    if (asOf === null) return;
    const last = Math.min(count - 1, Math.floor(to / step));
    for (let place = Math.floor(until / step); place <= last; place++) {
      const age = toSeconds(Math.min((place + 1) * step, to) - asOf);
      values[place] = Math.max(values[place] ?? 0, age);
    }
  }
}
