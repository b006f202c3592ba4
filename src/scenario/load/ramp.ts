/** Load that grows or shrinks evenly to a new level, and stays there. */
import { once, type Window } from "./factor.js";
import type { LoadPattern } from "./load-pattern.js";
import { parseRunWindow } from "./run-window.js";

/** A ramp is climbed in so many equal steps, each in its middle as high as the ramp. */
const STEPS = 100;

export const ramp: LoadPattern = {
  name: "ramp",
  about: "Stretches of the run in which the load climbs or sinks evenly to a new level, where it stays until the next.",
  example: "1h..3h",
  needsStart: false,
  window: parseRunWindow,
  factor: (windows) => once(climb(windows)),
};

function climb(windows: readonly Window[]): readonly Window[] {
  const pieces: Window[] = [];
  let level = 1;
  let at = 0;
  for (const { from, to, factor } of windows.toSorted((a, b) => a.from - b.from)) {
    if (at < from) pieces.push({ from: at, to: from, factor: level });
    const edge = (step: number): number => Math.round(from + ((to - from) * step) / STEPS);
    for (let step = 0; step < STEPS; step++) {
      if (edge(step) === edge(step + 1)) continue;
      const height = level + ((factor - level) * (step + 0.5)) / STEPS;
      pieces.push({ from: edge(step), to: edge(step + 1), factor: height });
    }
    level = factor;
    at = to;
  }
  return [...pieces, { from: at, to: Infinity, factor: level }];
}
