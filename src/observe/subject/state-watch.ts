/** Follows the states of subjects of some kinds, and tells each change. */
import type { Micros } from "../../units/index.js";
import type { Observer } from "../hearing.js";
import type { AroundSubjects, Behind, State, SubjectKind } from "./subject.js";

export interface SubjectState {
  readonly kind: string;
  readonly name: string;
  readonly state: State;
  readonly behind?: Behind | undefined;
}

export interface StateWatch {
  /** How they all begin. */
  readonly first: readonly SubjectState[];
  /** To hear after the account of hosts. */
  readonly observers: readonly Observer[];
}

export function watchStates(
  kinds: readonly SubjectKind[],
  around: AroundSubjects,
  changed: (to: SubjectState, at: Micros) => void,
): StateWatch {
  const watched = kinds.flatMap(({ kind, names, states }) => {
    if (states === undefined) return [];
    const own = states(around, (name, state, at, behind) => changed({ kind, name, state, behind }, at));
    return [{ first: names(around.spec).map((name) => ({ kind, name, state: own.first(name) })), hears: own.hears }];
  });
  return { first: watched.flatMap(({ first }) => first), observers: watched.map(({ hears }) => ({ hears })) };
}
