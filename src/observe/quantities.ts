/** Marked sentences of control as results hold them: seconds instead of microseconds. */
import type { Phrase } from "../control/index.js";
import type { Quantity } from "../result/index.js";
import { toSeconds } from "../units/index.js";

export function quantitiesOf({ marks }: Phrase): readonly Quantity[] {
  return marks.map((mark) => ({
    ...mark,
    value: mark.is === "bytes" || mark.is === "count" ? mark.value : toSeconds(mark.value),
  }));
}
