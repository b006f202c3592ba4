/** What becomes of a flow of requests at a host until something changes. */
import type { Inflow } from "./inflow.js";
import type { Stay } from "./stays.js";
import type { SteadyState } from "./steady-state.js";

/** All rates are per microsecond. */
export interface Plan {
  readonly inflows: readonly Inflow[];
  readonly arrivals: number;
  /** At most so many leave. */
  readonly capacity: number;
  readonly steady: SteadyState;
  /** `stopped`: the host hangs, and takes nothing in; `held`: it takes in what waits for a quiesced application. */
  readonly phase: "steady" | "filling" | "draining" | "stopped" | "held";
  readonly refused: number;
  readonly stay: Stay;
  readonly serviceTime: number;
  readonly storageTime: number;
  /** What the host answers reaches the users. */
  readonly answers: boolean;
}
