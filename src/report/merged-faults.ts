/** Faults of one name that lie so close that they cannot be told apart: one bar, with how many there are. */
import { formatCount } from "./number-format.js";

export interface PlacedFault {
  /** In pixels. */
  readonly left: number;
  readonly right: number;
  readonly name: string;
}

/** Less of a gap nobody sees. */
const LEAST_GAP = 2;

/** @param placed in the order of their left ends, and so is what comes back */
export function mergeFaults(placed: readonly PlacedFault[]): readonly PlacedFault[] {
  const bars: { left: number; right: number; name: string; count: number }[] = [];
  const latest = new Map<string, (typeof bars)[number]>();
  for (const { left, right, name } of placed) {
    const bar = latest.get(name);
    if (bar !== undefined && left < bar.right + LEAST_GAP) {
      bar.right = Math.max(bar.right, right);
      bar.count += 1;
    } else {
      const next = { left, right, name, count: 1 };
      bars.push(next);
      latest.set(name, next);
    }
  }
  return bars.map(({ left, right, name, count }) => {
    return { left, right, name: count === 1 ? name : `${name} (${formatCount(count)} times)` };
  });
}
