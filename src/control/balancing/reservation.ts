/** Where another controller has the last word on hosts they are asked for before they are leased, and given back. */
import type { EffectId } from "../effect.js";
import type { Reason } from "../reason.js";
import { type BalancingState, emit, type Out } from "./state.js";

/** What a host was asked for, and is not known yet. */
export type Asking =
  | { readonly is: "wanted"; readonly service: string; readonly chosen: Reason; readonly id: EffectId }
  | { readonly is: "given-back"; readonly id: EffectId }
  /** For the time being. */
  | { readonly is: "refused" };

export function askFor(state: BalancingState, host: string, service: string, chosen: Reason, out: Out): void {
  const id = emit(state, { kind: "reserve", host, service }, chosen, null, out);
  state.asking[host] = { is: "wanted", service, chosen, id };
}

/** It is free for others when that was heard. */
export function giveBackTo(state: BalancingState, host: string, because: Reason, out: Out): void {
  if (!state.config.asks) return;
  const id = emit(state, { kind: "reserve", host, service: null }, because, null, out);
  state.asking[host] = { is: "given-back", id };
}

/** Answers that have not come by now do not come any more: what may have been granted is given back, until that is heard. */
export function renewReservations(state: BalancingState, out: Out): void {
  for (const [host, asking] of Object.entries(state.asking)) {
    delete state.asking[host];
    if (asking.is === "refused") continue;
    delete state.open[asking.id];
    giveBackTo(state, host, { rule: "not-needed" }, out);
  }
}
