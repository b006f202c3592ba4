/** What a failover controller knows (never what is true). */
import type { Micros } from "../../units/index.js";
import type { Identity } from "../identity.js";
import type { StagedHost } from "../kit/host-stage.js";
import type { Surroundings } from "./surroundings.js";
import type { Platform } from "./transformation/index.js";

export interface Facts {
  /** Keyed by name, in the order of the configuration. */
  readonly hosts: Readonly<Record<string, HostFacts>>;
  readonly volumes: Readonly<Record<string, VolumeFacts>>;
  readonly surroundings: Surroundings;
}

export interface HostFacts extends StagedHost {
  readonly name: string;
  /** Its own, as it was recorded last. */
  identity: Identity;
  /** That of another host, which its own system was given to stand in for that one, and may still have. */
  borrowed: Identity | null;
  readonly network: string;
  /** The storage systems that it is attached to. */
  readonly arrays: readonly string[];
  /** As it was recorded last; `null` when nobody did. */
  platform: Platform | null;
  /** Interval of its agent's status reports; `null` without an agent. */
  readonly reportEvery: Micros | null;
  /** The host on which that agent runs; the host itself unless given. */
  readonly watchedFrom?: string;
  /** May be used: not failed, or serviced since. */
  fit: boolean;
  /** Another controller has it help a service with its load. */
  lent: boolean;
}

export interface VolumeFacts {
  readonly name: string;
  readonly holds: "system" | "programs" | "data";
  readonly size: number;
  /** The host whose volume it is when all is well. */
  readonly owner: string;
  readonly array: string;
  /** The disk adapter of its first device. */
  readonly adapter: string;
  /** Bytes that change per second. */
  readonly changeRate: number;
  /** Its mirror in another storage system. */
  readonly remoteMirror: (Mirror & { readonly array: string }) | null;
  /** Its transaction log; bytes per second that it grows by and that can be applied. */
  readonly log: { readonly rate: number; readonly replay: number } | null;
  /** How its backups are kept; bytes per second that can be restored. */
  readonly backup: { readonly every: Micros; readonly bandwidth: number } | null;
  /** The device with the newest data, and the host that it is presented to. */
  current: { device: string; host: string };
  /** That device was withdrawn from that host, or may have been. */
  withdrawn: boolean;
  mirror: Mirror | null;
  /** The device that was in use before the last takeover. */
  former: string | null;
  /** A device with the same data as the one in use; in doubt while a host that was told to boot has not said how that went. */
  twin: { readonly device: string; readonly inDoubt: boolean } | null;
  /** The device that was in use when its host said that what it holds is of no use. */
  useless: string | null;
  /** Where its host finds its data again after it stood in for another: on the mirror that was split off, or in the backup. */
  aside: { readonly device: string } | "backup" | null;
  /** Devices that were to be withdrawn from hosts, and may still be presented to them. */
  strays: Record<string, string>;
  /** How often another host, or the same one anew, went on with it: what was ordered before is of no use after. */
  handovers: number;
  /** Where its data is left, since all devices may have been laid over by somebody else's. */
  left: "devices" | "backup" | "nothing";
  /** Devices with the same data that were made ready for a stand-in, by host. */
  ready: Record<string, string>;
  /** Copies that were made before they are needed, by host. */
  ahead: Record<string, { readonly device: string }>;
}

/** A device that gets every write of another, until it is split off. */
export interface Mirror {
  readonly device: string;
  readonly of: string;
}

/** The device that mirrors the one in use, `null` when none does: after a takeover by a copy, say, which has none. */
export function mirrorOf({ mirror, current }: VolumeFacts): string | null {
  return mirror?.of === current.device ? mirror.device : null;
}

/** Volumes of a host that it uses itself now, or will again when it stands in for nobody any more. */
export function ownVolumes(facts: Facts, name: string): readonly VolumeFacts[] {
  return Object.values(facts.volumes).filter(({ owner, current }) => owner === name && current.host === name);
}

export function host(facts: Facts, name: string): HostFacts {
  const found = facts.hosts[name];
  if (found === undefined) throw new Error(`the controller does not know host ${name}`);
  return found;
}

export function volume(facts: Facts, name: string): VolumeFacts {
  const found = facts.volumes[name];
  if (found === undefined) throw new Error(`the controller does not know volume ${name}`);
  return found;
}

/** Whether a host that boots gets its system, and with it its identity, from a volume of another one. */
export function startsFromAnothers(facts: Facts, name: string): boolean {
  return Object.values(facts.volumes).some(
    (known) => known.holds === "system" && known.owner !== name && deviceFor(known, name) !== null,
  );
}

/** The device of a volume that a host can use as it is, `null` when its data must be brought there first. */
export function deviceFor(known: VolumeFacts, hostName: string): string | null {
  const { current, withdrawn, ready, useless } = known;
  return current.host === hostName && !withdrawn && useless !== current.device
    ? current.device
    : (ready[hostName] ?? null);
}
