/** What an observer must know of the run that it watches. */
import type { WorldSpec } from "../../model/index.js";
import type { Micros } from "../../units/index.js";

export interface ObservationContext {
  readonly spec: WorldSpec;
  readonly duration: Micros;
  /** Measures count from here on, and incidents that began since; invariants hold from the start. */
  readonly warmUp: Micros;
  readonly replication: number;
}
