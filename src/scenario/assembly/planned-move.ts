/** What would be done for some services, or other subjects, step by step. */
import type { Micros } from "../../units/index.js";

export interface PlannedMove {
  /** Their names. */
  readonly subjects: readonly string[];
  readonly from: string;
  /** The first host that may stand in, or another one with which something else is to be done; `null` when none may. */
  readonly to: string | null;
  /** Hosts that can never stand in, and why. */
  readonly excluded: readonly Excluded[];
  /** How it comes to be known that this is needed, a sentence each. */
  readonly notices: readonly string[];
  /** How long after a crash that is known at the latest, as long as reports are regular; `null` when it never is. */
  readonly noticedWithinMicros: Micros | null;
  /** What is done before any failure, and again and again. */
  readonly ahead: readonly { readonly does: string; readonly figure: string | null }[];
  /** That is done ahead only while this one cannot stand in, who comes before it. */
  readonly aheadUnless?: string;
  readonly steps: readonly PlannedStep[];
  /** What would be done if the stand-in failed too, before anybody has repaired anything; absent where there is none. */
  readonly next?: NextMove;
  /** Others that differ from it by names alone, where they are many; absent where there is none. */
  readonly alike?: readonly Pick<PlannedMove, "subjects" | "from" | "to">[];
  /** In what else they differ, in words; absent: in nothing. */
  readonly differingBy?: string;
  /** How many other stand-ins differ from this one by names alone, where they are many; absent where they are told themselves. */
  readonly orLikewise?: number;
  /** Hosts that may stand in too, for which nothing was worked out: there are too many kinds of them; absent where all was. */
  readonly notWorkedOut?: number;
}

/** The takeover from a stand-in. */
export interface NextMove {
  /** `null`: nobody takes over. */
  readonly to: string | null;
  /** When all goes well; `null` when that is not known. */
  readonly expectedMicros: Micros | null;
  /** How long after its crash that is known at the latest; `null` when it never is. */
  readonly noticedWithinMicros: Micros | null;
  /** Why somebody cannot who could have stood in for the first; absent where there is nobody else. */
  readonly why?: string;
}

/** A host that can never stand in. */
export interface Excluded {
  readonly host: string;
  readonly why: string;
  /** Others of which the same is true but for names, where they are many; absent where there is none. */
  readonly alike?: readonly string[];
}

export interface PlannedStep {
  readonly name: string;
  readonly figure: string | null;
  /** In words; empty when there would be nothing to do. */
  readonly does: readonly string[];
  readonly withinMicros: Micros;
  /** What it should take when all goes well, from sizes, bandwidths and mean times; `null` when that is not known. */
  readonly expectedMicros: Micros | null;
  readonly otherwise: string | readonly PlannedStep[];
  /** Who has crashed does not answer, or not all comes of it that should: then the other way is gone. */
  readonly isFailing?: true;
}
