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
    if (input.kind === "report" && hostOf(state, input.host) !== undefined) {
      state.heardAt[input.host] = input.heardAt;
      return { state, effects: [awaitReports(state, input.host, input.heardAt)] };
    }
    if (input.kind === "timer") {
      const [what, host = ""] = input.timer.split(" ");
      if (what === "silent") return { state, effects: [turn(state, host, "off")] };
      if (what === "restart") return { state, effects: [turn(state, host, "on")] };
    }
    if (input.kind === "outcome") {
      const order = state.told[input.id];
      delete state.told[input.id];
      if (order?.to === "off")
        return { state, effects: [{ kind: "set-timer", timer: `restart ${order.host}`, at: now + PAUSE }] };
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

/** Waits for the next reports; each that comes puts the end of patience off. */
function awaitReports(state: State, name: string, since: number): Effect {
  const every = hostOf(state, name)?.reportEvery ?? 0;
  return { kind: "set-timer", timer: `silent ${name}`, at: since + MISSES * every, afterMessages: true };
}

function turn(state: State, name: string, to: "on" | "off"): Effect {
  const relay = hostOf(state, name)?.relay ?? "";
  const id = state.nextId++;
  state.told[id] = { host: name, to };
  const because = { rule: "reports-missed", misses: MISSES, heardAt: state.heardAt[name] ?? 0 } as const;
  return { kind: "switch-relay", relay, to, id, because };
}
