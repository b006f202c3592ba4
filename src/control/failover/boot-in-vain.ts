/** Somebody was repaired while a stand-in is told to start, and nothing has been heard of it: it is told again, or waited for less long. */
import type { Micros } from "../../units/index.js";
import { type Out, dueAt } from "../kit/desk.js";
import { repeatStep } from "../kit/routine.js";
import { stepAt } from "../kit/step-path.js";
import { host } from "./facts.js";
import { canStandIn } from "./stand-in.js";
import { type FailoverState, type GroupState, setGroupTimer, takeoverOf, timerOf } from "./state.js";
import { proceed } from "./takeover.js";
import { stepsOf } from "./under-way.js";

/** As many times as long as it takes as a rule one that starts may take while somebody else could do it. */
const PATIENCE_WITH_A_START = 2;

/**
 * The order to start got lost if it was given to one that had failed: whoever was repaired is given it once more, for it may wait for
 * that. Where somebody else was, and could take over, one that should have been heard long since is not waited for as long as the
 * policy waits when there is nobody else.
 */
export function bootAnewOrNoLonger(
  state: FailoverState,
  group: GroupState,
  repaired: string,
  now: Micros,
  out: Out,
): void {
  const takeover = takeoverOf(group);
  if (takeover === null || group.phase.is !== "moving") return;
  const { move, routine } = takeover;
  if (routine.pausing || stepAt(stepsOf(move, state.facts), routine.path)?.name !== "boot") return;
  if (move.to === repaired) return proceed(state, group, repeatStep, now, out);
  const { startsIn } = host(state.facts, move.to);
  const due = dueAt(state.desk, timerOf(state, group, "step"));
  if (startsIn === undefined || due === null || !canStandIn(state, group, repaired)) return;
  const enough = Math.max(now, routine.since + PATIENCE_WITH_A_START * startsIn);
  if (enough >= due) return;
  routine.within = enough - routine.since;
  setGroupTimer(state, group, "step", enough, out);
}
