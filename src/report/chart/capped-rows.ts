/** A picture shows as many rows as can be read; of more, the first. */
import { formatNumberOf } from "../number-format.js";

const MOST = 20;

export function cappedRows<Row>(all: readonly Row[]): {
  readonly rows: readonly Row[];
  readonly leftOut: string | null;
} {
  const hidden = all.length - MOST;
  return { rows: all.slice(0, MOST), leftOut: hidden > 0 ? `Left out: ${formatNumberOf(hidden, "more row")}.` : null };
}
