/** Sites of several hosts that move as one: when one is replaced the others follow it, and they go back when all are fit. */
import { host } from "./facts.js";
import type { FailoverPolicy } from "./policy.js";
import { type FailoverState, type GroupState, type Takeover, takeoverOf } from "./state.js";

/** Whether two hosts are of one site, or are the same. */
export function isOneSite({ together = [] }: FailoverPolicy, one: string, other: string): boolean {
  return one === other || together.some((site) => site.includes(one) && site.includes(other));
}

/** The other groups of its site. */
function neighboursOf({ groups, config }: FailoverState, group: GroupState): readonly GroupState[] {
  const home = group.config.holder;
  return groups.filter((each) => each !== group && isOneSite(config.policy, each.config.holder, home));
}

/** A host of its site that failed and was not repaired: until that is fit the site stays where it is; `null` when none is. */
export function unfitOfSite(state: FailoverState, group: GroupState): string | null {
  const homes = neighboursOf(state, group).map(({ config }) => config.holder);
  return homes.find((name) => !host(state.facts, name).fit) ?? null;
}

/** Somebody of its site was given up and has left, or is about to: whoever serves at home and could be replaced follows. */
export function whoFollows(state: FailoverState): readonly { readonly group: GroupState; readonly left: string }[] {
  return state.groups.flatMap((group) => {
    if (group.phase.is !== "serving" || group.holder !== group.config.holder) return [];
    const left = neighboursOf(state, group).find((each) => hasLeft(state, each))?.config.holder;
    return left === undefined ? [] : [{ group, left }];
  });
}

/** Who could not follow its site to some hosts may do so another time: all of it is where it belongs, or one of those was changed. */
export function forgetFollowedInVain(state: FailoverState, changed?: string): void {
  for (const group of state.groups) {
    if (group.followedInVain.length === 0) continue;
    const isWhole = !neighboursOf(state, group).some((each) => hasLeft(state, each));
    group.followedInVain = isWhole ? [] : group.followedInVain.filter((name) => name !== changed);
  }
}

function hasLeft({ facts }: FailoverState, group: GroupState): boolean {
  const home = group.config.holder;
  const takeover = takeoverOf(group);
  const isOnItsWay = takeover?.move.kind === "takeover" && takeover.move.to !== home && !isAsking(takeover);
  return !host(facts, home).fit && (group.holder !== home || isOnItsWay);
}

/** It works and does not reach its storage, and nothing is done to it before that has answered: so it is with the rest of its site. */
function isAsking({ move, routine }: Takeover): boolean {
  return move.blind === true && routine.path[0] === 0;
}
