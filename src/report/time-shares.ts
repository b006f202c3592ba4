/** A strip cut into columns of equal time, each told by the share of time in every condition: never by its worst moment. */
import { CONDITIONS, conditionOf, type Condition, type Strip } from "../result/index.js";

export interface TimeColumn {
  /** Share of the column's time in each condition; they add up to 1. */
  readonly shares: Readonly<Record<Condition, number>>;
  /** Whether the actor was down in it at all, be it for no time at all. */
  readonly wasDown: boolean;
}

/** Cuts a strip that covers `durationSeconds` into columns, in one pass over its intervals. */
export function timeShares(strip: Strip, durationSeconds: number, columnCount: number): readonly TimeColumn[] {
  const width = durationSeconds / columnCount;
  const columns = Array.from({ length: columnCount }, () => ({ shares: noShares(), wasDown: false }));
  const columnAt = (seconds: number): number => Math.max(0, Math.min(columnCount - 1, Math.floor(seconds / width)));
  strip.intervals.forEach(([start, state], index) => {
    const condition = conditionOf(state);
    const end = Math.min(strip.intervals[index + 1]?.[0] ?? durationSeconds, durationSeconds);
    for (let each = columnAt(start); each < columnCount; each += 1) {
      const column = columns[each]!;
      const overlap = Math.min(end, (each + 1) * width) - Math.max(start, each * width);
      if (overlap > 0) column.shares[condition] += overlap / width;
      if (condition === "down" && (overlap > 0 || start === end)) column.wasDown = true;
      if (end <= (each + 1) * width) break;
    }
  });
  return columns;
}

/** Seconds of a strip in each condition between two times. */
export function secondsByCondition(
  strip: Strip,
  fromSeconds: number,
  toSeconds: number,
): Readonly<Record<Condition, number>> {
  const total = noShares();
  strip.intervals.forEach(([start, state], index) => {
    const end = Math.min(strip.intervals[index + 1]?.[0] ?? toSeconds, toSeconds);
    total[conditionOf(state)] += Math.max(0, end - Math.max(start, fromSeconds));
  });
  return total;
}

function noShares(): Record<Condition, number> {
  return Object.fromEntries(CONDITIONS.map((condition) => [condition, 0])) as Record<Condition, number>;
}
