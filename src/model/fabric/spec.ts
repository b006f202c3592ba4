/** What the storage network is made of. */
import type { Micros } from "../../units/index.js";

/** A cable of the storage network. */
export interface LinkSpec {
  readonly name: string;
  /** Hosts, switches or port adapters; `null`: it lies there unused. */
  readonly joins: readonly [string, string] | null;
  readonly protocol: string;
  readonly bandwidth: number;
  readonly latency: Micros;
  /** The network that it leads over, whose latency, losses and cuts are its own; absent: it is a cable. */
  readonly over?: string;
}

/** A switch of the storage network: links end on it. */
export interface SwitchSpec {
  readonly name: string;
}

/** Who sees whom through switches; where there is any, only those in a common one do. */
export interface ZoneSpec {
  readonly name: string;
  /** Hosts with all their links, single links of a host (its adapter), and port adapters. */
  readonly members: readonly string[];
}
