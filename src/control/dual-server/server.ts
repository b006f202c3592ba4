/** A server of a domain: it has a list of the agents that have registered with it, a copy of what each cluster has stored, and passes tasks on. */
import type { Micros } from "../../units/index.js";
import { type Desk, newDesk, type Out, setTimer, takeTimer, tell } from "../kit/desk.js";
import type { Machine, Turn } from "../machine.js";
import type { Address, Effect, Input, Message, MessageOf, Place } from "../words.js";
import type { StoredData, TaskOrder } from "./orders.js";

export interface ServerConfig {
  readonly server: string;
  /** Its agents say this often that they are there, and are struck off when they have not so many times. */
  readonly every: Micros;
  readonly misses: number;
  /** Whether it says the same to them: only those who may leave it want to know. */
  readonly isHeard: boolean;
}

interface Listed {
  readonly agent: string;
  readonly cluster: string;
  readonly pair: number;
}

export interface ServerState {
  readonly config: ServerConfig;
  readonly desk: Desk<never>;
  readonly agents: Map<string, Listed>;
  /** By cluster, in the order of registration. */
  readonly byCluster: Map<string, Listed[]>;
  readonly copies: Map<string, StoredData>;
}

const SILENT = "agent-silent";

/** It keeps nothing on a disk: started again it learns everything from its agents. */
export const domainServer: Machine<ServerConfig, ServerState, Input, Effect> = {
  start(config) {
    const state = { config, desk: newDesk<never>(), agents: new Map(), byCluster: new Map(), copies: new Map() };
    return { state, effects: [] };
  },
  step,
  foresight: { of: step, answer: foreseen, isUnmovedBy, skip: () => undefined },
};

function step(state: ServerState, input: Input, now: Micros): Turn<ServerState, Effect> {
  const out: Out = [];
  if (input.kind === "message") hear(state, input, now, out);
  else if (input.kind === "timer") {
    takeTimer(state.desk, input.timer);
    strikeOff(state, input.timer.subject, now, out);
  }
  return { state, effects: out };
}

/** What is about a task changes nothing of a server: if it is not told, it only passes it on. */
function foreseen(state: ServerState, input: Input): Effect | null {
  if (input.kind !== "message") return null;
  const { body } = input;
  if (body.kind !== "give-task" && body.kind !== "task-result") return null;
  if (body.order.told) return null;
  return body.kind === "give-task" ? passedOn(state, body.order, input.from) : answered(state, body);
}

function isUnmovedBy({ agents }: ServerState, input: Input): boolean {
  if (input.kind !== "message") return false;
  const { body } = input;
  if (body.kind === "agent-here") return agents.has(body.agent);
  return body.kind === "give-task" || body.kind === "task-result";
}

type Send = Extract<Effect, { kind: "send" }>;
type Heard = Extract<Input, { kind: "message" }>;

function hear(state: ServerState, { body, from, heardAt }: Heard, now: Micros, out: Out): void {
  const { server } = state.config;
  switch (body.kind) {
    case "give-task":
      return passOn(state, body, from, out);
    case "task-result":
      return answer(state, body, out);
    case "agent-here":
      if (state.agents.has(body.agent)) return awaitAgent(state, body.agent, heardAt, now, out);
      return tell({ place: from }, { kind: "unknown-agent", server, agent: body.agent }, out);
    case "register":
      return list(state, body, { place: from }, now, out);
    case "copy":
      return takeCopy(state, body, { place: from }, out);
  }
}

// ---- agents

function list(state: ServerState, { agent, cluster, pair }: MessageOf<"register">, to: Address, now: Micros, out: Out) {
  const { server, isHeard, every } = state.config;
  tell(to, { kind: "registered", server, agent }, out);
  awaitAgent(state, agent, now, now, out);
  if (state.agents.has(agent)) return;
  const listed = { agent, cluster, pair };
  state.agents.set(agent, listed);
  state.byCluster.set(cluster, [...(state.byCluster.get(cluster) ?? []), listed]);
  out.push({ kind: "note", note: { kind: "agent-listed", server, agent, cluster, pair } });
  if (!isHeard) return;
  out.push({
    kind: "beat",
    beat: { kind: "server-here", subject: agent },
    to,
    every,
    body: { kind: "server-here", server },
  });
}

function awaitAgent({ desk, config }: ServerState, agent: string, heardAt: Micros, now: Micros, out: Out): void {
  const at = Math.max(now, heardAt + config.misses * config.every);
  const putOffBy = { from: agent, kind: "agent-here", about: agent };
  setTimer(desk, { kind: SILENT, subject: agent, at, afterMessages: true, putOffBy }, out);
}

/** It was not heard for too long: what it is asked for then would reach nobody. */
function strikeOff(state: ServerState, agent: string, now: Micros, out: Out): void {
  const listed = state.agents.get(agent);
  if (listed === undefined) return;
  const { server, misses, every, isHeard } = state.config;
  state.agents.delete(agent);
  state.byCluster.set(
    listed.cluster,
    (state.byCluster.get(listed.cluster) ?? []).filter((each) => each !== listed),
  );
  if (isHeard) out.push({ kind: "end-beat", beat: { kind: "server-here", subject: agent } });
  const because = { rule: "nothing-heard", since: now - misses * every } as const;
  out.push({ kind: "note", note: { kind: "agent-struck-off", server, ...listed, because } });
}

/** An older version than what it has comes late: it keeps the newer. */
function takeCopy(state: ServerState, { agent, cluster, data }: MessageOf<"copy">, to: Address, out: Out): void {
  const { server } = state.config;
  if (!state.agents.has(agent)) return tell(to, { kind: "unknown-agent", server, agent }, out);
  const known = state.copies.get(cluster)?.version ?? 0;
  if (data.version > known) {
    state.copies.set(cluster, data);
    out.push({ kind: "note", note: { kind: "copy-taken", server, cluster, version: data.version } });
  }
  tell(to, { kind: "copy-held", server, agent, version: Math.max(known, data.version) }, out);
}

// ---- tasks

/** To its agent in the cluster (402); of several in turn. */
function passOn(state: ServerState, { order }: MessageOf<"give-task">, from: Place, out: Out): void {
  const passed = passedOn(state, order, from);
  const { server } = state.config;
  if (order.told && passed.body.kind === "do-task")
    out.push({ kind: "note", note: { kind: "task-sent", server, agent: passed.to.place, order } });
  out.push(passed);
}

function passedOn({ config: { server }, byCluster }: ServerState, order: TaskOrder, from: Place): Send {
  const agents = byCluster.get(order.cluster) ?? [];
  const chosen = agents[order.number % agents.length];
  return chosen === undefined
    ? said(from, { kind: "task-refused", order, server })
    : said(chosen.agent, { kind: "do-task", order, server });
}

/** To the console that gave it, with what failed (420). */
function answer(state: ServerState, outcome: MessageOf<"task-result">, out: Out): void {
  const { order, result } = outcome;
  const { server } = state.config;
  if (order.told) out.push({ kind: "note", note: { kind: "task-answered", server, order, result } });
  out.push(answered(state, outcome));
}

function answered({ config: { server } }: ServerState, { order, result, why }: MessageOf<"task-result">): Send {
  return said(order.console, { kind: "task-answer", order, server, result, why });
}

function said(place: Place, body: Message): Send {
  return { kind: "send", to: { place }, delivery: "once", body };
}
