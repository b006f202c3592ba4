/** What every part of a world stands on: time, chance, and whoever is told what happens. */
import type { Kernel, Streams } from "../sim/index.js";
import type { Happening, Record as WorldRecord } from "./record.js";

export interface Ground {
  readonly kernel: Kernel;
  readonly streams: Streams;
  /** Tells everybody who listens what has just happened. */
  record(happening: Happening): void;
  /**
   * The same; of what happens a million times only those who listen hear, and it leaves no trace in the digest.
   * @param one whether it is recorded like anything else
   */
  tell(record: WorldRecord, one: boolean): void;
}
