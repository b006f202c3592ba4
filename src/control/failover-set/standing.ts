/** Whose turn it is to stand for Primary. */
import type { Micros } from "../../units/index.js";
import type { Out } from "../kit/desk.js";
import type { MemberState } from "./member-state.js";
import { compareClaims } from "./order.js";
import { isHeldOut } from "./role.js";
import { wake } from "./talk.js";

/** It will stand for Primary, unless one is heard before: later than all who come before it. */
export function planToStand(state: MemberState, now: Micros, out: Out, after: Micros = 0): void {
  const rank = rankOf(state);
  if (rank === null) return;
  const { stagger } = state.config.policy;
  wake(state, "stand", Math.max(now, state.promisedUntil) + after + rank * stagger, out);
}

/**
 * Its bid was in vain. Members that do not agree who was Primary may think at one instant that it is their turn, and would share the
 * votes over and over: how long each waits now is its own, whatever it thinks of the others.
 */
export function planToStandAgain(state: MemberState, now: Micros, out: Out): void {
  const { config } = state;
  if (rankOf(state) === null) return;
  const { every, stagger } = config.policy;
  const place = namesInOrder(config).indexOf(config.self);
  wake(state, "stand", Math.max(now, state.promisedUntil) + every + place * stagger, out);
}

/** How many come before it: who is Primary, unless it was given up, the Secondary, then all others in the total order. */
export function rankOf(state: MemberState): number | null {
  const { config, configuration, givenUp } = state;
  if (isHeldOut(state, config.self)) return null;
  const gone = givenUp?.primary ?? null;
  const first = [configuration.primary, configuration.secondary];
  const order = [...new Set([...first, ...namesInOrder(config)])].filter((each) => each !== null && each !== gone);
  return Math.max(0, order.indexOf(config.self));
}

/** In the total order. */
function namesInOrder({ members }: MemberState["config"]): readonly string[] {
  return members
    .map(({ name, priority }) => ({ name, priority, since: null }))
    .toSorted(compareClaims)
    .map(({ name }) => name);
}
