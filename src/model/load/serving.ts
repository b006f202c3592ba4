/** What a host needs of its world to serve requests, and what it does with those that come as a flow. */
import type { Ground } from "../ground.js";
import type { RequestPool } from "./request-pool.js";

export interface ServingWorld extends Ground {
  readonly requests: RequestPool;
  readonly traffic: {
    /** Handler of the kernel: the argument is a slot of the pool. */
    readonly endService: (slot: number) => void;
  };
  /** Counts changes of what storage costs. */
  readonly ioVersion: number;
}

/** Requests that come as a flow instead of one by one. */
export interface ServedFlow {
  settle(): void;
  drop(): void;
  turnAllAway(): void;
}
