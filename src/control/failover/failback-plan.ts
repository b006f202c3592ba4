/** When a host that was serviced takes back what it served when all was well, and when that is not tried any more. */
import type { Out } from "../kit/desk.js";
import { DAY, type Micros } from "../../units/index.js";
import type { Reason } from "../words.js";
import { order } from "./orders.js";
import { pauseAfter } from "./pause.js";
import type { FailbackPolicy } from "./policy.js";
import { unfitOfSite } from "./site.js";
import { type FailoverState, type GroupState, setGroupTimer } from "./state.js";

/** The host of a group is fit: what it served when all was well comes back when the policy says so. */
export function planFailback(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  const { failback, limits } = state.config.policy;
  if (failback === undefined || !isAway(group) || isInVain(state, group) || unfitOfSite(state, group) !== null) return;
  const { failbacksInVain } = group;
  // Each one in vain was an outage.
  const pause = failbacksInVain === 0 ? 0 : pauseAfter(limits.retryAfter, failbacksInVain - 1);
  const after = Math.max(failback.after, pause);
  setGroupTimer(state, group, "failback", failbackAt({ ...failback, after }, now), out);
}

/** When the pause is over; then, if a time of the day is given, the next time that it is this late. */
export function failbackAt({ after, timeOfDay }: FailbackPolicy, now: Micros): Micros {
  const earliest = now + after;
  if (timeOfDay === undefined) return earliest;
  const days = Math.ceil((earliest - timeOfDay) / DAY);
  return days * DAY + timeOfDay;
}

export function isAway({ config, holder }: GroupState): boolean {
  return holder !== config.holder;
}

/** It was given up as often as the policy tries anything again: until the host was serviced, or somebody orders it, it stays. */
export function isInVain({ config }: FailoverState, { failbacksInVain }: GroupState): boolean {
  return failbacksInVain > 0 && failbacksInVain >= config.policy.limits.tries;
}

/** A failback was given up; of the last one that is tried a person is told. */
export function failedBack(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  group.failbacksInVain += 1;
  if (!isInVain(state, group)) return;
  const { holder: home, services } = group.config;
  const because: Reason = { rule: "failbacks-in-vain", host: home, times: group.failbacksInVain };
  out.push({ kind: "note", note: { kind: "failback-stopped", host: home, services, because } });
  order(
    state,
    { kind: "page", subject: `${home} cannot take ${services.join(" and ")} back` },
    because,
    null,
    now,
    out,
  );
}

/** Its own host was serviced, or somebody orders it: it is tried anew. */
export function tryFailbackAnew(group: GroupState): void {
  group.failbacksInVain = 0;
}
