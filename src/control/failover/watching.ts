/** Which hosts the controller watches: those that serve, as far as it knows; and it listens to those that may do so yet. */
import type { Micros } from "../../units/index.js";
import type { Out } from "../kit/desk.js";
import { reportsComeFrom, startListening, startWatching, watchOf } from "../kit/watching.js";
import { host } from "./facts.js";
import type { FailoverState } from "./state.js";

/**
 * Starts to watch a host that is expected to be online from now on. Where its agent is on another host, its silence proves
 * nothing before that one is known to be online.
 */
export function watch(state: FailoverState, name: string, now: Micros, out: Out): void {
  const { from } = watchOf(state, name).beat;
  startWatching(state, name, from === name || host(state.facts, from).stage === "online", now, out);
}

/**
 * The first report from there since the controller was started, on whichever host: from now on silence on all others of which it
 * reports proves something too.
 */
export function hearFrom(state: FailoverState, from: string, now: Micros, out: Out): void {
  if (state.reportedFrom[from] === undefined || state.heardFrom.includes(from)) return;
  state.heardFrom = [...state.heardFrom, from];
  reportsComeFrom(state, from, now, out);
}

/** Starts to listen to a host that may hold a group, of which nobody knows whether it works. */
export function listen(state: FailoverState, name: string, now: Micros, out: Out): void {
  startListening(state, name, now, out);
}

/** The same with one that may have been at work all the time, and was watched no more because it was to stand in. */
export function listenAgain(state: FailoverState, name: string, now: Micros, out: Out): void {
  startListening(state, name, now, out, "it may report");
}
