/** Load that jumps once and falls back. */
import { coverCycle, once } from "./factor.js";
import type { LoadPattern } from "./load-pattern.js";
import { parseRunWindow } from "./run-window.js";

export const spike: LoadPattern = {
  name: "spike",
  about:
    "Stretches of the run, from its start, in which the load is multiplied once more: on top of what day, week, year and ramp make of it.",
  example: "2h..2h40min",
  needsStart: false,
  window: parseRunWindow,
  factor: (windows) => once(coverCycle(windows, Infinity)),
};
