/** Failback: a repaired host takes its services back, with what its stand-in has changed meanwhile. */
import { DAY, type Micros } from "../../units/index.js";
import { host } from "./facts.js";
import type { FailbackPolicy, FailoverPolicy } from "./policy.js";
import type { FailoverState, GroupState, Out } from "./state.js";
import { begin } from "./takeover.js";

/** A host was serviced: what it served when all was well comes back when the policy says so. */
export function planFailback(state: FailoverState, name: string, now: Micros, out: Out): void {
  const { failback } = state.config.policy;
  if (failback === undefined) return;
  for (const [index, group] of state.groups.entries()) {
    if (!isAway(group, name)) continue;
    out.push({ kind: "set-timer", timer: `failback ${index}`, at: failbackAt(failback, now) });
  }
}

/** When the pause is over; then, if a time of the day is given, the next time that it is this late. */
export function failbackAt({ after, timeOfDay }: FailbackPolicy, now: Micros): Micros {
  const earliest = now + after;
  if (timeOfDay === undefined) return earliest;
  const days = Math.ceil((earliest - timeOfDay) / DAY);
  return days * DAY + timeOfDay;
}

/** An operator gives the order for all groups of a host. */
export function failBackAll(state: FailoverState, name: string, now: Micros, out: Out): void {
  for (const group of state.groups) if (isAway(group, name)) failBack(state, group, true, now, out);
}

function isAway(group: GroupState, home: string): boolean {
  return group.config.holder === home && group.holder !== home;
}

/**
 * The way back is the routine of the way there: the stand-in is shut down in order, so that nothing is lost; what it changed
 * is applied to the original block by block; then identity, director and power go back. Nothing of this when the repaired
 * host is not fit any more, or somebody takes over just now.
 */
export function failBack(state: FailoverState, group: GroupState, ordered: boolean, now: Micros, out: Out): void {
  const home = group.config.holder;
  if (group.takeover !== null || group.waiting || !isAway(group, home) || !host(state.facts, home).fit) return;
  begin(
    state,
    group,
    home,
    { routine: "failback", policy: backwards(state.config.policy), because: { rule: "failback", host: home, ordered } },
    now,
    out,
  );
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
