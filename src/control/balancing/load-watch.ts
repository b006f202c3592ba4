/** What an agent runs to judge the load of its own host: it hears the host's counters, and tells the controller what it makes of them. */
import type { Micros } from "../../units/index.js";
import type { Effect } from "../effect.js";
import type { Input } from "../input.js";
import type { Machine } from "../machine.js";
import type { HostCapacity, HostCounters } from "./metric.js";
import { judgeByThresholds, newWatches, type Thresholds, type Watches } from "./thresholds.js";

export interface LoadWatchConfig {
  readonly host: string;
  /** Its counters come at this interval. */
  readonly every: Micros;
  readonly capacity: HostCapacity;
  readonly thresholds: Thresholds;
}

export interface LoadWatchState {
  readonly config: LoadWatchConfig;
  readonly watches: Watches;
  before: HostCounters | null;
  nextId: number;
}

/** Stores nothing: with its host it starts anew, and what was before does not count. */
export const loadWatch: Machine<LoadWatchConfig, LoadWatchState, Input, Effect> = {
  start: (config) => ({ state: { config, watches: newWatches(), before: null, nextId: 1 }, effects: [] }),
  step(state, input, now) {
    if (input.kind !== "counters") return { state, effects: [] };
    const { before } = state;
    const { host, every, capacity, thresholds } = state.config;
    const { counters } = input;
    state.before = counters;
    if (before === null) return { state, effects: [] };
    const readings = [{ before, now: counters, capacity }];
    const load = judgeByThresholds(state.watches, thresholds, readings, [capacity], { every, now });
    const id = state.nextId++;
    return { state, effects: [{ kind: "report-load", host, load, id, because: load.because }] };
  },
};
