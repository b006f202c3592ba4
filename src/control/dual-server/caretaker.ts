/**
 * The person of the conventional way ([0004]): hears that a server is gone, notices that late, and tells every agent, one after
 * the other, to register with the other server. A complaint about one cluster later on has its agent told once more.
 */
import { act, type Desk, newDesk, type Out, settle } from "../kit/desk.js";
import type { Machine } from "../machine.js";
import type { Effect, Input, MessageOf, Place, Reason } from "../words.js";

export interface CaretakerConfig {
  readonly name: string;
  readonly servers: readonly Place[];
  /** The one agent of each cluster, in the order in which they are visited. */
  readonly agents: readonly { readonly agent: string; readonly cluster: string }[];
}

export interface CaretakerState {
  readonly config: CaretakerConfig;
  readonly desk: Desk<"notice" | "visit">;
  /** With which the agents are to be registered, as this person thinks. */
  server: Place;
  /** Agents still to be told. */
  toTell: string[];
  isBusy: boolean;
}

export const domainCaretaker: Machine<CaretakerConfig, CaretakerState, Input, Effect> = {
  start(config) {
    const state = {
      config,
      desk: newDesk<"notice" | "visit">(),
      server: config.servers[0]!,
      toTell: [],
      isBusy: false,
    };
    return { state, effects: [] };
  },
  step(state, input) {
    const out: Out = [];
    if (input.kind === "message" && input.body.kind === "complaint") hear(state, input.body, out);
    else if (input.kind === "outcome" && settle(state.desk, input.id) !== undefined) goOn(state, out);
    return { state, effects: out };
  },
};

function hear(state: CaretakerState, { server, cluster, hasAnswered }: MessageOf<"complaint">, out: Out): void {
  const { config, isBusy } = state;
  if (isBusy || server !== state.server) return;
  const because: Reason = { rule: "users-complain", server };
  if (hasAnswered) state.toTell = config.agents.filter((each) => each.cluster === cluster).map(({ agent }) => agent);
  else {
    const next = config.servers[(config.servers.indexOf(server) + 1) % config.servers.length]!;
    if (next === server) return;
    state.server = next;
    state.toTell = config.agents.map(({ agent }) => agent);
    out.push({ kind: "note", note: { kind: "round-begun", server: next, because } });
  }
  state.isBusy = true;
  act(state.desk, { kind: "let-notice", who: config.name }, because, "notice", out);
}

function goOn(state: CaretakerState, out: Out): void {
  const agent = state.toTell.shift();
  state.isBusy = agent !== undefined;
  if (agent === undefined) return;
  const because: Reason = { rule: "told-to", server: state.server };
  act(state.desk, { kind: "visit-agent", agent, server: state.server }, because, "visit", out);
}
