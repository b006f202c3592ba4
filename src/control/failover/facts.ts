/** What a failover controller knows (never what is true). */
import type { Micros } from "../../units/index.js";
import type { Identity } from "../identity.js";
import type { StagedHost } from "../kit/host-stage.js";
import { listed, listedBehind, listedBy } from "../kit/listed.js";
import { arrayOf, deviceFor, inUse, isShown, isTriedInVain, twinOf, whyVain } from "./devices.js";
import type { Surroundings } from "./surroundings.js";
import type { Platform } from "./transformation/index.js";
import type { VolumeFacts } from "./volume-facts.js";

export interface Facts {
  /** Keyed by name, in the order of the configuration. */
  readonly hosts: Readonly<Record<string, HostFacts>>;
  readonly volumes: Readonly<Record<string, VolumeFacts>>;
  readonly surroundings: Surroundings;
  /** Hosts of which something was learnt that is not to be found out anew. */
  readonly changed: Record<string, true>;
  /** By host the volumes of which something was ever ordered for it, or to be withdrawn from it. */
  readonly near: Record<string, readonly string[]>;
}

export interface HostFacts extends StagedHost, Readonly<KeptOfHost> {
  readonly name: string;
  readonly network: string;
  /** It is off when all is well, and has no relay: nobody can start it from afar. */
  readonly needsHands?: true;
  /** It is at work when all is well, whether anything that moves is its own or not. */
  readonly startsOnline?: true;
  /** With power it goes to standalone, and waits there for the boot command. */
  readonly stopsInStandalone?: true;
  /** From power to online, as a rule; absent: nobody knows. */
  readonly startsIn?: Micros;
  /** A service that runs on several hosts, and on this one. */
  readonly poolOf?: string;
  /** No way leads to it from the controller, whatever works: what it says is never heard. */
  readonly unheard?: true;
  /** The storage systems that it is attached to. */
  readonly arrays: readonly string[];
  /** Interval of its agent's status reports; `null` without an agent. */
  readonly reportEvery: Micros | null;
  /** The host on which that agent runs; the host itself unless given. */
  readonly watchedFrom?: string;
}

/** What is known of a host beside its stage: what the controller stores, see `change`. */
export interface KeptOfHost {
  /** Its own, as it was recorded last. */
  identity: Identity;
  /** That of another host, which its own system was given to stand in for that one, and may still have. */
  borrowed: Identity | null;
  /** As it was recorded last; `null` when nobody did. */
  platform: Platform | null;
  /** It was ordered to shut down and said that it did: what it had in memory is written. */
  endedInOrder: boolean;
  /** May be used: not failed, or serviced since. */
  fit: boolean;
  /** It was started though nobody said that it is in order, and would not have been missed yet if it were dead: it is nobody else's hope. */
  unproven: boolean;
  /** When somebody said so the last time; -1: never. */
  servicedAt: Micros;
  /** How often that was said by then, as whoever said it last told. */
  repairs: number;
  /** A person pulled its plug, and nobody has said that it is in again since: its relay says nothing of its power. */
  unplugged: boolean;
  /** Whoever pulled its plug is there still: the takeover that they were called for goes on. */
  attended: boolean;
  /** Another controller has it help a service with its load, or had: what it starts from may carry what that wrote there. */
  lent: "never" | "now" | "before";
}

/** Volumes of a host that it uses itself now, or will again when it stands in for nobody any more. */
export function ownVolumes(facts: Facts, name: string): readonly VolumeFacts[] {
  return ownedBy(facts, name).filter(({ holder }) => holder === name);
}

/** Volumes that are a host's own when all is well. */
export function ownedBy(facts: Facts, name: string): readonly VolumeFacts[] {
  return listedBy(facts.volumes, "owner", name);
}

/** Volumes of which the first device is in a storage system. */
export function liesIn(facts: Facts, array: string): readonly VolumeFacts[] {
  return listedBy(facts.volumes, "array", array);
}

export function host(facts: Facts, name: string): HostFacts {
  const found = facts.hosts[name];
  if (found === undefined) throw new Error(`the controller does not know host ${name}`);
  return found;
}

/** For whoever learns something of a host that is to be stored. There are many hosts, and few of them change. */
export function change(facts: Facts, name: string): KeptOfHost {
  facts.changed[name] = true;
  return host(facts, name);
}

/** For whoever orders something of a volume for a host, or from it. Of many hosts few are ever near others' volumes. */
export function bringNear({ near }: Facts, volume: string, host: string): void {
  const known = near[host] ?? [];
  if (!known.includes(volume)) near[host] = [...known, volume];
}

export function volume(facts: Facts, name: string): VolumeFacts {
  const found = facts.volumes[name];
  if (found === undefined) throw new Error(`the controller does not know volume ${name}`);
  return found;
}

/** Whether a host that boots gets its system, and with it its identity, from a volume of another one. */
export function startsFromAnothers(facts: Facts, name: string): boolean {
  return listed(facts.volumes).some(
    (known) => known.holds === "system" && known.owner !== name && deviceFor(known, name) !== null,
  );
}

/** Volumes that a host works with, or is to. */
export function heldBy(facts: Facts, name: string): readonly VolumeFacts[] {
  return listed(facts.volumes).filter(({ holder }) => holder === name);
}

/** Another host than these gets its power through a relay and is at work, or has to be, as far as anybody knows: it would lose that. */
export function servesBehind(facts: Facts, relay: string, except: readonly string[]): boolean {
  const mayServe = ({ name, stage }: HostFacts): boolean =>
    stage === "online" || (stage === "unknown" && heldBy(facts, name).length > 0);
  return listedBehind(facts.hosts, relay).some((each) => !except.includes(each.name) && mayServe(each));
}

/** To the storage system in which a device lies. */
export function isAttached(facts: Facts, name: string, known: VolumeFacts, device: string): boolean {
  const array = arrayOf(known, device);
  return host(facts, name).arrays.includes(array) && isShown(known, array, name);
}

/**
 * What is the same as the device in use, and needs only to be presented to a host: its twin, or that one itself where it was the
 * twin with which nobody could start.
 */
export function twinFor(known: VolumeFacts, to: string, facts: Facts): string | null {
  const twin = twinOf(known);
  if (twin?.same !== "yes") return null;
  const device = inUse(known);
  const isOther = isTriedInVain(known, twin.device) && !isTriedInVain(known, device);
  const isGood = isOther && isAttached(facts, to, known, device) && whyVain(known, device) === null;
  if (isGood) return device;
  return isAttached(facts, to, known, twin.device) ? twin.device : null;
}
