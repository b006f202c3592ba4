/** All invariants, in the order in which they are listed; a new one is a file and a line here, or is added by its family. */
import { agentsOnPaths } from "./agents-on-paths.js";
import { answeredOnce } from "./answered-once.js";
import { atMostOnePrimary } from "./at-most-one-primary.js";
import { atMostOneWriter } from "./at-most-one-writer.js";
import { boundedTakeover } from "./bounded-takeover.js";
import { breakBeforeOverwrite } from "./break-before-overwrite.js";
import { byteConservation } from "./byte-conservation.js";
import { commandOnce } from "./command-once.js";
import { consistentTarget } from "./consistent-target.js";
import { corruptionActedOn } from "./corruption-acted-on.js";
import { directedWhenOnline } from "./directed-when-online.js";
import { drainedBeforeOff } from "./drained-before-off.js";
import { copiesConverge } from "./copies-converge.js";
import { copiesMonotonic } from "./copies-monotonic.js";
import { effectsMatch } from "./effects-match.js";
import { epochMonotonic } from "./epoch-monotonic.js";
import { eventuallyRegistered } from "./eventually-registered.js";
import { eventuallyServes } from "./eventually-serves.js";
import { failbackAfterRepair } from "./failback-after-repair.js";
import { fenceBeforeTakeover } from "./fence-before-takeover.js";
import { fenceVerified } from "./fence-verified.js";
import { handsAreCalled } from "./hands-are-called.js";
import { idleHostLeaves } from "./idle-host-leaves.js";
import { acknowledgedConfigKept } from "./acknowledged-config-kept.js";
import { configConverges } from "./config-converges.js";
import { configMonotonic } from "./config-monotonic.js";
import { eventuallyAdmitted } from "./eventually-admitted.js";
import { eventuallyGivenUp } from "./eventually-given-up.js";
import { eventuallyPrimary } from "./eventually-primary.js";
import { failureLimitHonoured } from "./failure-limit-honoured.js";
import { noNeedlessReplacement } from "./no-needless-replacement.js";
import { onePrimaryInASet } from "./one-primary-in-a-set.js";
import { roleAfterCatchUp } from "./role-after-catch-up.js";
import { setEpochRises } from "./set-epoch-rises.js";
import type { Invariant } from "./invariant.js";
import { ioAnsweredOnce } from "./io-answered-once.js";
import { lossAccounted } from "./loss-accounted.js";
import { noAckedWriteLostSilently } from "./no-acked-write-lost-silently.js";
import { noDoubleAgent } from "./no-double-agent.js";
import { noDoubleAllocation } from "./no-double-allocation.js";
import { noFlapping } from "./no-flapping.js";
import { noNeedlessFailover } from "./no-needless-failover.js";
import { noResurrectedWrite } from "./no-resurrected-write.js";
import { noWriteAfterFence } from "./no-write-after-fence.js";
import { noWriteToReadOnly } from "./no-write-to-read-only.js";
import { noneWhoServesIsCutOff } from "./none-who-serves-is-cut-off.js";
import { othersAreStillHelped } from "./others-are-still-helped.js";
import { poolConservation } from "./pool-conservation.js";
import { queueBounded } from "./queue-bounded.js";
import { readsForItsTenant } from "./reads-for-its-tenant.js";
import { recoversAfterTrigger } from "./recovers-after-trigger.js";
import { relayMatchesHost } from "./relay-matches-host.js";
import { releasedReturns } from "./released-returns.js";
import { requestConservation } from "./request-conservation.js";
import { restoredOwnData } from "./restored-own-data.js";
import { resyncDirection } from "./resync-direction.js";
import { returnedHostStandsIn } from "./returned-host-stands-in.js";
import { scriptsBalanced } from "./scripts-balanced.js";
import { staleReadDeclared } from "./stale-read-declared.js";
import { taskAnsweredToItsAsker } from "./task-answered-to-its-asker.js";
import { taskOnce } from "./task-once.js";
import { terminates } from "./terminates.js";
import { timeMonotonic } from "./time-monotonic.js";
import { transferComplete } from "./transfer-complete.js";
import { transfersGoOn } from "./transfers-go-on.js";
import { uniqueIdentity } from "./unique-identity.js";

const all: Invariant[] = [
  uniqueIdentity,
  atMostOnePrimary,
  fenceBeforeTakeover,
  fenceVerified,
  noWriteAfterFence,
  noAckedWriteLostSilently,
  lossAccounted,
  noResurrectedWrite,
  breakBeforeOverwrite,
  restoredOwnData,
  resyncDirection,
  consistentTarget,
  byteConservation,
  answeredOnce,
  requestConservation,
  ioAnsweredOnce,
  relayMatchesHost,
  noNeedlessFailover,
  noneWhoServesIsCutOff,
  failbackAfterRepair,
  handsAreCalled,
  boundedTakeover,
  eventuallyServes,
  corruptionActedOn,
  noWriteToReadOnly,
  staleReadDeclared,
  noDoubleAllocation,
  directedWhenOnline,
  othersAreStillHelped,
  drainedBeforeOff,
  readsForItsTenant,
  poolConservation,
  idleHostLeaves,
  releasedReturns,
  returnedHostStandsIn,
  noFlapping,
  queueBounded,
  recoversAfterTrigger,
  atMostOneWriter,
  epochMonotonic,
  transferComplete,
  commandOnce,
  scriptsBalanced,
  transfersGoOn,
  onePrimaryInASet,
  setEpochRises,
  configMonotonic,
  acknowledgedConfigKept,
  configConverges,
  roleAfterCatchUp,
  failureLimitHonoured,
  noNeedlessReplacement,
  eventuallyPrimary,
  eventuallyGivenUp,
  eventuallyAdmitted,
  taskOnce,
  taskAnsweredToItsAsker,
  copiesConverge,
  copiesMonotonic,
  noDoubleAgent,
  eventuallyRegistered,
  agentsOnPaths,
  terminates,
  effectsMatch,
  timeMonotonic,
];

export const invariants: readonly Invariant[] = all;

/** Adds an invariant that a family has. @throws Error when there is one of that name already */
export function addInvariant(more: Invariant): void {
  if (all.some(({ name }) => name === more.name)) throw new Error(`there is an invariant ${more.name} already`);
  all.push(more);
}
