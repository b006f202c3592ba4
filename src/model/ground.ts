/** What every part of a world stands on: time, chance, and whoever is told what happens. */
import type { Kernel, Streams } from "../sim/index.js";
import type { Happening } from "./record.js";

export interface Ground {
  readonly kernel: Kernel;
  readonly streams: Streams;
  /** Tells everybody who listens what has just happened. */
  record(happening: Happening): void;
}
