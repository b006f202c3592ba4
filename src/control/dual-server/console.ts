/** A user at a console: gives tasks to servers, and, when one is not done in time, notices that late and gives it to another one. */
import type { Micros } from "../../units/index.js";
import { act, type Desk, newDesk, type Out, setTimer, settle, takeTimer, tell } from "../kit/desk.js";
import { Numbered } from "../kit/numbered.js";
import { tellBegun, tellEnded } from "../kit/undertaking.js";
import type { Machine } from "../machine.js";
import type { Effect, Input, Message, MessageOf, Place, Reason, Undertaking } from "../words.js";
import { taskId, type TaskOrder } from "./orders.js";

export interface ConsoleConfig {
  readonly console: string;
  /** In the order in which the user thinks of them. */
  readonly servers: readonly Place[];
  /** By cluster: those that share its devices, through which the same can be done. */
  readonly twins: Readonly<Record<string, readonly string[]>>;
  /** Longer than this nobody waits for an answer; then it is noticed. */
  readonly patience: Micros;
  /** So often a task is given; then it is lost. */
  readonly tries: number;
  readonly told: boolean;
  /** Whoever looks after the servers, and wants to know when one does not do what it should; `null`: nobody. */
  readonly caretaker: Place | null;
}

/** Where a task was given. */
interface Way {
  readonly server: Place;
  readonly cluster: string;
}

interface Given {
  order: TaskOrder;
  way: Way;
  times: number;
  /** When patience ends; `null`: that is being noticed. */
  until: Micros | null;
  tried: readonly Way[];
}

export interface ConsoleState {
  readonly config: ConsoleConfig;
  readonly desk: Desk<number>;
  /** Tasks that were begun. */
  count: number;
  /** By number, the oldest first. */
  readonly open: Numbered<Given>;
  /** Servers, and servers with a cluster, that did not do what they should: the later, the higher. */
  readonly suspects: Map<string, number>;
  /** Counts suspicions. */
  suspicions: number;
}

/** What is answered at that very instant is answered within the time. */
const PATIENCE = { kind: "patience", subject: "tasks", afterMessages: true } as const;

export const domainConsole: Machine<ConsoleConfig, ConsoleState, Input, Effect> = {
  start(config) {
    return {
      state: { config, desk: newDesk<number>(), count: 0, open: new Numbered(), suspects: new Map(), suspicions: 0 },
      effects: [],
    };
  },
  step(state, input, now) {
    const out: Out = [];
    switch (input.kind) {
      case "message":
        hear(state, input.body, now, out);
        break;
      case "timer":
        takeTimer(state.desk, input.timer);
        losePatience(state, now, out);
        break;
      case "outcome": {
        const noticed = settle(state.desk, input.id);
        if (noticed !== undefined) giveAgain(state, noticed.owner, now, out);
      }
    }
    return { state, effects: out };
  },
};

function hear(state: ConsoleState, body: Message, now: Micros, out: Out): void {
  switch (body.kind) {
    case "task-wanted":
      return begin(state, body, now, out);
    case "task-answer":
      if (body.order.console === state.config.console) take(state, body, out);
      return;
    case "task-refused":
      if (body.order.console === state.config.console) refused(state, body, out);
  }
}

// ---- giving

function begin(
  state: ConsoleState,
  { task, cluster, system, server }: MessageOf<"task-wanted">,
  now: Micros,
  out: Out,
) {
  const { console, told } = state.config;
  const number = (state.count += 1);
  const over = state.open.lowest ?? number;
  const order: TaskOrder = { console, number, task, cluster, system, over, told };
  const way = server === null ? choose(state, order, []) : { server, cluster };
  const given: Given = { order, way, times: 0, until: null, tried: [] };
  state.open.set(number, given);
  if (told) tellBegun(undertakingOf(order, way), task, { rule: "wanted", task }, out);
  give(state, given, now, out);
}

/** To the server of choice (400). */
function give(state: ConsoleState, given: Given, now: Micros, out: Out): void {
  const { patience } = state.config;
  const { way, order } = given;
  given.times += 1;
  given.tried = [...given.tried, way];
  given.until = now + patience;
  const { told } = order;
  if (told) {
    const of = undertakingOf(order, way);
    out.push({ kind: "note", note: { kind: "step-begun", of, step: "give", figure: "400", phase: "person" } });
  }
  const { server } = way;
  out.push({ kind: "note", note: { kind: "task-given", order, server, times: given.times } });
  tell({ place: server }, { kind: "give-task", order }, out);
  // The oldest loses patience first; whoever is answered meanwhile is looked for when it rings.
  if (state.desk.timers["patience tasks"] === undefined) setTimer(state.desk, { ...PATIENCE, at: given.until }, out);
}

