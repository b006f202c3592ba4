/** After a takeover what has no mirror any more gets one: the device that was in use before, with what has changed since. */
import type { Out } from "../kit/desk.js";
import type { Micros } from "../../units/index.js";
import type { Action, Outcome } from "../words.js";
import { mirrorOf, volume } from "./facts.js";
import { type FailoverState, type GroupState, emit, setGroupTimer } from "./state.js";

/** Orders a mirror for each volume of a group that lacks one, and again later where that came to nothing. */
export function mirrorAgain(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  const { limits } = state.config.policy;
  group.mirrors = true;
  for (const name of group.config.volumes) {
    const known = volume(state.facts, name);
    const { former, current } = known;
    if (mirrorOf(known) !== null || former === null || former === current.device) continue;
    const action: Action = { kind: "re-establish", volume: name, device: former, of: current.device };
    emit(state, action, { rule: "mirror-again", volume: name }, null, out);
    setGroupTimer(state, group, "mirror", now + limits.replicate, out);
  }
}

/** One that was refused is ordered again after a pause. */
export function onMirrored(state: FailoverState, action: Action, { status }: Outcome, now: Micros, out: Out): void {
  if (action.kind !== "re-establish" || status === "done") return;
  const group = state.groups.find(({ config }) => config.volumes.includes(action.volume));
  if (group?.mirrors !== true) return;
  setGroupTimer(state, group, "mirror", now + state.config.policy.limits.retryAfter, out);
}
