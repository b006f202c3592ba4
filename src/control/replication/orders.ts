/** What is ordered: which data goes where, in which run, under which epoch; over which way; and by which scripts it is made ready. */
import type { Micros } from "../../units/index.js";

export type Script = "quiesce" | "backup-mode" | "flush" | "unmount" | "resume" | "remount";
export type ApplicationState = "running" | "quiesced" | "backup-mode" | "unmounted";
export type CopyGrade = "application-consistent" | "crash-consistent";

/** One end of a transfer: a volume, or a copy that a transfer made of it. */
export interface Endpoint {
  readonly volume: string;
  /** The storage system in which it lies. */
  readonly array: string;
  /** The transfer whose copy it is; `null`: the volume itself, as its host uses it. */
  readonly copy: string | null;
  /** The disk adapter behind which the copy is put; absent: the storage system chooses. */
  readonly on?: string;
}

/** `full`: all of it; `incremental`: what has changed since the last complete copy, all of it where there is none. */
export type CopyMode = "full" | "incremental";

/** Tells a run from all others, and who may write for it. */
export interface CopyOrder {
  readonly transfer: string;
  /** Counts from 1. */
  readonly run: number;
  /** Rises with each command of a transfer, over all its runs; always the same where the policy has no epochs. */
  readonly epoch: number;
  readonly source: Endpoint;
  readonly target: Endpoint;
  readonly mode: CopyMode;
  /** Bytes; the last extent of a run may be smaller. */
  readonly extent: number;
}

/**
 * Which ends an agent serves itself. `helper`: the agent that serves the other end, to which data goes over IP; `null`: the
 * storage systems move it themselves over a link between them.
 */
export type Way = { readonly by: "both" } | { readonly by: "push" | "pull"; readonly helper: string | null };

/** An application is to be in the state that this script leaves it in when a run is opened; flushed: since the run was begun. */
export type Condition = ScriptSpec;

/** A script is about an application of a host; with the epoch that the host compares. */
export interface ScriptOrder {
  readonly host: string;
  readonly application: string;
  readonly transfer: string;
  readonly run: number;
  readonly epoch: number;
}

/** A script before or after a copy. */
export interface ScriptSpec {
  readonly host: string;
  readonly application: string;
  readonly script: Script;
}

export interface TransferCommand {
  readonly agent: string;
  /** Rises with each command of a transfer: one that comes again, or late, is known by it. */
  readonly number: number;
  readonly order: CopyOrder;
  readonly way: Way;
  readonly before: readonly ScriptSpec[];
  readonly after: readonly ScriptSpec[];
  /** Somebody else, or the agent before it was restarted, may have begun this run. */
  readonly takesOver: boolean;
  /** How many extents the server knows to be at the target: whoever has heard of fewer from its peers has missed something. */
  readonly known: number;
  /** Begin from the first extent whatever is there. */
  readonly afresh: boolean;
  /** Extents between two checkpoints. */
  readonly checkpointEvery: number;
}

/** What an agent is told to put right: scripts that undo what was done to applications, wherever they are not undone yet. */
export interface PutRight {
  readonly agent: string;
  readonly transfer: string;
  readonly run: number;
  readonly number: number;
  readonly epoch: number;
  readonly after: readonly ScriptSpec[];
}

/** Time limits of what an agent does, and the pause before it tries again. */
export interface AgentLimits {
  readonly storage: Micros;
  readonly copy: Micros;
  readonly script: Micros;
  readonly retryAfter: Micros;
}

/** What state a script leaves an application in; `null`: as it is. */
export const leaves: Readonly<Record<Script, ApplicationState | null>> = {
  quiesce: "quiesced",
  "backup-mode": "backup-mode",
  flush: null,
  unmount: "unmounted",
  resume: "running",
  remount: "running",
};
