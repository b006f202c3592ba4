/** Nobody takes over after all: the holder of a group serves as before, and so does whoever was to make room for it. */
import type { Micros } from "../../units/index.js";
import { type Out, cancelTimer, dueAt } from "../kit/desk.js";
import { heardWithin } from "../kit/detection.js";
import { watchOf } from "../kit/watching.js";
import { planFailback } from "./failback-plan.js";
import { change, host } from "./facts.js";
import { order } from "./orders.js";
import { type FailoverState, type GroupState, lacksHost, setGroupTimer, soughtBy, timerOf } from "./state.js";
import { isAtHome } from "./known-as.js";
import { redirections } from "./step/identity.js";
import { doubtMirrors, mirrorAsBefore } from "./upkeep.js";
import { listenAgain, watch } from "./watching.js";
import { mayBeAtWork } from "./whether-needed.js";

/** Nothing was done yet to the active stand-in: it goes on with what it did. One that stands in already did that for another. */
export function spare(state: FailoverState, name: string, now: Micros, out: Out): void {
  const group = state.groups.find((each) => each.config.holder === name && each.phase.is === "displaced");
  if (group === undefined || state.groups.some((each) => each !== group && each.holder === name))
    return hearSpared(state, name, now, out);
  group.phase = { is: "serving" };
  watch(state, name, now, out);
}

/** Nobody served what it holds, and it may do so again since nobody has listened: that is heard before anybody seeks another. */
function hearSpared(state: FailoverState, name: string, now: Micros, out: Out): void {
  const held = state.groups.filter((each) => each.holder === name && lacksHost(each));
  if (held.length > 0) listenAgain(state, name, now, out);
  for (const group of held) {
    const within = mayBeAtWork(state, group) ? heardWithin(watchOf(state, name)) : null;
    if (within === null) continue;
    const retry = dueAt(state.desk, timerOf(state, group, "retry"));
    if (group.phase.is === "waiting") setGroupTimer(state, group, "hear", now + within, out);
    else if (retry !== null && retry < now + within) setGroupTimer(state, group, "retry", now + within, out);
  }
}

/** Its holder was given up and is at work: it serves as before, and nobody seeks another. */
export function goOn(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  const { holder, config } = group;
  const move = { home: config.holder, services: config.services };
  // Its own data was split when it was to stand in for another, as when it is started anew for that.
  if (soughtBy(group) === "its own life") group.mirrors = "all";
  group.phase = { is: "serving" };
  state.wentOn = true;
  group.givenUp = 0;
  group.givenUpAt = {};
  Object.assign(change(state.facts, holder), { fit: true, unproven: false });
  // It may have been given up before its users were sent to it, or back to where they were at first.
  if (group.sentAway || !isAtHome(state.facts, move, holder)) {
    for (const action of redirections(state.facts, move, holder))
      order(state, action, { rule: "put-back", host: holder }, null, now, out);
  }
  cancelTimer(state.desk, timerOf(state, group, "retry"), out);
  doubtMirrors(state, group);
  mirrorAsBefore(state, group, now, out);
  if (host(state.facts, config.holder).fit) planFailback(state, group, now, out);
}
