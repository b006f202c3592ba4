/** Series that go up and down within a stroke of the pen: drawn value by value they are a black band. Theirs is a mean and how far it goes. */

export interface Condensed {
  /** So many values of the series each stand for. */
  readonly of: number;
  readonly mean: readonly (number | null)[];
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
}

type Values = readonly (number | null)[];

/** On average a value differs from the one before it by more than this part of the largest. */
const RESTLESS = 0.04;

/**
 * @param columns as many can be told apart
 * @returns `null` where the series can be drawn as it is
 */
export function condensed(values: Values, columns: number): Condensed | null {
  const of = Math.ceil(values.length / Math.max(1, columns));
  return of < 2 || !isRestless(values) ? null : condense(values, of);
}

export function condense(values: Values, of: number): Condensed {
  const groups = Array.from({ length: Math.ceil(values.length / of) }, (_, index) =>
    values.slice(index * of, (index + 1) * of).flatMap((value) => value ?? []),
  );
  const over = (make: (group: readonly number[]) => number): Values =>
    groups.map((group) => (group.length === 0 ? null : make(group)));
  return {
    of,
    mean: over((group) => group.reduce((sum, value) => sum + value, 0) / group.length),
    low: over((group) => Math.min(...group)),
    high: over((group) => Math.max(...group)),
  };
}

export function isRestless(values: Values): boolean {
  let travel = 0;
  let largest = 0;
  let before: number | null = null;
  for (const value of values) {
    if (value === null) continue;
    if (before !== null) travel += Math.abs(value - before);
    largest = Math.max(largest, Math.abs(value));
    before = value;
  }
  return travel > RESTLESS * largest * values.length;
}
