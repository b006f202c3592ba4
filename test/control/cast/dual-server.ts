/**
 * Machines of a domain on the bench, by `role=`: a starter at the place of its cluster, agents and servers at places of their own,
 * a console, and the caretaker. `does` answers what was asked for last: what is read is of the version that it says.
 */
import {
  type Action,
  type ClusterAgentConfig,
  clusterAgent,
  clusterStarter,
  type ConsoleConfig,
  domainCaretaker,
  domainConsole,
  domainServer,
  type Effect,
  type Found,
  type Input,
  type Machine,
  type Message,
  type StarterConfig,
  type TaskOrder,
} from "../../../src/control/index.js";
import { MINUTE, SECOND, type Micros } from "../../../src/units/index.js";
import { readTime } from "../read.js";
import type { Cast, Seat } from "./cast.js";

type Options = ReadonlyMap<string, string>;
type AnyMachine = Machine<unknown, unknown, Input, Effect>;

const CLUSTER = "c-1";

const NAMES: Readonly<Record<string, string>> = { starter: CLUSTER, agent: `${CLUSTER}-A`, console: "desk" };

const ROLES: Readonly<
  Record<string, { readonly machine: unknown; readonly config: (options: Options, place: string) => object }>
> = {
  starter: { machine: clusterStarter, config: starterConfig },
  agent: { machine: clusterAgent, config: agentConfig },
  server: { machine: domainServer, config: serverConfig },
  console: { machine: domainConsole, config: consoleConfig },
  caretaker: { machine: domainCaretaker, config: caretakerConfig },
};

/** Told apart by what its configuration says it is. */
const any: AnyMachine = {
  start: (config, now) => machineOf(config).start(config, now),
  step: (state, input, now) => machineOf((state as { readonly config: unknown }).config).step(state, input, now),
};

function machineOf(config: unknown): AnyMachine {
  return ROLES[(config as { readonly role: string }).role]!.machine as AnyMachine;
}

export const dualServer: Cast = {
  machine: any,
  config: (options, place) => {
    const role = options.get("role") ?? "agent";
    // The only machine has the place that every bench has; it is called as it would be among others.
    const name = place === "controller" ? (NAMES[role] ?? place) : place;
    return { role, ...ROLES[role]!.config(options, name) };
  },
  read: readMessage,
  commands: { does, alive },
  hides: (effect) => effect.kind === "cancel-timer" || effect.kind === "end-beat",
};

function listOf(options: Options, key: string, usual: string): readonly string[] {
  return (options.get(key) ?? usual).split(",").filter((each) => each !== "");
}

function starterConfig(options: Options, cluster: string): StarterConfig {
  return {
    cluster,
    servers: listOf(options, "servers", ""),
    agents: listOf(options, "agents", `${cluster}-A,${cluster}-B`),
    order: (options.get("order") ?? "concurrent") as StarterConfig["order"],
    within: MINUTE,
    pause: 10 * SECOND,
  };
}

function agentConfig(options: Options, agent: string): ClusterAgentConfig {
  const tries = options.get("tries");
  const leave = options.get("leave-after");
  return {
    agent,
    cluster: CLUSTER,
    pair: 1,
    ordinal: 0,
    servers: listOf(options, "servers", "A").map((place) => ({ place })),
    starter: CLUSTER,
    policy: {
      tries: tries === undefined ? null : Number(tries),
      pause: 10 * SECOND,
      answer: 5 * SECOND,
      every: 5 * SECOND,
      changes: (options.get("changes") ?? "read") as "read",
      leaveAfter: leave === undefined ? null : readTime(leave),
    },
  };
}

function serverConfig(options: Options, server: string) {
  return { server, every: 5 * SECOND, misses: 3, isHeard: options.has("heard") };
}

function consoleConfig(options: Options, console: string): ConsoleConfig {
  return {
    console,
    servers: listOf(options, "servers", "A,B"),
    twins: { "c-1": ["c-2"], "c-2": ["c-1"] },
    patience: MINUTE,
    tries: Number(options.get("tries") ?? 10),
    told: true,
    caretaker: options.get("caretaker") ?? null,
  };
}

function caretakerConfig(options: Options, name: string) {
  const agents = listOf(options, "agents", "c-1-A,c-2-A").map((agent) => ({ agent, cluster: agent.slice(0, 3) }));
  return { name, servers: listOf(options, "servers", "A,B"), agents };
}

/** `does [WORD …]`: what was asked for last is done; persistent data is of version WORD, and holds the tasks of `desk` that follow, for server A unless it says `NUMBER@SERVER`. */
function does(seat: Seat, words: readonly string[], now: Micros): void {
  const next = [...seat.open].at(-1);
  if (next === undefined) throw new Error("nothing is to be done");
  const [id, action] = next;
  const found = foundBy(action, words);
  seat.settle(id, { status: "done", ...(found !== null && { found }) }, now);
}

function foundBy(action: Action, [word = "1", ...tasks]: readonly string[]): Found | null {
  switch (action.kind) {
    case "read-data": {
      const stored = tasks.map((task) => {
        const [number = "", server = "A"] = task.split("@");
        return { slot: `desk ${number} ${action.agent}`, order: orderOf(number), server };
      });
      return { what: "stored-data", version: Number(word), devices: {}, tasks: stored };
    }
    case "fetch-failure":
      return { what: "failure", why: word };
    default:
      return null;
  }
}

/** `alive AGENT`: a server hears that it is there; the bench does not beat by itself. */
function alive(seat: Seat, [who = ""]: readonly string[], now: Micros): void {
  const isServer = !who.includes("-");
  seat.hear(who, null, isServer ? { kind: "server-here", server: who } : { kind: "agent-here", agent: who }, now);
}

function orderOf(number: string): TaskOrder {
  const order = { console: "desk", number: Number(number), task: "copy", cluster: CLUSTER, system: "ess" };
  return { ...order, over: 1, told: true };
}

function readMessage([kind = "", first = "", second = "", third = "A"]: readonly string[]): Message | null {
  switch (kind) {
    case "changed":
      return {
        kind: "configuration-changed",
        cluster: CLUSTER,
        version: Number(first),
        data: { version: Number(first), devices: {} },
      };
    case "initialise":
      return { kind: "initialise-cluster", cluster: first };
    case "registered":
    case "gave-up":
      return { kind: kind === "registered" ? "agent-registered" : "agent-gave-up", agent: first };
    case "go-to":
      return { kind: "re-register", agent: first, server: second };
    case "wanted":
      return {
        kind: "task-wanted",
        task: "copy",
        cluster: first,
        system: "ess",
        server: second === "" ? null : second,
      };
    case "over":
      return { kind: "task-over", order: orderOf(first), server: third, result: second as "done" };
    case "complaint":
      return { kind: "complaint", server: first, cluster: second, hasAnswered: false };
    case "complaint-about":
      return { kind: "complaint", server: first, cluster: second, hasAnswered: true };
    default:
      return null;
  }
}