/** The first way that nobody suspects and that was not tried; else the one that was suspected first. */
function choose({ config, suspects }: ConsoleState, { cluster }: TaskOrder, tried: readonly Way[]): Way {
  const { servers, twins } = config;
  const preferred = { server: servers[0]!, cluster };
  if (tried.length === 0 && (suspects.size === 0 || rankOf(preferred, suspects) === 0)) return preferred;
  const clusters = [cluster, ...(twins[cluster] ?? [])];
  const all = clusters.flatMap((each) => servers.map((server) => ({ server, cluster: each })));
  const left = all.filter((way) => !tried.some((each) => each.server === way.server && each.cluster === way.cluster));
  return (left.length > 0 ? left : all).reduce((best, each) =>
    rankOf(each, suspects) < rankOf(best, suspects) ? each : best,
  );
}

/** How lately it was suspected. */
function rankOf(way: Way, suspects: ConsoleState["suspects"]): number {
  return Math.max(suspects.get(way.server) ?? 0, suspects.get(keyOf(way)) ?? 0);
}

// ---- what comes of it

function take(state: ConsoleState, { order, server, result, why }: MessageOf<"task-answer">, out: Out): void {
  const given = state.open.get(order.number);
  if (given === undefined) return;
  if (result === "undone") return suspect(state, given, keyOf({ server, cluster: order.cluster }), out);
  if (state.suspects.size > 0) {
    state.suspects.delete(server);
    state.suspects.delete(keyOf({ server, cluster: order.cluster }));
  }
  end(state, given, result, server, why, out);
}

/** The server cannot do it: the user sees that at once, and acts when they look. */
function refused(state: ConsoleState, { order, server }: MessageOf<"task-refused">, out: Out): void {
  const given = state.open.get(order.number);
  if (given !== undefined) suspect(state, given, keyOf({ server, cluster: order.cluster }), out);
}

function losePatience(state: ConsoleState, now: Micros, out: Out): void {
  let next: Micros | null = null;
  for (const given of state.open.values()) {
    if (given.until === null) continue;
    if (given.until <= now) suspect(state, given, given.way.server, out);
    else next = Math.min(next ?? given.until, given.until);
  }
  if (next !== null) setTimer(state.desk, { ...PATIENCE, at: next }, out);
}

/** @param who a server that does not answer, or one that has nobody in a cluster */
function suspect(state: ConsoleState, given: Given, who: string, out: Out): void {
  if (given.until === null) return;
  given.until = null;
  const { suspects, config, desk } = state;
  const { server, cluster } = given.way;
  suspects.set(who, (state.suspicions += 1));
  const because: Reason = { rule: "no-answer-from", server };
  if (config.caretaker !== null) {
    tell({ place: config.caretaker }, { kind: "complaint", server, cluster, hasAnswered: who !== server }, out);
  }
  act(desk, { kind: "let-notice", who: config.console }, because, given.order.number, out);
}

/** It was noticed: if there is still no answer, another server is asked, or another cluster that shares the devices. */
function giveAgain(state: ConsoleState, number: number, now: Micros, out: Out): void {
  const given = state.open.get(number);
  if (given === undefined) return;
  const because: Reason = { rule: "no-answer-from", server: given.way.server };
  tellStep(given, "failed", because, out);
  if (given.times >= state.config.tries) return end(state, given, "lost", null, null, out);
  const ways = [given.order.cluster, ...(state.config.twins[given.order.cluster] ?? [])].length;
  if (given.tried.length >= ways * state.config.servers.length) given.tried = [];
  given.way = choose(state, given.order, given.tried);
  given.order = { ...given.order, cluster: given.way.cluster };
  give(state, given, now, out);
}

function end(
  state: ConsoleState,
  given: Given,
  result: "done" | "failed" | "lost",
  server: string | null,
  why: string | null,
  out: Out,
): void {
  const { order, way, times } = given;
  state.open.delete(order.number);
  const { told } = order;
  out.push({ kind: "note", note: { kind: "task-settled", order, result, server, times, why } });
  if (!told) return;
  const because: Reason = result === "lost" ? { rule: "gave-up", step: "give" } : { rule: "all-steps-done" };
  if (result !== "lost") tellStep(given, result === "done" ? "done" : "failed", because, out);
  tellEnded(undertakingOf(order, way), result === "lost" ? "given-up" : "done", because, out);
}

function tellStep({ order, way }: Given, result: "done" | "failed", because: Reason, out: Out): void {
  if (!order.told) return;
  const of = undertakingOf(order, way);
  out.push({ kind: "note", note: { kind: "step-ended", of, step: "give", figure: "400", result, because } });
}

function keyOf({ server, cluster }: Way): string {
  return `${server} in ${cluster}`;
}

function undertakingOf(order: TaskOrder, { server }: Way): Undertaking {
  return {
    family: "domain",
    kind: "task",
    id: `task ${taskId(order)}`,
    subjects: [
      { kind: "console", name: order.console },
      { kind: "cluster", name: order.cluster },
    ],
    from: order.console,
    to: server,
    recovers: false,
  };
}
