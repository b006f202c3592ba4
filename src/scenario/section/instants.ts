/** Instants of a run as they are written, after its start or by the calendar. */
import { INSTANT_EXPECTED, parseInstant, type Instant } from "../calendar/instant.js";
import type { Quantity } from "../quantity/index.js";

export const instant: Quantity<Instant> = {
  name: "instant",
  expected: INSTANT_EXPECTED,
  examples: ["90s", "3d", "3d 18:30"],
  parse: parseInstant,
};
