/** What the transfer server is told, what it knows of agents and transfers, and what of that stands on its disk. */
import type { Micros } from "../../units/index.js";
import { type Desk, newDesk } from "../kit/desk.js";
import type { DetectPolicy } from "../kit/detect-policy.js";
import { newWatch, type Watch } from "../kit/detection.js";
import type { Address, Place } from "../words.js";
import type { CopyMode, Endpoint, ScriptSpec, Way } from "./orders.js";

export interface ServerConfig {
  readonly agents: readonly AgentFacts[];
  readonly transfers: readonly TransferConfig[];
  readonly policy: ReplicationPolicy;
}

/** An agent as it is configured. */
export interface AgentFacts {
  readonly name: string;
  readonly address: Address;
  /** The storage systems that it reaches while all works. */
  readonly arrays: readonly string[];
}

export interface TransferConfig {
  readonly name: string;
  readonly source: Endpoint;
  readonly target: Endpoint;
  readonly mode: CopyMode;
  readonly extent: number;
  /** When it is due first, and how often from then on; `null`: once. */
  readonly at: Micros;
  readonly every: Micros | null;
  /** In levels: those of one level are as good as each other. */
  readonly agents: readonly (readonly string[])[];
  readonly before: readonly ScriptSpec[];
  readonly after: readonly ScriptSpec[];
  /** A link between the two storage systems lets them move data by themselves. */
  readonly linked: boolean;
}

export interface ReplicationPolicy {
  /** `path-aware`: only agents on a path of the transfer count; `static-order`: whoever is next, who may find that it has none. */
  readonly order: "path-aware" | "static-order";
  /** Whether anybody stands in for the first agent of an order. */
  readonly failover: boolean;
  /** Whether whoever takes over goes on from what is at the target. */
  readonly checkpoints: boolean;
  /** Whether the target can tell a command from a newer one. */
  readonly epochs: boolean;
  readonly failback: "immediate" | "after-transfer" | "manual";
  readonly detect: DetectPolicy;
  /** How often agents say that they work. */
  readonly every: Micros;
  /** Extents between two checkpoints. */
  readonly checkpointEvery: number;
  readonly limits: ServerLimits;
}

export interface ServerLimits {
  /** A command that nobody has answered for so long is sent again, so many times in all. */
  readonly command: Micros;
  readonly tries: number;
  /** After this time those are tried again who could not. */
  readonly retryAfter: Micros;
}

/** A run that an agent was commanded to carry out. */
export interface Hand {
  readonly agent: string;
  readonly number: number;
  readonly way: Way;
  readonly takesOver: boolean;
  /** How often the command was sent. */
  times: number;
  /** An answer to it is awaited: after a restart of the server that of one that was accepted long ago. */
  awaited: boolean;
  accepted: boolean;
}

/** A run goes from one agent to another, or goes on after it was suspended. */
export interface Move {
  readonly kind: "takeover" | "resumption" | "failback";
  readonly number: number;
  readonly from: string;
  readonly to: string;
  step: MoveStep;
  /** What the target held when the copy went on; `null`: that is not known yet. */
  base: number | null;
}

export const MOVE_STEPS = ["select", "command", "prepare", "first-extents"] as const;
export type MoveStep = (typeof MOVE_STEPS)[number];

/** What is known of one transfer; all of it is stored. */
export interface TransferFacts {
  run: number;
  /** A run has begun and not ended. */
  underWay: boolean;
  begunAt: Micros;
  /** Of the last command. */
  number: number;
  /** Extents of the run that are known to be at the target. */
  held: number;
  /** Somebody was commanded in this run, and may have begun it. */
  commanded: boolean;
  hand: Hand | null;
  move: Move | null;
  /** Who could not, and is not asked again for a while. */
  tried: string[];
  /** Who had it in hand last. */
  holder: string | null;
  dueAt: Micros | null;
  /** Which other transfer writes where this one is to: it has begun, and is carried out when that has no agent any more. */
  waitsFor: string | null;
  /** Who is to put right what scripts have left. */
  owes: { readonly agent: string; readonly number: number } | null;
}

