/** What lies around hosts and volumes and does not change: storage systems, the links between them, directors, known transformations. */
import type { Micros } from "../../units/index.js";
import type { Transformation } from "./transformation/index.js";

export interface Surroundings {
  /** By name. */
  readonly arrays: Readonly<Record<string, ArrayFacts>>;
  readonly arrayLinks: readonly ArrayLinkFacts[];
  /** The director of each service that has one. */
  readonly directors: Readonly<Record<string, string>>;
  readonly transformations: readonly Transformation[];
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
