/** Which hosts the controller watches: those that serve, as far as it knows; and it listens to those that may do so yet. */
import type { Micros } from "../../units/index.js";
import type { Out } from "../kit/desk.js";
import { reportsComeFrom, startListening, startWatching, watchOf } from "../kit/watching.js";
import { host } from "./facts.js";
import type { FailoverState } from "./state.js";

/**
 * Starts to watch a host that is expected to be online from now on. Where its agent is on another host, its silence proves
 * nothing before that one is known to be online, or has reported once.
 */
export function watch(state: FailoverState, name: string, now: Micros, out: Out): void {
  const { from } = watchOf(state, name).beat;
  const isAtWork = host(state.facts, from).stage === "online" || state.heardFrom.includes(from);
  startWatching(state, name, from === name || isAtWork, now, out);
}

/** Whether the other hosts of which reports come from there are reported on is not known any more. */
export function forgetFrom(state: FailoverState, from: string): void {
  if (state.heardFrom.includes(from)) state.heardFrom = state.heardFrom.filter((each) => each !== from);
}

/** A report came from there, on whichever host: from now on silence on all others of which it reports proves something too. */
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
