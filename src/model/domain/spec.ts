/** What a domain is made of, as plain data: server systems with their clusters and devices, servers, tasks, consoles, and a person. */
import type { Distribution } from "../../sim/index.js";
import type { Micros } from "../../units/index.js";

export interface DomainSpec {
  readonly systems: readonly ServerSystemSpec[];
  readonly clusters: readonly ClusterSpec[];
  readonly servers: readonly { readonly name: string; readonly on: string }[];
  readonly tasks: readonly TaskKindSpec[];
  readonly consoles: readonly ConsoleSpec[];
  readonly caretaker: CaretakerSpec | null;
  /** How long it takes until something in the persistent data of a cluster is durable, and until it is read. */
  readonly store: Micros;
  /** How long it takes to launch a process. */
  readonly launch: Distribution;
}

export interface ServerSystemSpec {
  readonly name: string;
  readonly site: string;
  readonly clusters: readonly string[];
  readonly devices: readonly DeviceSpec[];
}

/** A device, and what its two states are called: the one that it begins with, and the other. */
export interface DeviceSpec {
  readonly name: string;
  readonly states: readonly [string, string];
}

/** A host that is a cluster. */
export interface ClusterSpec {
  readonly name: string;
  readonly system: string;
  /** The process that executes tasks and sees the devices. */
  readonly driver: string;
  readonly agents: readonly PairAgentSpec[];
}

export interface PairAgentSpec {
  readonly name: string;
  readonly pair: number;
  /** Those that it may register with, the one that it begins with first. */
  readonly servers: readonly string[];
}

export interface TaskKindSpec {
  readonly name: string;
  readonly takes: Distribution;
  readonly fails: number;
  /** Of all tasks that a console gives at its rate. */
  readonly share: number;
}

export interface ConsoleSpec {
  readonly name: string;
  readonly network: string;
  /** Tasks per second. */
  readonly rate: number;
  /** The clusters that they are given to, one as often as the other. */
  readonly clusters: readonly string[];
  readonly gives: readonly GivenTaskSpec[];
  /** How long a user takes to notice that something was not done. */
  readonly notices: Distribution;
}

export interface GivenTaskSpec {
  readonly at: Micros;
  readonly task: string;
  readonly cluster: string;
  /** `null`: whichever the user thinks of. */
  readonly server: string | null;
}

/** Who tells agents with which server to register. */
export interface CaretakerSpec {
  readonly name: string;
  readonly network: string;
  readonly notices: Distribution;
  readonly each: Distribution;
  /** Probabilities: that an agent is told a wrong address, and that it is forgotten. */
  readonly wrong: number;
  readonly forgets: number;
}
