/** Channels, and transfers that move bytes through several of them at once. */
import { type Micros, SECOND } from "../../units/index.js";

/** Something with a bandwidth: an adapter or a link. */
export class Channel {
  /** Bytes per second that production wants of it. */
  demand = 0;
  /** Bytes per second that copies have of it now. */
  copying = 0;
  /** Carries something: what copies through it stands still while it does not. */
  up = true;
  /** How many copies pass through it; one that reads and writes it counts twice. */
  copies = 0;
  /** How many ever did and do no more, the bytes of those that came to their end, and what those moved that broke off. */
  past = 0;
  delivered = 0;
  lost = 0;
  /** The demand by which it was shared last. */
  granted = 0;
  /** For the pool alone: who passes through it, in their order, and how often those do whose rate is not fixed yet. */
  readonly users: Transfer[] = [];
  unfixed = 0;
  /** The turn in which it was shared last: of the pool too. */
  shared = 0;
  /** Bytes per second when it was widest. */
  widest: number;
  private carried = 0;
  private since: Micros = 0;

  constructor(
    readonly name: string,
    /** Bytes per second; only the pool changes it. */
    public bandwidth: number,
  ) {
    this.widest = bandwidth;
  }

  /** How many bytes it has carried for copies up to now: the sum of `copying` over time. */
  carriedUntil(now: Micros): number {
    return this.carried + (this.copying * (now - this.since)) / SECOND;
  }

  /** To be called before `copying` changes. */
  settle(now: Micros): void {
    if (this.since === now) return;
    this.carried = this.carriedUntil(now);
    this.since = now;
  }

  /**
   * Bytes per second for one more production request: what copies leave, but never less than one fair share. (Copies may
   * have been given all of it while production wanted nothing.)
   */
  get left(): number {
    return Math.max(this.bandwidth - this.copying, this.bandwidth / (this.copies + 1));
  }
}

export interface Transfer {
  /** A channel that it both reads and writes stands here twice. */
  readonly channels: readonly Channel[];
  readonly bytes: number;
  /** Bytes still to be moved. */
  remaining: number;
  /** Bytes per second. */
  rate: number;
  /** The pool has settled its rate. */
  fixed: boolean;
  readonly ended: () => void;
}
