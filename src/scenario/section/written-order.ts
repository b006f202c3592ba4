/** What an item of `orders:` says. */
import type { Platform } from "../../control/index.js";
import type { Instant } from "../calendar/instant.js";

export interface WrittenOrder {
  readonly at: Instant;
  /** Hosts, or what families give back to whoever had it first. */
  readonly "fail-back"?: readonly string[];
  /** A host that is made of something else from then on. */
  readonly upgrade?: string;
  readonly platform?: Platform;
}
