/** Brings the copies of data that changes up to date again and again, so that helpers do not lag by more than that. */
import { setTimer, type Out } from "../kit/desk.js";
import type { Micros } from "../../units/index.js";
import { siteOf, volumeOf } from "./facts.js";
import { conversionFor } from "./make.js";
import { type BalancingState, emit } from "./state.js";

/** After so many intervals the answer of an order has been lost. */
const PATIENCE = 10;

export function planSynchronisation(state: BalancingState, now: Micros, out: Out): void {
  const { synchronise: policy } = state.config.policy.data;
  if (policy !== null) setTimer(state.desk, { kind: "synchronise", subject: "-", at: now + policy.every }, out);
}

/** For every helper; a copy that is still being brought up to date is left to that. */
export function synchronise(state: BalancingState, now: Micros, out: Out): void {
  const { synchronise: policy } = state.config.policy.data;
  if (policy === null) return;
  for (const { config } of state.sites) {
    const { helpers, changing } = siteOf(state.facts, config.service);
    for (const { host, stage } of helpers) {
      if (stage === "growing") continue;
      for (const volume of changing) {
        const { device } = volumeOf(state.facts, volume);
        const key = `${host} ${volume}`;
        const last = state.synchronising[key];
        if (last !== undefined && state.desk.open[last.id] !== undefined) {
          if (now < last.since + PATIENCE * policy.every) continue;
          delete state.desk.open[last.id];
        }
        const way = conversionFor(state.facts, { service: config.service, host }, volumeOf(state.facts, volume));
        const converted = way === null ? {} : { rate: way.rate };
        const action = { kind: "synchronise", volume, device, to: host, by: policy.by, ...converted } as const;
        const id = emit(state, action, { rule: "query-due", every: policy.every }, null, out);
        state.synchronising[key] = { id, since: now };
      }
    }
  }
  planSynchronisation(state, now, out);
}
