/** Runs on a host when its applications start: compares promises with data, so that nothing acknowledged is lost in silence. */
import type { Micros } from "../../units/index.js";
import type { Machine } from "../machine.js";
import type { Effect, EffectId, Input } from "../words.js";

export interface RecoveryConfig {
  readonly host: string;
  /** Pause before a comparison that could not be made is tried again. */
  readonly retryAfter: Micros;
}

export interface RecoveryState {
  readonly config: RecoveryConfig;
  /** The comparison under way; `null` once it is done. */
  asked: EffectId | null;
  nextId: EffectId;
}

export const recovery: Machine<RecoveryConfig, RecoveryState, Input, Effect> = {
  start(config) {
    const state: RecoveryState = { config, asked: null, nextId: 1 };
    return { state, effects: [ask(state)] };
  },
  step(state, input, now) {
    if (input.kind === "timer") return { state, effects: [ask(state)] };
    if (input.kind !== "outcome" || input.id !== state.asked) return { state, effects: [] };
    state.asked = null;
    const { outcome } = input;
    if (outcome.status !== "done") {
      return {
        state,
        effects: [
          {
            kind: "set-timer",
            timer: { kind: "again", subject: state.config.host, at: now + state.config.retryAfter },
          },
        ],
      };
    }
    if (outcome.found?.what !== "loss" || outcome.found.missing.length === 0) return { state, effects: [] };
    return { state, effects: [{ kind: "note", note: { kind: "loss-report", missing: outcome.found.missing } }] };
  },
};

function ask(state: RecoveryState): Effect {
  state.asked = state.nextId++;
  const { host } = state.config;
  return { kind: "act", id: state.asked, action: { kind: "reconcile", host }, because: { rule: "restarted", host } };
}
