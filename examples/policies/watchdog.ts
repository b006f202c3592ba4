/** A policy of one's own: a silent host is not replaced but switched off and on again by its relay, as a watchdog does. */
import type { Effect, FailoverConfig, Input, Machine } from "understudy-sim/control";

/** Report intervals of silence after which a host counts as hung. */
const MISSES = 4;
/** How long the power stays off, and how long a host may take to report again, in microseconds. */
const PAUSE = 5_000_000;
const START_WITHIN = 600_000_000;

interface State {
  readonly hosts: FailoverConfig["hosts"];
  /** When each host was heard last. */
  readonly heardAt: Record<string, number>;
  /** What each relay was told last, by the number of the action. */
  readonly told: Record<number, { readonly host: string; readonly to: "on" | "off" }>;
  nextId: number;
}

const watchdog: Machine<FailoverConfig, State, Input, Effect> = {
  start(config, now) {
    const hosts = config.hosts.filter(({ name, reportEvery, relay }) => {
      return reportEvery !== null && relay !== null && config.groups.some(({ holder }) => holder === name);
    });
    const state: State = { hosts, heardAt: {}, told: {}, nextId: 1 };
    return { state, effects: hosts.map(({ name }) => awaitReports(state, name, now)) };
  },

  step(state, input, now) {
    if (input.kind === "message" && input.body.kind === "report") {
      const { host } = input.body;
      if (hostOf(state, host) === undefined) return { state, effects: [] };
      state.heardAt[host] = input.heardAt;
      return { state, effects: [awaitReports(state, host, input.heardAt)] };
    }
    if (input.kind === "timer") {
      const { kind, subject: host } = input.timer;
      return { state, effects: [turn(state, host, kind === "silent" ? "off" : "on")] };
    }
    if (input.kind === "outcome") {
      const order = state.told[input.id];
      delete state.told[input.id];
      if (order?.to === "off") {
        const timer = { kind: "restart", subject: order.host, at: now + PAUSE };
        return { state, effects: [{ kind: "set-timer", timer }] };
      }
      // Off and on again, it has to report within this time, else once more.
      if (order?.to === "on") return { state, effects: [awaitReports(state, order.host, now + START_WITHIN)] };
    }
    return { state, effects: [] };
  },
};

export default watchdog;

function hostOf({ hosts }: State, name: string): State["hosts"][number] | undefined {
  return hosts.find((host) => host.name === name);
}

/**
 * Waits for the next reports; each that comes puts the end of patience off. Saying so (`putOffBy`) lets the simulator leave
 * reports out that do nothing else, and one that comes at the very instant is in time.
 */
function awaitReports(state: State, name: string, since: number): Effect {
  const host = hostOf(state, name);
  const at = since + MISSES * (host?.reportEvery ?? 0);
  const putOffBy = { from: host?.watchedFrom ?? name, kind: "report", about: name };
  return { kind: "set-timer", timer: { kind: "silent", subject: name, at, afterMessages: true, putOffBy } };
}

function turn(state: State, name: string, to: "on" | "off"): Effect {
  const relay = hostOf(state, name)?.relay ?? "";
  const id = state.nextId++;
  state.told[id] = { host: name, to };
  const because = { rule: "reports-missed", misses: MISSES, heardAt: state.heardAt[name] ?? 0 } as const;
  return { kind: "act", id, action: { kind: "switch-relay", relay, to }, because };
}
