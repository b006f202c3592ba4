/**
 * While a takeover brings data, which may take long, what no storage system has confirmed to be withdrawn is asked for again: a
 * host that gets its power back meanwhile, be it by a relay that welds closed, would write what the copy does not have.
 */
import type { Micros } from "../../units/index.js";
import { type Out, isSet } from "../kit/desk.js";
import { stepAt } from "../kit/step-path.js";
import { straysOf } from "./devices.js";
import { volume } from "./facts.js";
import { type FailoverState, type GroupState, setGroupTimer, takeoverOf, timerOf } from "./state.js";
import { stepsOf } from "./under-way.js";
import { withdraw } from "./upkeep.js";
import { whyNeedless } from "./whether-needed.js";

/** Not at once: that it was not confirmed has only just been found. */
export function withdrawAgainLater(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  if (leftToOthers(state, group).length === 0 || isSet(state.desk, timerOf(state, group, "strays"))) return;
  setGroupTimer(state, group, "strays", now + state.config.policy.limits.retryAfter, out);
}

/** Until that is confirmed. */
export function withdrawAgain(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  for (const each of leftToOthers(state, group)) withdraw(state, each.volume, each.device, each.host, now, out);
  withdrawAgainLater(state, group, now, out);
}

/** Of what moves, with the hosts that are not to have it; of a holder that was seen at work nothing more is taken. */
function leftToOthers(state: FailoverState, group: GroupState) {
  const takeover = takeoverOf(group);
  if (takeover === null) return [];
  const { move, routine } = takeover;
  const left = move.volumes.flatMap((name) =>
    straysOf(volume(state.facts, name))
      .filter((each) => each.host !== move.to)
      .map((each) => ({ volume: name, ...each })),
  );
  const bringsData = left.length > 0 && stepAt(stepsOf(move, state.facts), routine.path)?.phase === "data";
  return bringsData && whyNeedless(state, group, move) === null ? left : [];
}
