/** Two strokes that overlap in every way. */

/** Minutes from the beginning of the run. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** One after the other, one in the other, from the same instant, to the same instant, touching. */
export const PAIRS: readonly (readonly [Span, Span])[] = [
  [
    { from: 60, to: 120 },
    { from: 90, to: 180 },
  ],
  [
    { from: 60, to: 180 },
    { from: 90, to: 120 },
  ],
  [
    { from: 60, to: 120 },
    { from: 60, to: 180 },
  ],
  [
    { from: 60, to: 180 },
    { from: 90, to: 180 },
  ],
  [
    { from: 60, to: 120 },
    { from: 120, to: 180 },
  ],
];