export interface ServerState {
  readonly config: ServerConfig;
  /** What is configured, by name: there may be thousands, and each message is about one. */
  readonly named: {
    readonly agents: ReadonlyMap<string, AgentFacts>;
    readonly transfers: ReadonlyMap<string, TransferConfig>;
    /** By transfer, of those that have any: the others that write to the same place, as restores of one volume do. */
    readonly rivals: ReadonlyMap<string, readonly TransferConfig[]>;
  };
  readonly desk: Desk<never>;
  readonly watches: Readonly<Record<Place, Watch>>;
  /** Agents report on nobody else. */
  readonly reportedFrom: Readonly<Record<Place, never>>;
  /** The storage systems that each agent reaches, as far as it has said. */
  readonly arrays: Record<string, readonly string[]>;
  readonly transfers: Readonly<Record<string, TransferFacts>>;
  /** How many transfers each agent has in hand. */
  readonly inHand: Record<string, number>;
  readonly unsaved: Set<string>;
}

export function newServer(config: ServerConfig): ServerState {
  const { every, detect } = config.policy;
  const watches = config.agents.map(({ name }) => {
    return [name, newWatch({ from: name, kind: "agent-alive", about: name }, every, detect)] as const;
  });
  return {
    config,
    named: { agents: byName(config.agents), transfers: byName(config.transfers), rivals: rivalsIn(config.transfers) },
    desk: newDesk(),
    watches: Object.fromEntries(watches),
    reportedFrom: {},
    arrays: Object.fromEntries(config.agents.map(({ name, arrays }) => [name, arrays])),
    transfers: Object.fromEntries(config.transfers.map(({ name, at }) => [name, newTransfer(at)])),
    inHand: {},
    unsaved: new Set(),
  };
}

function byName<T extends { readonly name: string }>(all: readonly T[]): ReadonlyMap<string, T> {
  return new Map(all.map((each) => [each.name, each]));
}

function rivalsIn(transfers: readonly TransferConfig[]): ReadonlyMap<string, readonly TransferConfig[]> {
  const writers = new Map<string, TransferConfig[]>();
  for (const each of transfers) {
    const { volume, array, copy } = each.target;
    const place = JSON.stringify([volume, array, copy]);
    writers.set(place, [...(writers.get(place) ?? []), each]);
  }
  const shared = [...writers.values()].filter(({ length }) => length > 1);
  return new Map(
    shared.flatMap((all) => all.map((each) => [each.name, all.filter((other) => other !== each)] as const)),
  );
}

function newTransfer(at: Micros): TransferFacts {
  const nothing = { hand: null, move: null, tried: [], holder: null, waitsFor: null, owes: null };
  return { run: 0, underWay: false, begunAt: 0, number: 0, held: 0, commanded: false, dueAt: at, ...nothing };
}

export function serverFrom(config: ServerConfig, disk: Readonly<Record<string, unknown>>): ServerState {
  const state = newServer(config);
  for (const { name } of config.agents) {
    const arrays = disk[`agent ${name}`] as readonly string[] | undefined;
    if (arrays !== undefined) state.arrays[name] = arrays;
  }
  for (const { name } of config.transfers) Object.assign(state.transfers[name]!, disk[`transfer ${name}`]);
  for (const facts of Object.values(state.transfers)) {
    const { hand } = facts;
    facts.hand = null;
    handTo(state, facts, hand);
  }
  return state;
}

/** What has changed of agents and transfers, to be stored before anything comes of it. */
export function unsavedOfServer({ unsaved, arrays, transfers }: ServerState) {
  const effects = [...unsaved].map((key) => {
    const [kind = "", name = ""] = key.split(" ");
    return { kind: "store" as const, key, content: kind === "agent" ? arrays[name] : transfers[name] };
  });
  unsaved.clear();
  return effects;
}

export function factsOf({ transfers, unsaved }: ServerState, { name }: TransferConfig): TransferFacts {
  const found = transfers[name];
  if (found === undefined) throw new Error(`there is no transfer ${name}`);
  unsaved.add(`transfer ${name}`);
  return found;
}

/** From now on it is in the hand of somebody else; `null`: of nobody. */
export function handTo({ inHand }: ServerState, facts: TransferFacts, hand: Hand | null): void {
  const count = (agent: string | undefined, by: number): void => {
    if (agent !== undefined) inHand[agent] = (inHand[agent] ?? 0) + by;
  };
  count(facts.hand?.agent, -1);
  count(hand?.agent, 1);
  facts.hand = hand;
}

export function isHeard({ watches }: ServerState, agent: string): boolean {
  return watches[agent]?.verdict === "healthy";
}

export function addressOf({ named }: ServerState, agent: string): Address {
  return named.agents.get(agent)!.address;
}
