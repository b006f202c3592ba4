/** What lies around hosts and volumes and does not change: storage systems, the links between them, directors, known transformations. */
import type { Micros } from "../../units/index.js";
import type { KnownWay } from "./transformation/index.js";

export interface Surroundings {
  /** By name. */
  readonly arrays: Readonly<Record<string, ArrayFacts>>;
  readonly arrayLinks: readonly ArrayLinkFacts[];
  /** The director of each service that has one. */
  readonly directors: Readonly<Record<string, string>>;
  /** The name server of each service whose users ask one, and how long they go on with its answers. */
  readonly nameServers: Readonly<Record<string, { readonly server: string; readonly ttl: Micros }>>;
  /** By network the others to which no connector leads from there; none unless given. */
  readonly apart?: Readonly<Record<string, readonly string[]>>;
  /** Directors and name servers to which no way leads from the controller, whatever works; none unless given. */
  readonly untold?: readonly string[];
  /** Bytes per second that can be converted, of all that is converted at a time; as much as each conversion does unless given. */
  readonly conversionCapacity?: number;
  readonly transformations: readonly KnownWay[];
}

export interface ArrayFacts {
  readonly adapters: readonly AdapterFacts[];
  /** The network on which hosts reach it that are not attached, with its bytes per second. */
  readonly network: string | null;
  /** Mean times. */
  readonly split: Micros;
  readonly reassign: Micros;
}

/** A disk adapter. */
export interface AdapterFacts {
  readonly name: string;
  /** Bytes per second. */
  readonly bandwidth: number;
  /** Who changes data behind it when all is well, and how many bytes per second. */
  readonly writers: readonly { readonly host: string; readonly rate: number }[];
}

/** A link between two storage systems, over which copies and mirrors go. */
export interface ArrayLinkFacts {
  readonly name: string;
  readonly joins: readonly [string, string];
  readonly bandwidth: number;
}
