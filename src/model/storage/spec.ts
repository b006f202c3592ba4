/** What storage systems are made of, what lies in them, and what is between them. */
import type { Distribution } from "../../sim/index.js";
import type { Micros } from "../../units/index.js";

/** A storage system. */
export interface ArraySpec {
  readonly name: string;
  readonly portAdapters: readonly AdapterSpec[];
  readonly diskAdapters: readonly AdapterSpec[];
  readonly volumes: readonly VolumeSpec[];
  /** How long splitting a mirror takes. */
  readonly split: Distribution;
  /** How long it takes to present devices on another port adapter. */
  readonly reassign: Distribution;
  /** The network on which hosts reach it that are not attached. */
  readonly network?: string;
}

export interface AdapterSpec {
  readonly name: string;
  readonly bandwidth: number;
}

export interface VolumeSpec {
  readonly name: string;
  readonly size: number;
  readonly holds: "system" | "programs" | "data";
  /** The disk adapter behind which its first device lies. */
  readonly on: string;
  /** The port adapters on which that device is presented: its host needs one of them. */
  readonly via: readonly string[];
  /** The host whose volume it is. */
  readonly host: string;
  /** The disk adapter of its mirror, if it has one. */
  readonly mirrorOn?: string;
  /** Bytes that change per second while the host is online (beside the writes of requests). */
  readonly changeRate: number;
  /** Bytes per second that its transaction log grows by while the host is online (beside the writes of requests). */
  readonly logRate: number;
  readonly log?: LogSpec;
  readonly backup?: BackupSpec;
  readonly remoteMirror?: RemoteMirrorSpec;
}

/** The transaction log of a volume. */
export interface LogSpec {
  /** The disk adapter behind which it lies. */
  readonly on: string;
  /** A write is in the log when it is acknowledged, or when its host flushes it. */
  readonly written: "commit" | "flush";
  /** Bytes per second that can be applied. */
  readonly replay: number;
}

/** Backups of a volume; one stands at the beginning. */
export interface BackupSpec {
  readonly name: string;
  readonly every: Micros;
  /** Bytes per second at which a backup is written, and restored. */
  readonly bandwidth: number;
  /** The storage system on which it is kept, and with which it is lost; wherever the volume is unless given. */
  readonly array?: string;
}

/** A mirror in another storage system. */
export interface RemoteMirrorSpec {
  readonly array: string;
  /** The disk adapter there. */
  readonly on: string;
  /** Synchronous: a write is on both before it counts as stored. */
  readonly mode: "synchronous" | "asynchronous";
  /** How long an asynchronous mirror keeps writes back before it sends them. */
  readonly lag: Micros;
}

/** A link between two storage systems: copies and mirrors go over it. */
export interface ArrayLinkSpec {
  readonly name: string;
  readonly joins: readonly [string, string];
  readonly bandwidth: number;
  readonly latency: Micros;
}

export interface EngineSpec {
  /** Bytes per second that it converts, of all that is converted at a time. */
  readonly capacity: number;
  /** The storage system on whose processor it runs; a machine of its own unless given. */
  readonly on?: string;
}
