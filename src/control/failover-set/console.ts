/** The console of those who manage a storage server: it asks the members in turn, and somebody else when one does not answer. */
import type { Micros } from "../../units/index.js";
import { cancelTimer, type Desk, newDesk, type Out, setTimer, takeTimer, tell } from "../kit/desk.js";
import type { Machine } from "../machine.js";
import type { Effect, Input } from "../words.js";

export interface ManagementConsoleConfig {
  readonly set: string;
  readonly place: string;
  readonly members: readonly string[];
  /** One request so often, from one instant until before another. */
  readonly every: Micros;
  readonly from: Micros;
  readonly until: Micros;
  /** Of a hundred so many change the configuration; the others program paths. */
  readonly configuration: number;
  readonly timeout: Micros;
  readonly tries: number;
  /** So many keys of the configuration are changed in turn. */
  readonly keys: number;
}

export interface ConsoleState {
  readonly config: ManagementConsoleConfig;
  readonly desk: Desk<never>;
  members: readonly string[];
  epoch: number;
  /** Of requests so far; and whose turn it is. */
  asked: number;
  turn: number;
  readonly open: Record<number, { readonly since: Micros; readonly tries: number }>;
}

export const setConsole: Machine<ManagementConsoleConfig, ConsoleState, Input, Effect> = {
  start(config, now) {
    const { members } = config;
    const state: ConsoleState = { config, desk: newDesk(), members, epoch: 0, asked: 0, turn: 0, open: {} };
    const out: Out = [];
    setTimer(state.desk, { kind: "ask", subject: config.set, at: Math.max(now, config.from) }, out);
    return { state, effects: out };
  },
  step(state, input, now) {
    const out: Out = [];
    if (input.kind === "timer") onTimer(state, input.timer, now, out);
    if (input.kind === "message") hear(state, input.body, now, out);
    return { state, effects: out };
  },
};

function onTimer(
  state: ConsoleState,
  timer: { readonly kind: string; readonly subject: string },
  now: Micros,
  out: Out,
) {
  const { config, desk } = state;
  takeTimer(desk, timer);
  if (timer.kind === "answer") return again(state, Number(timer.subject), now, out);
  if (now >= config.until) return;
  state.asked += 1;
  state.open[state.asked] = { since: now, tries: 0 };
  ask(state, state.asked, now, out);
  setTimer(desk, { kind: "ask", subject: config.set, at: now + config.every }, out);
}

/** Kinds are spread evenly, not drawn. */
function ask(state: ConsoleState, request: number, now: Micros, out: Out): void {
  const { config, members, desk } = state;
  const { set, configuration, keys, timeout } = config;
  const isChange = Math.floor((request * configuration) / 100) > Math.floor(((request - 1) * configuration) / 100);
  const to = members[state.turn % members.length]!;
  state.turn += 1;
  const of = isChange ? "configuration" : "path";
  tell({ place: to }, { kind: "request", set, request, of, key: `key-${request % keys}` }, out);
  setTimer(desk, { kind: "answer", subject: String(request), at: now + timeout }, out);
}

/** No answer, or none that helps: the next member is asked. */
function again(state: ConsoleState, request: number, now: Micros, out: Out): void {
  const open = state.open[request];
  if (open === undefined) return;
  if (open.tries + 1 >= state.config.tries) return end(state, request, false, now, out);
  state.open[request] = { ...open, tries: open.tries + 1 };
  ask(state, request, now, out);
}

function hear(state: ConsoleState, body: Extract<Input, { kind: "message" }>["body"], now: Micros, out: Out): void {
  if (body.kind === "roster" && body.set === state.config.set && body.epoch >= state.epoch) {
    state.epoch = body.epoch;
    if (body.members.length > 0) state.members = body.members;
  }
  if (body.kind !== "answered" || body.set !== state.config.set || state.open[body.request] === undefined) return;
  if (body.done) end(state, body.request, true, now, out);
}

function end(state: ConsoleState, request: number, done: boolean, now: Micros, out: Out): void {
  const { since } = state.open[request]!;
  delete state.open[request];
  cancelTimer(state.desk, { kind: "answer", subject: String(request) }, out);
  const took = now - since;
  out.push({ kind: "note", note: { kind: "request-ended", set: state.config.set, request, done, took } });
}
