/** What happens again and again in the same words is told once, with how often. */
import { formatCount, formatNumberOf } from "./number-format.js";

interface Line {
  readonly time: string;
  readonly text: string;
}

/** So many lines at most make what repeats itself: several who try in vain, in turn. */
const LONGEST = 24;
/** Twice may be chance, and is told in no more lines. */
const OFTEN = 3;

/** The lines, of which those that repeat themselves one after the other are left out. */
export function toldOnce<T extends Line>(lines: readonly T[]): readonly T[] {
  const told: T[] = [];
  for (let from = 0; from < lines.length;) {
    const { period, times } = repetitionAt(lines, from);
    told.push(...lines.slice(from, from + period));
    if (times > 1) {
      const last = lines[from + times * period - 1]!;
      told.push({ ...lines[from + period]!, text: againInWords(period, times - 1, last.time) });
    }
    from += times * period;
  }
  return told;
}

/** The shortest block from here on that comes often enough; one line once where there is none. */
function repetitionAt(lines: readonly Line[], from: number): { readonly period: number; readonly times: number } {
  for (let period = 1; period <= LONGEST && from + OFTEN * period <= lines.length; period++) {
    let same = 0;
    while (lines[from + same]!.text === lines[from + same + period]?.text) same++;
    const times = 1 + Math.floor(same / period);
    if (times >= OFTEN) return { period, times };
  }
  return { period: 1, times: 1 };
}

function againInWords(period: number, more: number, until: string): string {
  const what = period === 1 ? "the same" : `these ${formatCount(period)} again`;
  return `(${what} ${formatNumberOf(more, "time")}${period === 1 ? " more" : ""}, until ${until})`;
}
