/** When a host that was serviced takes back what it served when all was well. */
import type { Out } from "../kit/desk.js";
import { DAY, type Micros } from "../../units/index.js";
import type { FailbackPolicy } from "./policy.js";
import { type FailoverState, type GroupState, setGroupTimer } from "./state.js";

/** The host of a group is fit: what it served when all was well comes back when the policy says so. */
export function planFailback(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  const { failback } = state.config.policy;
  if (failback === undefined || !isAway(group)) return;
  setGroupTimer(state, group, "failback", failbackAt(failback, now), out);
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
