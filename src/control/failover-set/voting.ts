/** What a voter answers to somebody who wants to be Primary: members and their witness vote alike. */
import type { Micros } from "../../units/index.js";
import { compareVersions, type Version } from "./configuration.js";

export interface Voter {
  /** The newest epoch that it has promised, and to whom. */
  readonly promised: number;
  readonly promisedTo: string | null;
  /** Until then it has promised the Primary not to have another one. */
  readonly promisedUntil: Micros;
  /** What it has stored, or knows that others have. */
  readonly version: Version;
}

/** A bid for an epoch: that of the candidate, with the newest configuration that it has. */
export interface Candidacy {
  readonly candidate: string;
  readonly epoch: number;
  readonly version: Version;
}

/**
 * One promise for each epoch, none while an earlier one binds, and none to whoever lacks something that may have been
 * acknowledged: a quorum has stored it, and every other quorum has a voter in common with that one.
 */
export function wouldVote(voter: Voter, { candidate, epoch, version }: Candidacy, now: Micros): boolean {
  if (epoch === voter.promised) return voter.promisedTo === candidate;
  return epoch > voter.promised && now >= voter.promisedUntil && compareVersions(version, voter.version) >= 0;
}
