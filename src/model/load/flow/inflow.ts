/** Attempts of one kind on their way to a host, as a flow. */
import type { Multipath } from "../../fabric/multipath.js";
import type { PathMap } from "../../multipath/path-map.js";
import type { Carry } from "./carry.js";
import type { FlowClient } from "./flow-client.js";

export interface Inflow {
  readonly client: FlowClient;
  readonly requestClass: number;
  /** How many attempts went before. */
  readonly level: number;
  /** Per microsecond. */
  readonly rate: number;
  /** How the host reaches what it needs of storage; `null`: on disks of its own. */
  readonly storage: Multipath<PathMap> | null;
  /** Bytes of one attempt. */
  readonly size: number;
  readonly carry: FlowCarry;
}

export interface FlowCarry {
  readonly issued: Carry;
  readonly refused: Carry;
  readonly late: Carry;
}
