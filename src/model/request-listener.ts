/** What is heard of each request and I/O: as numbers or in bulk, for there are millions of them. */
import type { Micros } from "../units/index.js";
import type { LatencyCounts } from "./load/flow/latency-counts.js";

/** How an I/O to an exported device ended. */
export interface IoEnd {
  readonly device: string;
  /** Over which it was answered; `null`: it failed. */
  readonly path: string | null;
  readonly at: Micros;
  /** From when it was asked for until it was sent for the last time. */
  readonly stall: Micros;
  /** How often it was sent again. */
  readonly retries: number;
  readonly done: boolean;
}

/** How a request ended, as its client saw it. */
export type RequestEnd = "served" | "failed" | "timed out" | "refused";

/** Many requests of one class at once, where load is a flow: whole numbers, spread evenly between two instants. */
export interface RequestFlow {
  readonly service: number;
  readonly requestClass: number;
  readonly from: Micros;
  readonly to: Micros;
  /** First attempts, and those that were made after an earlier one. */
  readonly asked: number;
  readonly retried: number;
  /** Attempts that ended. */
  readonly ended: { readonly [End in RequestEnd]: number };
  /** Requests that ended for good: those after which no retry follows. */
  readonly settled: number;
  /** Of those served: latencies from the first attempt, and how many had each. */
  readonly latencies: LatencyCounts;
}

/** How a link, a port or an adapter was used by I/Os to exported devices, up to now. */
export interface NarrowUse {
  readonly name: string;
  readonly ios: number;
  /** How long somebody passed through it, in parts of microseconds. */
  readonly busy: number;
  /** The same for each I/O from when it came until it was through, all together. */
  readonly there: number;
}

/** Hears each request; called a million times, so it gets numbers: indices into the services and classes of the spec. */
export interface RequestListener {
  /** An I/O to an exported device. */
  ioEnded?(end: IoEnd): void;
  /** How links, ports and adapters were used up to then; told when the warm-up is over, and at the end. */
  passed?(at: Micros, uses: readonly NarrowUse[]): void;
  /** Served from a copy that has lacked a write for `lag`; told before the end of the request. */
  readFromCopy?(service: number, requestClass: number, at: Micros, lag: Micros): void;
  issued(service: number, requestClass: number, at: Micros, isRetry: boolean): void;
  /** `final`: it will not be tried again; `latency` counts from the first attempt. */
  ended(service: number, requestClass: number, end: RequestEnd, at: Micros, latency: Micros, final: boolean): void;
  /** Instead of both, where load is a flow. */
  flowed(flow: RequestFlow): void;
}
