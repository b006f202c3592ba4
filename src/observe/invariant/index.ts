/** All invariants, in the order in which they are listed; a new one is a file and a line here. */
import { answeredOnce } from "./answered-once.js";
import { effectsMatch } from "./effects-match.js";
import { fenceBeforeTakeover } from "./fence-before-takeover.js";
import type { Invariant } from "./invariant.js";
import { lossAccounted } from "./loss-accounted.js";
import { noAckedWriteLostSilently } from "./no-acked-write-lost-silently.js";
import { relayMatchesHost } from "./relay-matches-host.js";
import { requestConservation } from "./request-conservation.js";
import { terminates } from "./terminates.js";
import { timeMonotonic } from "./time-monotonic.js";
import { uniqueIdentity } from "./unique-identity.js";

export const invariants: readonly Invariant[] = [
  uniqueIdentity,
  fenceBeforeTakeover,
  noAckedWriteLostSilently,
  lossAccounted,
  answeredOnce,
  requestConservation,
  relayMatchesHost,
  terminates,
  effectsMatch,
  timeMonotonic,
];
