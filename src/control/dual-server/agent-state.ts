/** What an agent of a cluster is told and remembers; all that has to outlive it stands in the persistent data of its cluster. */
import type { Micros } from "../../units/index.js";
import { type Desk, newDesk } from "../kit/desk.js";
import type { RoutineState } from "../kit/routine.js";
import type { Address, Place } from "../words.js";
import type { StoredData, TaskOrder } from "./orders.js";

export interface AgentPolicy {
  /** How often registration is tried before the agent ends; `null`: without limit. */
  readonly tries: number | null;
  /** Between two tries, and before something is sent again that was not acknowledged. */
  readonly pause: Micros;
  /** How long an answer may take. */
  readonly answer: Micros;
  /** How often agents say that they are there. */
  readonly every: Micros;
  /** Whether what the driver broadcasts is taken, or read from persistent data (306). */
  readonly changes: "read" | "broadcast";
  /** After so long a silence of its server it registers with the next one; `null`: only when it is told to. */
  readonly leaveAfter: Micros | null;
}

export interface AgentConfig {
  readonly agent: string;
  readonly cluster: string;
  /** Which pair of agents of its cluster it belongs to. */
  readonly pair: number;
  /** The first agent of its pair, the second, … */
  readonly ordinal: number;
  /** With the first it registers; with others when its server is gone, and it may. */
  readonly servers: readonly Address[];
  /** Where those who start the cluster hear of it. */
  readonly starter: Place;
  readonly policy: AgentPolicy;
}

/** What a registration knows while it goes on. */
export interface RegistrationFacts {
  readonly server: Address;
  tries: number;
  registeredAt: Micros | null;
  /** What it has read of the persistent data; `null` until then. */
  data: StoredData | null;
  /** When the server said that it holds that. */
  heldAt: Micros | null;
}

/** The registration, or the telling of a change, that is under way. */
export interface Errand {
  readonly kind: "registration" | "change";
  readonly id: string;
  readonly facts: RegistrationFacts;
  readonly routine: RoutineState;
}

/** What an agent knows of a task that it has in hand. */
export interface TaskFacts {
  readonly order: TaskOrder;
  readonly slot: string;
  /** That wants it, and is told the outcome. */
  readonly server: string;
  /** The outcome, as the driver tells it. */
  overAt: Micros | null;
  failed: boolean;
  why: string | null;
}

export interface TaskInHand {
  readonly facts: TaskFacts;
  readonly routine: RoutineState;
}

export type AgentOwner = { readonly of: "errand" } | { readonly of: "task"; readonly slot: string };

export interface AgentState {
  readonly config: AgentConfig;
  readonly desk: Desk<AgentOwner>;
  /** The server that it is registered with, or tries to. */
  server: Address;
  registered: boolean;
  errand: Errand | null;
  errands: number;
  /** The newest version that it was told of, and that its server holds. */
  toldOf: number;
  held: number;
  /** What was broadcast last. */
  broadcast: StoredData | null;
  /** By slot. */
  readonly tasks: Map<string, TaskInHand>;
}

export function newAgent(config: AgentConfig): AgentState {
  return {
    config,
    desk: newDesk(),
    server: config.servers[0]!,
    registered: false,
    errand: null,
    errands: 0,
    toldOf: 0,
    held: 0,
    broadcast: null,
    tasks: new Map(),
  };
}

/** Where the name of an agent stands with a task: one place for each, since several may ask at once. */
export function slotOf(agent: string, { console, number }: TaskOrder): string {
  return `${console} ${number} ${agent}`;
}
