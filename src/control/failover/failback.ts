/** Failback: a repaired host takes its services back, with what its stand-in has changed meanwhile. */
import type { Reason } from "../words.js";
import type { Out } from "../kit/desk.js";
import type { Micros } from "../../units/index.js";
import { host } from "./facts.js";
import { isAway } from "./failback-plan.js";
import type { FailoverPolicy } from "./policy.js";
import { type FailoverState, type GroupState, lacksHost, setGroupTimer, takeoverOf } from "./state.js";
import { begin } from "./takeover.js";
import { hasStrays, withdrawStrays } from "./upkeep.js";

/** An operator gives the order for all groups of a host; what cannot be done is refused with the reason. */
export function failBackAll(state: FailoverState, name: string, now: Micros, out: Out): void {
  for (const group of state.groups) {
    if (group.config.holder !== name) continue;
    const why = whyNotNow(state, group);
    if (why === null) failBack(state, group, true, now, out);
    else out.push({ kind: "note", note: { kind: "order-refused", host: name, because: { rule: "refused", why } } });
  }
}

/** Why a group cannot go back to its own host now, `null` when it can. */
function whyNotNow({ facts }: FailoverState, group: GroupState): string | null {
  const { holder: home, services } = group.config;
  const told = services.join(" and ");
  const takeover = takeoverOf(group);
  if (takeover !== null) return `${told} is being taken over by ${takeover.move.to}`;
  if (!isAway(group)) return `${home} has ${told}`;
  if (lacksHost(group)) return `${told} is not served by anybody that could give it back`;
  if (!host(facts, home).fit) return `${home} failed, and nobody has said that it was repaired`;
  return null;
}

/**
 * The way back is the routine of the way there: the stand-in is shut down in order, so that nothing is lost; what it changed
 * is applied to the original block by block; then identity, director and power go back. Nothing of this when the repaired
 * host is not fit any more, or somebody takes over just now.
 */
export function failBack(state: FailoverState, group: GroupState, ordered: boolean, now: Micros, out: Out): void {
  const home = group.config.holder;
  if (hasStrays(state, group, home)) {
    withdrawStrays(state, home, now, out);
    return setGroupTimer(state, group, "failback", now + state.config.policy.limits.retryAfter, out);
  }
  if (whyNotNow(state, group) !== null) return;
  const because: Reason = { rule: "failback", host: home, ordered };
  const policy = backwards(state.config.policy);
  begin(state, group, home, { kind: "failback", routine: "failback", policy, because }, now, out);
}

/** Its original is a mirror again, or what changed since is moved to it. */
const BACK: readonly string[] = ["split-mirror", "pre-replicated"];

/** The repaired host has no life of its own, and has its data but for what changed. */
function backwards(policy: FailoverPolicy): FailoverPolicy {
  return {
    ...policy,
    standby: "cold",
    data: [...BACK, ...policy.data.filter((name) => !BACK.includes(name))],
  };
}
