/** All invariants, in the order in which they are listed; a new one is a file and a line here. */
import { atMostOnePrimary } from "./at-most-one-primary.js";
import { answeredOnce } from "./answered-once.js";
import { boundedTakeover } from "./bounded-takeover.js";
import { effectsMatch } from "./effects-match.js";
import { eventuallyServes } from "./eventually-serves.js";
import { fenceBeforeTakeover } from "./fence-before-takeover.js";
import { fenceVerified } from "./fence-verified.js";
import type { Invariant } from "./invariant.js";
import { lossAccounted } from "./loss-accounted.js";
import { noAckedWriteLostSilently } from "./no-acked-write-lost-silently.js";
import { noNeedlessFailover } from "./no-needless-failover.js";
import { noResurrectedWrite } from "./no-resurrected-write.js";
import { noWriteAfterFence } from "./no-write-after-fence.js";
import { relayMatchesHost } from "./relay-matches-host.js";
import { requestConservation } from "./request-conservation.js";
import { terminates } from "./terminates.js";
import { timeMonotonic } from "./time-monotonic.js";
import { uniqueIdentity } from "./unique-identity.js";

export const invariants: readonly Invariant[] = [
  uniqueIdentity,
  atMostOnePrimary,
  fenceBeforeTakeover,
  fenceVerified,
  noWriteAfterFence,
  noAckedWriteLostSilently,
  lossAccounted,
  noResurrectedWrite,
  answeredOnce,
  requestConservation,
  relayMatchesHost,
  noNeedlessFailover,
  boundedTakeover,
  eventuallyServes,
  terminates,
  effectsMatch,
  timeMonotonic,
];
