/** Ticks at round times: of durations as plain numbers in one unit that the axis title names, of a run by its clock. */
import type { ScenarioIdentity } from "../../result/index.js";
import { fromSeconds, toSeconds } from "../../units/index.js";
import { clockTicks } from "../clock-ticks.js";
import { clockOf } from "../clock.js";

export type RunTime = Pick<ScenarioIdentity, "start" | "durationSeconds">;

/** Names of days are wide. */
const MOST_RUN_TICKS = 10;

/** Over a whole run. */
export function runTicks(scenario: RunTime): readonly { readonly value: number; readonly label: string }[] {
  const end = fromSeconds(scenario.durationSeconds);
  return clockTicks(clockOf(scenario), 0, end, MOST_RUN_TICKS).map(({ at, label }) => ({
    value: toSeconds(at),
    label,
  }));
}

export interface TimeTicks {
  /** Plural, for the title of the axis. */
  readonly unit: string;
  /** Places of the ticks in seconds. */
  readonly seconds: readonly number[];
  /** The number at a tick, in the unit. */
  label(seconds: number): string;
}

const UNITS = [
  { unit: "microseconds", size: 1e-6, steps: [1, 2, 5, 10, 20, 50, 100, 200, 500] },
  { unit: "milliseconds", size: 1e-3, steps: [1, 2, 5, 10, 20, 50, 100, 200, 500] },
  { unit: "seconds", size: 1, steps: [1, 2, 5, 10, 15, 20] },
  { unit: "minutes", size: 60, steps: [0.5, 1, 2, 5, 10, 15, 20] },
  { unit: "hours", size: 3600, steps: [0.5, 1, 2, 3, 6] },
  { unit: "days", size: 86_400, steps: [0.5, 1, 2, 5, 10, 20, 50, 100] },
  { unit: "years", size: 365 * 86_400, steps: [0.5, 1, 2, 5, 10, 20, 50, 100] },
];

/** Ticks from 0 to `endSeconds`, at most `most` of them, at the finest round step that allows it. */
export function timeTicks(endSeconds: number, most: number): TimeTicks {
  const choices = UNITS.flatMap(({ unit, size, steps }) => steps.map((step) => ({ unit, size, step })));
  const { unit, size, step } = choices.find((each) => endSeconds / (each.step * each.size) < most) ?? choices.at(-1)!;
  const count = Math.floor(endSeconds / (step * size) + 1e-9);
  return {
    unit,
    seconds: Array.from({ length: count + 1 }, (_, index) => index * step * size),
    label: (seconds) => String(Number((seconds / size).toFixed(6))),
  };
}
