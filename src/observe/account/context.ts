/** What an observer must know of the run that it watches. */
import type { WorldSpec } from "../../model/index.js";
import type { Micros } from "../../units/index.js";

export interface ObservationContext {
  readonly spec: WorldSpec;
  readonly duration: Micros;
  /** Measures count from here on, and incidents that began since; invariants hold from the start. */
  readonly warmUp: Micros;
  readonly replication: number;
  /** The families whose machines run; absent where that is not known. */
  readonly families?: readonly string[];
  /** The longest time that a takeover may take by the limits that the policy sets itself; absent: it sets none. */
  readonly declaredTakeover?: Micros;
  /** The policy goes on from a backup when nothing better is left. */
  readonly restores?: boolean;
  /** How often a service may turn from growing to shrinking, or be taken over, within a time. */
  readonly flapping?: { readonly most: number; readonly within: Micros };
  /** How often a member of a failover set may fail within a time before it is held out; absent: as often as it likes. */
  readonly failureLimit?: { readonly failures: number; readonly within: Micros };
}
