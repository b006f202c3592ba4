/** Hosts of a site of which somebody is replaced follow it. */
import type { Micros } from "../../units/index.js";
import type { Out } from "../kit/desk.js";
import type { Reason } from "../words.js";
import { whyInVain } from "./eligibility.js";
import { forgetFollowedInVain, whoFollows } from "./site.js";
import { canStandIn, candidatesFor, possibleMove } from "./stand-in.js";
import type { FailoverState } from "./state.js";
import { begin } from "./takeover.js";

/** They follow where somebody can stand in for them; else they stay, and serve. */
export function moveWithSites(state: FailoverState, now: Micros, out: Out): void {
  const { policy } = state.config;
  if (policy.together === undefined) return;
  forgetFollowedInVain(state);
  for (const { group, left } of whoFollows(state)) {
    const isOther = (name: string): boolean => name !== group.holder && !group.followedInVain.includes(name);
    const others = candidatesFor(state.config, group.config.holder).filter(isOther);
    const isGood = (name: string): boolean => whyInVain(possibleMove(state, group, name), state.facts) === null;
    const to = others.find((name) => canStandIn(state, group, name) && isGood(name));
    if (to === undefined) continue;
    const because: Reason = { rule: "with-its-site", host: left };
    begin(state, group, to, { kind: "with its site", routine: policy.preset, policy, because }, now, out);
  }
}
