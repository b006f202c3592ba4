/** Load that jumps once and falls back. */
import { coverCycle, once } from "./factor.js";
import type { LoadPattern } from "./load-pattern.js";
import { parseRunWindow } from "./run-window.js";

export const spike: LoadPattern = {
  name: "spike",
  about: "Stretches of the run in which the load is another; from its start, whatever the calendar says.",
  example: "2h..2h40min",
  needsStart: false,
  window: parseRunWindow,
  factor: (windows) => once(coverCycle(windows, Infinity)),
};
