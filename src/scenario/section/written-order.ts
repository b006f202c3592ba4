/** What an item of `orders:` says. */
import type { Instant } from "../calendar/instant.js";

export interface WrittenOrder {
  readonly at: Instant;
  /** Hosts, or what families give back to whoever had it first. */
  readonly "fail-back": readonly string[];
}
