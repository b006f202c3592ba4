/** Quantities within sentences, so that whoever prints them can write times and sizes in the way of that place. */

/**
 * A quantity within a sentence, from one character up to another: `at 60s`, `60s`, `1200 bytes`; or an aside about an
 * instant (`, seen at 60s`), which may hold others and comes before them.
 */
export interface Quantity {
  readonly from: number;
  readonly to: number;
  readonly is: "at" | "instant" | "duration" | "bytes" | "count" | "aside";
  /** Seconds, bytes, or how many. */
  readonly value: number;
}
