/** What the users of a service do. */
import type { Distribution } from "../../sim/index.js";
import type { Micros } from "../../units/index.js";

export interface LoadSpec {
  /** Of requests; of users who come, where they come for a session. */
  readonly rate: RateCurve;
  /** The time from one to the next: by chance unless given, or always the same. */
  readonly gaps?: "even";
  readonly session?: SessionSpec;
  /** Instead of chance: requests as they were recorded; `rate` tells of them by the minute. */
  readonly trace?: Trace;
  readonly classes: readonly RequestClassSpec[];
  readonly timeout: Micros;
  /** `varies`: the pause is drawn, and `backoff` is its mean. */
  readonly retry: { readonly times: number; readonly backoff: Micros; readonly varies?: Distribution };
  readonly mode: "requests" | "flow";
}

/** A user asks so many times on average, the number being geometric, and thinks before each time but the first. */
export interface SessionSpec {
  readonly requests: number;
  /** Instead of users who come and leave: so many who are always there, and think before the first time too. */
  readonly users?: number;
  readonly think: Distribution;
}

/** Instants in rising order, and for each the index of its class. */
export interface Trace {
  readonly at: readonly Micros[];
  readonly requestClass: readonly number[];
}

export interface RequestClassSpec {
  readonly name: string;
  readonly share: number;
  /** The volume that it modifies; absent for reads. */
  readonly writes?: string;
  /** Whether a copy may answer it (reads only). */
  readonly shareable: boolean;
  /** The volume with the data that changes and that it reads; absent when what it reads never changes. */
  readonly of?: string;
  /** For how long what it reads may lack a write before it is stale; not at all unless given. */
  readonly fresh?: Micros;
  /** By how much its service times are longer than those of others; as long unless given. */
  readonly work?: number;
  /** The higher the sooner it is served of those that wait; 0 unless given. */
  readonly priority?: number;
  /** Bytes read from or written to storage for one request. */
  readonly size: number;
}

/** A rate that is constant over stretches of time. */
export interface RateCurve {
  /** The stretch that holds `at`: its rate (per second) and the first instant after it (`Infinity` when it never changes). */
  stretch(at: Micros): { readonly rate: number; readonly until: Micros };
  /** The highest rate of all. */
  readonly peak: number;
}
