/** What is measured and watched is a subject: one kind a file, see the index of this folder. */
import type { WorldSpec } from "../../model/index.js";
import type { STATE_CONDITIONS } from "../../result/index.js";
import type { Micros } from "../../units/index.js";
import type { HostAccount } from "../account/host-account.js";
import type { Hearing } from "../hearing.js";

/** What strips show. Those that readers know mean something to them (see there); any other is a state of its own. */
export type State = keyof typeof STATE_CONDITIONS | (string & Record<never, never>);

export interface SubjectKind {
  readonly kind: string;
  /** Names of those of a world, in the order in which they are listed. */
  readonly names: (spec: WorldSpec) => readonly string[];
  /** It is there for its users: that it is down is an incident. Absent: only where a world has nobody who is. */
  readonly serves?: true;
  /** The states that they go through, for a run that begins; absent: they have none. */
  readonly states?: (around: AroundSubjects, set: SetState) => States;
}

export interface AroundSubjects {
  readonly spec: WorldSpec;
  /** Hears each record before states do. */
  readonly hosts: HostAccount;
}

export type SetState = (name: string, state: State, at: Micros, behind?: Behind) => void;

/** What there is to say of a change of state, where others look after the subject. */
export interface Behind {
  /** Who does from now on what it is for, or did it until now. */
  readonly by?: string | null;
  /** Whoever stopped did so on purpose: nobody has to find that out. */
  readonly isKnown?: boolean;
}

export interface States {
  /** At time 0, unless a record of time 0 tells another. */
  readonly first: (name: string) => State;
  readonly hears: Hearing;
}
