/** What a transfer agent remembers: what it has in hand, what it has heard, and what it owes; what of it survives a restart. */
import type { Micros } from "../../units/index.js";
import { type Desk, newDesk } from "../kit/desk.js";
import type { RoutineState } from "../kit/routine.js";
import type { Step } from "../kit/step.js";
import type { Address, EffectId, MessageOf, Undertaking } from "../words.js";
import type { AgentLimits, ApplicationState, CopyGrade, PutRight, TransferCommand } from "./orders.js";

export interface AgentConfig {
  readonly agent: string;
  readonly server: Address;
  /** The agents that may stand in for it, or it for them, and the network over which they talk. */
  readonly peers: readonly Address[];
  /** By transfer: those of them that may have to go on with it. */
  readonly standIns: Readonly<Record<string, readonly Address[]>>;
  /** How often it says that it works, to the server and to its peers. */
  readonly every: Micros;
  /** So many silences in a row, and a peer counts as not heard. */
  readonly misses: number;
  readonly limits: AgentLimits;
}

/** What an agent knows of the run that it has in hand. */
export interface RunFacts {
  readonly command: TransferCommand;
  /** What it knows of that it has from its peers alone. */
  readonly told: boolean;
  /** What it was told or has found out of what the target holds; `null`: nothing. */
  held: number | null;
  extents: number | null;
  grade: CopyGrade | null;
  /** Somebody opened the run before: what is to be copied is fixed, and scripts before it have done what they could. */
  opened: boolean;
  closed: boolean;
  /** By `host application`: the state in which it was found or put by this agent; absent: not known. */
  readonly applications: Record<string, ApplicationState>;
}

export interface Job {
  readonly facts: RunFacts;
  readonly routine: RoutineState;
  /** Counts how often this agent has begun it: a restart begins it anew. */
  readonly attempt: number;
  /** Bytes of the stretch that it copies, as it saw when its time was up last; absent: it was not yet. */
  seen?: number;
}

export type LastWord = MessageOf<"finished" | "broken-off" | "refused" | "settled">;

/** What an agent keeps of one transfer: on its disk too. */
export interface Held {
  /** The number of the newest command. */
  newest: number;
  job: Job | null;
  /** What it said last of a run that it has not in hand any more. */
  last: LastWord | null;
  owed: PutRight | null;
}

/** What a peer said over the peer channel of what a target holds. */
export interface Heard {
  readonly run: number;
  readonly held: number;
  readonly extents: number;
}

/** Whose an action is: of a run, of what is owed, or of the look at its paths. */
export type AgentOwner = { readonly of: "run" | "owed"; readonly transfer: string } | { readonly of: "paths" };

export interface AgentState {
  readonly config: AgentConfig;
  readonly desk: Desk<AgentOwner>;
  /** The storage systems that it reaches; `null` until it has looked. */
  arrays: readonly string[] | null;
  readonly transfers: Record<string, Held>;
  readonly heard: Record<string, Heard>;
  readonly peers: Record<string, { heard: boolean }>;
  /** Transfers of which the disk does not know everything. */
  readonly unsaved: Set<string>;
  /** What follows from a job alone, worked out once for each. */
  readonly plans: WeakMap<Job, JobPlan>;
}

export interface JobPlan {
  readonly of: Undertaking;
  readonly steps: readonly Step<RunFacts>[];
}

/** What is stored under the name of each transfer. */
interface Stored extends Held {
  readonly nextId: EffectId;
}

const KEY = "transfer ";

export function newAgent(config: AgentConfig): AgentState {
  const peers = Object.fromEntries(config.peers.map(({ place }) => [place, { heard: true }]));
  const nothing = { arrays: null, transfers: {}, heard: {}, unsaved: new Set<string>(), plans: new WeakMap() };
  return { config, desk: newDesk(), peers, ...nothing };
}

export function heldOf(state: AgentState, transfer: string): Held {
  return (state.transfers[transfer] ??= { newest: 0, job: null, last: null, owed: null });
}

/** Identities go on from the greatest that was stored: outcomes of former ones may still be told as lost. */
export function agentFrom(config: AgentConfig, disk: Readonly<Record<string, unknown>>): AgentState {
  const state = newAgent(config);
  for (const [key, content] of Object.entries(disk)) {
    if (!key.startsWith(KEY)) continue;
    const { nextId, ...held } = content as Stored;
    state.transfers[key.slice(KEY.length)] = held;
    state.desk.nextId = Math.max(state.desk.nextId, nextId);
  }
  return state;
}

/** What has changed of each transfer, to be stored before anything of it is done. */
export function unsavedOf({ unsaved, transfers, desk }: AgentState) {
  const effects = [...unsaved].map((transfer) => ({
    kind: "store" as const,
    key: KEY + transfer,
    content: { ...transfers[transfer]!, nextId: desk.nextId + AHEAD },
  }));
  unsaved.clear();
  return effects;
}

/** So many actions may be begun between two stores. */
const AHEAD = 1_000_000;
