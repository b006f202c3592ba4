/** What an agent runs to judge the load of its own host: it hears the host's counters, and tells the controller what it makes of them. */
import type { Micros } from "../../units/index.js";
import type { Machine } from "../machine.js";
import type { Effect, Input, Address } from "../words.js";
import type { Thresholds } from "./judged-load.js";
import type { HostCapacity, HostCounters } from "./metric.js";
import { type Watches, judgeByThresholds, newWatches } from "./thresholds.js";

export interface LoadWatchConfig {
  readonly host: string;
  /** Where whoever balances load is. */
  readonly tells: Address;
  /** Its counters come at this interval. */
  readonly every: Micros;
  readonly capacity: HostCapacity;
  readonly thresholds: Thresholds;
}

export interface LoadWatchState {
  readonly config: LoadWatchConfig;
  readonly watches: Watches;
  before: HostCounters | null;
}

/** Stores nothing: with its host it starts anew, and what was before does not count. */
export const loadWatch: Machine<LoadWatchConfig, LoadWatchState, Input, Effect> = {
  start: (config) => ({ state: { config, watches: newWatches(), before: null }, effects: [] }),
  step(state, input, now) {
    if (input.kind !== "message" || input.body.kind !== "counters") return { state, effects: [] };
    const { before } = state;
    const { host, every, capacity, thresholds } = state.config;
    const { counters } = input.body;
    state.before = counters;
    if (before === null) return { state, effects: [] };
    const readings = [{ before, now: counters, capacity }];
    const load = judgeByThresholds(state.watches, thresholds, readings, [capacity], { every, now });
    const body = { kind: "load-report", host, load } as const;
    return { state, effects: [{ kind: "send", to: state.config.tells, delivery: "once", body }] };
  },
};
