/**
 * Transfer server and agents on the bench: `place server replication …` is the server, any other place an agent. Transfers are
 * written `transfers=NAME:AGENT|AGENT/AGENT`, levels apart by slashes; paths `paths=AGENT:ARRAY|ARRAY`; those that are to be moved
 * back onto the same volume `restores=NAME,NAME`.
 */
import {
  type Action,
  type AgentConfig,
  type Effect,
  type Found,
  type Machine,
  type Input,
  type Message,
  type ServerConfig,
  transferAgent,
  transferServer,
} from "../../../src/control/index.js";
import { MINUTE, SECOND, type Micros } from "../../../src/units/index.js";
import { readTime } from "../read.js";
import type { Cast, Seat } from "./cast.js";

type Options = ReadonlyMap<string, string>;

const SERVER = "server";
const SHOP = { volume: "shop-data" };

/** Either machine, told apart by what it is told. */
const either: Machine<unknown, unknown, Input, Effect> = {
  start: (config, now) => machineFor(config).start(config, now),
  step: (state, input, now) => machineFor((state as { readonly config: unknown }).config).step(state, input, now),
  restart: (config, disk, now) => machineFor(config).restart!(config, disk, now),
};

function machineFor(config: unknown) {
  const isServer = "transfers" in (config as object);
  return (isServer ? transferServer : transferAgent) as unknown as Machine<unknown, unknown, Input, Effect>;
}

export const replication: Cast = {
  machine: either,
  config: (options, place) => (place === SERVER ? serverConfig(options) : agentConfig(options, place)),
  read: readMessage,
  commands: { does, alive, peer },
  hides: (effect) =>
    effect.kind === "beat" ||
    effect.kind === "cancel-timer" ||
    (effect.kind === "set-timer" && HIDDEN.includes(effect.timer.kind)),
  say,
};

/** What is set again and again, and rings only when nothing is heard. */
const HIDDEN = ["report-due", "peer-silent", "step", "due"];

function serverConfig(options: Options): ServerConfig {
  const { list, map } = readersOf(options);
  const paths = map("paths");
  const transfers = map("transfers");
  const agents = [...new Set([...transfers.values()].flatMap((each) => each.split(/[|/]/)))];
  const script = (verb: string | undefined) =>
    verb === undefined ? [] : [{ host: "web-1", application: "shop", script: verb as "quiesce" }];
  return {
    agents: agents.map((name) => {
      const arrays = (paths.get(name) ?? "array-1|array-2").split("|");
      return { name, address: { place: name }, arrays };
    }),
    transfers: [...transfers].map(([name, order]) => ({
      name,
      ...(list("restores").includes(name)
        ? { source: { ...SHOP, array: "array-2", copy: "shop" }, target: { ...SHOP, array: "array-1", copy: null } }
        : {
            source: { volume: `${name}-data`, array: "array-1", copy: null },
            target: { volume: `${name}-data`, array: "array-2", copy: name },
          }),
      mode: "incremental",
      extent: 100,
      at: readTime(options.get("due") ?? "10s"),
      every: options.has("every") ? readTime(options.get("every")!) : null,
      agents: order.split("/").map((level) => level.split("|")),
      before: script(options.has("scripts") ? "quiesce" : undefined),
      after: script(options.has("scripts") ? "resume" : undefined),
      linked: list("linked").includes(name),
    })),
    policy: {
      order: (options.get("order") ?? "path-aware") as "path-aware",
      failover: options.get("failover") !== "no",
      checkpoints: options.get("checkpoints") !== "no",
      epochs: options.get("epochs") !== "no",
      failback: (options.get("failback") ?? "after-transfer") as "manual",
      detect: { when: "any", reports: { misses: 3 }, queries: null, errors: false },
      every: 5 * SECOND,
      checkpointEvery: 2,
      limits: { command: 2 * SECOND, tries: 3, retryAfter: MINUTE },
    },
  };
}

function agentConfig(options: Options, agent: string): AgentConfig {
  const peers = readersOf(options)
    .list("peers")
    .map((place) => ({ place, over: "peer" }));
  return {
    agent,
    server: { place: SERVER },
    peers,
    standIns: new Proxy({}, { get: () => peers }),
    every: 5 * SECOND,
    misses: 3,
    limits: { storage: MINUTE, copy: 10 * MINUTE, script: 10 * SECOND, retryAfter: MINUTE },
  };
}

function readersOf(options: Options) {
  const list = (key: string) => (options.get(key) ?? "").split(",").filter((each) => each !== "");
  return { list, map: (key: string) => new Map(list(key).map((each) => each.split(":") as [string, string])) };
}

/** `does [HELD]`: what the agent asked for last is done; a target that is asked holds so much of the run, `HELD!` all of it and complete. */
function does(seat: Seat, [word = "0"]: readonly string[], now: Micros): void {
  const next = [...seat.open].at(-1);
  if (next === undefined) throw new Error("nothing is to be done");
  const [id, action] = next;
  const found = foundBy(action, word);
  seat.settle(id, { status: "done", ...(found !== null && { found }) }, now);
}

function foundBy(action: Action, word: string): Found | null {
  const grade = "application-consistent";
  switch (action.kind) {
    case "look-at-paths":
      return { what: "paths", arrays: word === "0" ? ["array-1", "array-2"] : word.split(",") };
    case "open-run":
      return { what: "run", extents: 5, bytes: 450, grade };
    case "ask-target":
      return {
        ...held(action, Number(word.replace("!", ""))),
        opened: word !== "-",
        closed: word.endsWith("!"),
        grade,
      };
    case "copy-extents":
      return { ...held(action, action.to), opened: true, closed: false, grade };
    case "close-run":
      return { ...held(action, 5), opened: true, closed: true, grade };
    case "ask-application":
      return { what: "application", state: (word === "0" ? "quiesced" : word) as "running", newest: action.epoch };
    default:
      return null;
  }
}

function held({ order }: { readonly order: { readonly run: number } }, extents: number) {
  return { what: "held", run: order.run, held: extents } as const;
}

/** `alive AGENT`: the server hears that it works; the bench does not beat by itself. */
function alive(seat: Seat, [agent = ""]: readonly string[], now: Micros): void {
  seat.hear(agent, null, { kind: "agent-alive", agent }, now);
}

/** `peer AGENT`: an agent hears another over the peer channel. */
function peer(seat: Seat, [agent = ""]: readonly string[], now: Micros): void {
  seat.hear(agent, "peer", { kind: "peer-alive", agent }, now);
}

function readMessage([kind = "", first = "", second = ""]: readonly string[]): Message | null {
  switch (kind) {
    case "paths":
      return { kind: "paths-changed", agent: first, arrays: second === "" ? [] : second.split(",") };
    case "fail-back":
      return { kind: "fail-back-transfer", transfer: first };
    default:
      return null;
  }
}

function say(effect: Effect): string | null {
  if (effect.kind !== "act") return null;
  const { action, id } = effect;
  switch (action.kind) {
    case "open-run":
    case "ask-target":
    case "close-run":
      return `${action.kind} ${action.order.transfer} run ${action.order.run} epoch ${action.order.epoch}  #${id}`;
    case "copy-extents":
      return `copy-extents ${action.order.transfer} ${action.from}..${action.to} epoch ${action.order.epoch} by ${action.way.by}  #${id}`;
    default:
      return null;
  }
}
