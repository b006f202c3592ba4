/** Counts that are taken independently at two ends, for the invariants to compare. */
import type { Micros } from "../units/index.js";

/** The bytes of all copies that ever passed through one adapter or link, counted independently by it and by the copies. */
export interface ChannelAudit {
  readonly channel: string;
  /** Bytes per second when it was widest. */
  readonly bandwidth: number;
  /** How many copies there were; one that reads and writes the channel counts twice here and in all that follows. */
  readonly copies: number;
  /** What the channel carried: the rate of copies through it, summed over time. */
  readonly sent: number;
  /** What the copies had to move that came to their end, what those moved that broke off, and those under way so far. */
  readonly delivered: number;
  readonly lost: number;
  readonly underWay: number;
}

/** Where the requests of one service are, counted independently at the clients and at the hosts. */
export interface RequestAudit {
  readonly service: string;
  /** At the clients. Attempts: a retry is a new request. */
  readonly issued: number;
  readonly served: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly refused: number;
  /** Issued and not ended. */
  readonly open: number;
  /** Sums of the numbers of all requests issued, ended and open (modulo 2^32): equal only when each ended once. */
  readonly fingerprint: { readonly issued: number; readonly ended: number; readonly open: number };
  /** At the hosts: of all services together. */
  readonly hosts: readonly {
    readonly host: string;
    readonly received: number;
    readonly queued: number;
    readonly inService: number;
    readonly completed: number;
    readonly turnedAway: number;
    readonly dropped: number;
  }[];
}

/** The I/Os of a host to an exported device since the beginning, as the host counts them. */
export interface IoAudit {
  readonly host: string;
  readonly device: string;
  readonly issued: number;
  readonly done: number;
  readonly failed: number;
  /** Of requests that nobody waits for any more. */
  readonly withdrawn: number;
  readonly open: number;
  /** When the first of the open ones was issued; `null`: none is open. */
  readonly oldest: Micros | null;
  /** Sums of the numbers of all I/Os issued, ended and open (modulo 2^32): equal only when each ended once. */
  readonly fingerprint: { readonly issued: number; readonly ended: number; readonly open: number };
}
