/** Attempts of one kind on their way to a host, as a flow. */
import type { Carry } from "./carry.js";
import type { FlowClient } from "./flow-client.js";

export interface Inflow {
  readonly client: FlowClient;
  readonly requestClass: number;
  /** How many attempts went before. */
  readonly level: number;
  /** Per microsecond. */
  readonly rate: number;
  readonly carry: FlowCarry;
}

export interface FlowCarry {
  readonly issued: Carry;
  readonly refused: Carry;
  readonly late: Carry;
}
