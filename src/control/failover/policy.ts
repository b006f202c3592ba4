/** What a failover policy may say: points in one space of options, not separate programs. Durations are microseconds. */
import type { Micros } from "../../units/index.js";
import type { DetectPolicy } from "../kit/detect-policy.js";
import type { VolumeContent } from "../platform.js";

export interface FailoverPolicy {
  /** Name of the routine's preset (`2A` …). */
  readonly preset: string;
  readonly detect: DetectPolicy;
  readonly shutdown: ShutdownPolicy;
  readonly power?: PowerPolicy;
  /** How the data gets to the stand-in: the first that works, in this order; empty when there is nothing to move. */
  readonly data: readonly string[];
  /** The same for some stand-ins; `data` is for all others. */
  readonly dataFor?: Readonly<Record<string, readonly string[]>>;
  /** When a backup is used though what is newer could be brought; never unless given. */
  readonly backupWhen?: "not-orderly" | "always";
  /** Who may stand in, best first; empty: every other host, in the order of the scenario. */
  readonly standIns: readonly string[];
  readonly partition?: Partition;
  /** Sites of several hosts that move as one. */
  readonly together?: readonly (readonly string[])[];
  /** Who goes first when stand-ins are short, by service; the higher the number the sooner, 0 unless given. */
  readonly priority?: Readonly<Record<string, number>>;
  /** When all its stand-ins are taken a service takes that of one with a lower priority. */
  readonly preempts?: true;
  readonly limits: StepLimits;
  /** After a takeover the device of the former holder becomes the mirror of the one in use. */
  readonly mirrorAgain?: boolean;
  /** Absent: only an operator gives the order. */
  readonly failback?: FailbackPolicy;
  /** What the stand-in does until it is needed; as the preset has it unless given. */
  readonly standby?: Standby;
  /** What becomes of an active stand-in's own data before it is overwritten; `mirror` unless given. */
  readonly ownData?: OwnData;
  /** Which kinds of volumes move; the stand-in has its own of the others. All unless given. */
  readonly parts?: readonly VolumeContent[];
  /** How often what is done ahead is done again; every hour unless given. */
  readonly aheadEvery?: Micros;
  /** Whether the director sends the old address to the new one; as the preset has it unless given. */
  readonly redirect?: boolean;
  readonly identity?: IdentityPolicy;
  /** Who comes moves no cables, but restores backups where the stand-in is. */
  readonly restoresByHand?: true;
  /** Who moves cables by hand powers the storage systems down for that. */
  readonly storageOff?: true;
}

/**
 * When a stand-in gets its identity, which is before it has power unless given: in standalone, from where it may start anew;
 * or in the data, where that lies still or where it is copied to.
 */
export type IdentityPolicy =
  { readonly set: "standalone"; readonly reboot?: true } | { readonly set: "before-copy" | "during-copy" };

/** It has to stop in standalone for that. */
export function isSetInStandalone({ identity }: Pick<FailoverPolicy, "identity">): boolean {
  return identity?.set === "standalone";
}

/** `cold`: off; `staged`: in standalone, or online with nothing of its own to do; `active`: with users and data of its own. */
export type Standby = "cold" | "staged" | "active";

/** Its mirror is split off, a backup is taken, the last one will do, or none of that because it does not matter. */
export type OwnData = "mirror" | "backup" | "recent-backup" | "discard";

/** Stand-ins that are kept for certain hosts: a secondary site whose hosts are shared out among several primaries. */
export interface Partition {
  readonly shares: readonly { readonly for: string; readonly by: readonly string[] }[];
  /** When a host's own stand-ins are taken or broken. */
  readonly whenTaken: "wait" | "what-is-left";
}

/** When a repaired host takes its services back: `after` a while, once it was serviced; at the earliest at a time of the day. */
export interface FailbackPolicy {
  readonly after: Micros;
  /** Time since midnight, in days that begin with the run. */
  readonly timeOfDay?: Micros;
}

export interface ShutdownPolicy {
  /** How long an orderly shutdown may take. */
  readonly within: Micros;
  /** `if-needed`: the relay cuts the power when the orderly shutdown is not confirmed; `always`: in addition to it. */
  readonly relay: "if-needed" | "always" | "never";
  /** Of a host that is shut down by choice the users are warned, and get so long at most to have answered what is open. */
  readonly warn?: Micros;
  /** Who is shut down first, where a stand-in has to be shut down too: the failed host unless given. */
  readonly first?: "stand-in";
  /** When neither shutdown nor relay can be confirmed. */
  readonly unconfirmed: "retry" | "page" | "proceed-unsafely";
}

/** Who switches the power of hosts off and on: their relays unless a person is called, who comes and does it by hand. */
export interface PowerPolicy {
  readonly off?: "by-hand";
  readonly on?: "by-hand";
}

/** Relays may cut the power of hosts. */
export function cutsByRelay({ shutdown, power }: FailoverPolicy): boolean {
  return shutdown.relay !== "never" && power?.off === undefined;
}

/** Somebody is called for a host that cannot be confirmed off otherwise. */
export function callsForOff({ shutdown, power }: FailoverPolicy): boolean {
  return shutdown.unconfirmed === "page" || (power?.off === "by-hand" && shutdown.relay !== "never");
}

/** Time limits of the other steps. */
export interface StepLimits {
  readonly relay: Micros;
  readonly replicate: Micros;
  readonly boot: Micros;
  /** Pause before a step or a takeover is tried again. */
  readonly retryAfter: Micros;
  /** How often hosts that failed are tried once more when nobody else can stand in. */
  readonly tries: number;
}
