/** What a controller concludes of a host from all that it heard: one that is bad is replaced, one that is well goes on. */
import type { Micros } from "../../units/index.js";
import type { Out } from "../kit/desk.js";
import { actsOn } from "../kit/detect-policy.js";
import { type Watch, judge, silentSince } from "../kit/detection.js";
import { watchClosely } from "../kit/watching.js";
import type { Reason } from "../words.js";
import { putBack } from "./aftermath.js";
import { change, host } from "./facts.js";
import { goOn } from "./go-on.js";
import { type FailoverState, type GroupState, lacksHost, soughtBy, takeoverOf } from "./state.js";
import { isDown } from "./step/others.js";
import { seekTakeover } from "./takeover.js";
import { isAtWork, mayBeAtWork } from "./whether-needed.js";

/** Turns what the sources say into a verdict, and a bad one into a takeover. */
export function conclude(state: FailoverState, watched: Watch, now: Micros, out: Out): void {
  const { verdict, because } = judge(watched);
  const { about: name } = watched.beat;
  if (verdict === watched.verdict) {
    // It was well all along, and an attempt to start it anew has found it at work.
    if (verdict === "healthy" && watched.closely) letGoOn(state, name, now, out);
    return;
  }
  const isBad = actsOn(state.config.policy.detect, verdict);
  const held = state.groups.filter((group) => group.holder === name && soughtBy(group) === "a stand-in");
  const wasEnded = isDown(host(state.facts, name), "off or in standalone");
  // Of a host that was given up, and is being replaced, it is no news that it falls silent; nor of one that was heard again when it
  // was too late, for it was ended.
  const isNews = verdict !== "failed" || !held.some(isReplaced) || (watched.verdict === "healthy" && !wasEnded);
  if (!isNews) return;
  watched.verdict = verdict;
  out.push({ kind: "note", note: { kind: "verdict", host: name, verdict, because } });
  Object.assign(change(state.facts, name), { fit: !isBad, unproven: false });
  // Whoever repaired it before it was heard last did not repair what is wrong with it now; a controller counts from its start,
  // which may be the very instant of the repair.
  const isMended = isBad && host(state.facts, name).servicedAt >= silentSince(because);
  // Nor does it say anything of that when somebody falls silent who was heard again, and ended all the same.
  if (isBad && !wasEnded) for (const group of state.groups) if (group.config.holder === name) group.returns = isMended;
  if (isBad) {
    const because: Reason = { rule: "verdict", host: name, verdict };
    for (const group of held) if (group.phase.is !== "pausing") seekTakeover(state, group, because, now, out);
  } else letGoOn(state, name, now, out);
}

/** Silence is no good news: what was forgiven a host that was repaired is believed when it is heard. */
export function concludeFromSilence(state: FailoverState, watched: Watch, now: Micros, out: Out): void {
  if (judge(watched).verdict !== "healthy") conclude(state, watched, now, out);
}

/** It is well after all: whatever it holds and nobody serves it serves, also what it did before it stood in for another. */
function letGoOn(state: FailoverState, name: string, now: Micros, out: Out): void {
  for (const group of state.groups) {
    if (group.holder !== name || !lacksHost(group)) continue;
    // Something was done to it that it need not have survived, such as to a relay that feeds it too: what it says next tells.
    if (!isAtWork(state, group)) {
      if (mayBeAtWork(state, group)) watchClosely(state, name, true, now, out);
      continue;
    }
    putBack(state, group, name, now, out);
    goOn(state, group, now, out);
    watchClosely(state, name, false, now, out);
  }
}

function isReplaced(group: GroupState): boolean {
  return takeoverOf(group) !== null || group.phase.is === "pausing";
}
