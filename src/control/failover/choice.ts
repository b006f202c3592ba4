/** Which host stands in: the first of the candidates that can, and who was passed over for it. */
import { watchOf } from "../kit/watching.js";
import type { Verdict } from "../verdict.js";
import { whyInVain } from "./eligibility.js";
import { host } from "./facts.js";
import { type PassedOver, Passing, type WhyNot } from "./passed-over.js";
import { possibleMove, whyNotNow } from "./stand-in.js";
import { type FailoverState, type GroupState, soughtBy } from "./state.js";

export interface Choice {
  readonly to: string | null;
  /** Who would have come first, or all, where nobody can; but for the host that is to be replaced, of which all know. */
  readonly passed: readonly PassedOver[];
}

/** Looks at one after the other until somebody can. */
export function firstWhoCan(state: FailoverState, group: GroupState, candidates: readonly string[]): Choice {
  const passing = new Passing();
  for (const name of leastTriedFirst(group, candidates)) {
    const why = whyNotNow(state, group, name) ?? whyForNothing(state, group, name);
    if (why === null) {
      for (const each of triedInVain(group, candidates, name))
        passing.add(each, { kind: "in vain", why: `${each} was tried in vain` });
      return { to: name, passed: passing.told() };
    }
    if (name !== group.holder) passing.add(name, why);
  }
  return { to: null, passed: passing.told() };
}

/** Its holder is at work still, slow or about to fail as it is, and what the other would need cannot be brought as far as is known. */
function whyForNothing(state: FailoverState, group: GroupState, name: string): WhyNot | null {
  if (name === group.holder) return null;
  const { active, verdict } = watchOf(state, group.holder);
  const isAtWork = active && WORKS_STILL.includes(verdict) && host(state.facts, group.holder).stage === "online";
  const why = isAtWork ? whyInVain(possibleMove(state, group, name), state.facts) : null;
  return why === null ? null : { kind: "data", why };
}

const WORKS_STILL: readonly Verdict[] = ["performance deficient", "failure imminent"];

/** Who stands before a host and comes after it, for it could not be made to serve. */
function triedInVain({ givenUpAt, holder }: GroupState, candidates: readonly string[], to: string): readonly string[] {
  const times = givenUpAt[to] ?? 0;
  const tried = new Set(Object.keys(givenUpAt).filter((name) => name !== holder && givenUpAt[name]! > times));
  return tried.size === 0 ? [] : candidates.slice(0, candidates.indexOf(to)).filter((name) => tried.has(name));
}

/**
 * Those at which the fewest attempts in a row were given up come first, and of those the holder, if it was repaired: nothing has to be
 * brought to it. Its own life a group takes up at home if it can.
 */
function leastTriedFirst(group: GroupState, names: readonly string[]): readonly string[] {
  const { givenUpAt, holder } = group;
  if (soughtBy(group) === "its own life") return names;
  const holderFirst =
    names[0] !== holder && names.includes(holder) ? [holder, ...names.filter((name) => name !== holder)] : names;
  if (Object.keys(givenUpAt).length === 0) return holderFirst;
  return holderFirst.toSorted((one, other) => (givenUpAt[one] ?? 0) - (givenUpAt[other] ?? 0));
}
