/** Everything is said over every network: what of it arrives first counts, and what comes again says nothing new. */
import type { Micros } from "../../units/index.js";
import { type Out, setTimer, tell } from "../kit/desk.js";
import type { Message } from "../words.js";
import type { MemberState } from "./member-state.js";
import { votersOf } from "./order.js";

export function tellMember(
  { config }: MemberState,
  to: string,
  body: Message,
  out: Out,
  over: readonly string[] = config.networks,
): void {
  for (const network of over) tell({ place: to, over: network }, body, out);
}

/** All other members, and the witness. */
export function tellVoters(state: MemberState, body: Message, out: Out): void {
  for (const each of votersOf(state.config)) if (each !== state.config.self) tellMember(state, each, body, out);
}

/** A timer of a member is about itself, unless about a network, another member, or a request. */
export function wake(state: MemberState, kind: string, at: Micros, out: Out, subject = state.config.self): void {
  setTimer(state.desk, { kind, subject, at }, out);
}

/** For so long somebody may be unheard before that means silence. */
export function patienceOf({ config: { policy } }: MemberState): Micros {
  return policy.misses * policy.every;
}
