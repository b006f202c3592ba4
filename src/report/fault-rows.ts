/** Rows for the bars of faults and for their names, so that faults that last at the same time do not lie on one another. */

export interface FaultSpan {
  readonly left: number;
  readonly right: number;
  /** How wide its name is. */
  readonly text: number;
}

export interface FaultPlace {
  /** Counted from 0, the uppermost. */
  readonly row: number;
  /** Where its name begins; `null` where there is no room for one. */
  readonly textLeft: number | null;
}

/** More would push what the picture is about off the screen. */
export const MOST_ROWS = 4;

/** Between a name and whatever comes next in its row. */
const GAP = 12;

/**
 * Each span has the first row in which its bar and its name are free; when there is none it shares the row whose bars end first,
 * without a name where that has no room.
 * @param spans in the order of their left ends @param width of the picture, over whose right edge no name goes
 */
export function faultRows(spans: readonly FaultSpan[], width: number, most = MOST_ROWS): readonly FaultPlace[] {
  const bars: number[] = [];
  const names: number[] = [];
  return spans.map(({ left, right, text }) => {
    const textLeft = Math.min(left, width - text);
    const isFree = (row: number): boolean => left >= (bars[row] ?? 0) && textLeft >= (names[row] ?? 0);
    const free = Array.from({ length: Math.min(bars.length + 1, most) }, (_, row) => row).find(isFree);
    const row = free ?? bars.indexOf(Math.min(...bars));
    const isNamed = textLeft >= Math.max(0, names[row] ?? 0);
    bars[row] = Math.max(bars[row] ?? 0, right);
    if (isNamed) names[row] = textLeft + text + GAP;
    return { row, textLeft: isNamed ? textLeft : null };
  });
}

export function countRows(places: readonly FaultPlace[]): number {
  return places.reduce((most, { row }) => Math.max(most, row + 1), 1);
}
