/** Where another controller has the last word on hosts they are asked for before they are leased, and given back. */
import { type Out, tell } from "../kit/desk.js";
import type { Reason } from "../words.js";
import type { BalancingState } from "./state.js";

export function askFor(state: BalancingState, host: string, service: string, chosen: Reason, out: Out): void {
  state.asking[host] = { is: "wanted", service, chosen, question: ask(state, host, service, out) };
}

function ask(state: BalancingState, host: string, service: string | null, out: Out): number {
  const question = ++state.questions;
  const beside = service !== null && state.config.policy.pool.withUsers?.includes(host) === true;
  tell(state.config.asks!, { kind: "reserve", question, host, service, ...(beside && { beside }) }, out);
  return question;
}

/** The host that an answer is about, `null` when nobody waits for it any more. */
export function askedFor({ asking }: BalancingState, question: number): string | null {
  const found = Object.entries(asking).find(([, each]) => each.is !== "refused" && each.question === question);
  return found?.[0] ?? null;
}

/** It is free for others when that was heard. */
export function giveBackTo(state: BalancingState, host: string, out: Out): void {
  if (state.config.asks === null) return;
  state.asking[host] = { is: "given-back", question: ask(state, host, null, out) };
}

/** Answers that have not come by now do not come any more: what may have been granted is given back, until that is heard. */
export function renewReservations(state: BalancingState, out: Out): void {
  for (const [host, asking] of Object.entries(state.asking)) {
    delete state.asking[host];
    if (asking.is === "refused") continue;
    giveBackTo(state, host, out);
  }
}
