/** What a failover controller knows (never what is true), and how outcomes change it. */
import type { Micros } from "../../units/index.js";
import type { Action, HostStage, Outcome } from "../effect.js";
import type { Surroundings } from "./surroundings.js";
import type { Platform } from "./transformation/index.js";

export interface Facts {
  /** Keyed by name, in the order of the configuration. */
  readonly hosts: Readonly<Record<string, HostFacts>>;
  readonly volumes: Readonly<Record<string, VolumeFacts>>;
  readonly surroundings: Surroundings;
}

export interface HostFacts {
  readonly name: string;
  readonly address: string;
  readonly network: string;
  readonly relay: string | null;
  /** The storage systems that it is attached to. */
  readonly arrays: readonly string[];
  /** As it was recorded last; `null` when nobody did. */
  platform: Platform | null;
  /** Interval of its agent's status reports; `null` without an agent. */
  readonly reportEvery: Micros | null;
  stage: HostStage | "unknown";
  /** When that was found out. */
  stageAt: Micros;
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

/** What an action may change is not known any more from the moment that it is sent: its outcome may never come. */
export function forget(facts: Facts, action: Action): void {
  if (action.kind === "boot") host(facts, action.host).stage = "unknown";
  if (action.kind === "switch-relay") {
    for (const each of Object.values(facts.hosts)) if (each.relay === action.relay) each.stage = "unknown";
  }
  if (action.kind === "withdraw") {
    const { strays, ready } = volume(facts, action.volume);
    strays[action.from] = action.device;
    delete ready[action.from];
  }
  if (isData(action)) layOver(facts, action);
}

/** What a stand-in has of its own of the same kind is lost to it where another's is written; it starts from one system only. */
function layOver(facts: Facts, action: DataAction): void {
  const { holds, owner } = volume(facts, action.volume);
  const isAhead = "ahead" in action && action.ahead;
  if (owner === action.to || isAhead) return;
  const overwrites = ["copy", "update", "transform", "apply-log"].includes(action.kind);
  for (const own of ownVolumes(facts, action.to)) {
    if (own.holds !== holds) continue;
    if (overwrites) moveAside(own);
    else if (holds === "system") own.withdrawn = true;
  }
}

/** From here on its data is where it was put aside before. */
function moveAside(own: VolumeFacts): void {
  const { aside, current, backup } = own;
  if (own.withdrawn && aside === null) return;
  own.withdrawn = true;
  own.aside = null;
  if (aside === null || aside === "backup") own.left = backup === null ? "nothing" : "backup";
  else {
    own.former = current.device;
    own.current = { ...current, device: aside.device };
  }
}

/** Volumes of a host that it uses itself now, or will again when it stands in for nobody any more. */
export function ownVolumes(facts: Facts, name: string): readonly VolumeFacts[] {
  return Object.values(facts.volumes).filter(({ owner, current }) => owner === name && current.host === name);
}

/** Changes the facts by what an action's outcome teaches; an unknown outcome only takes knowledge away. */
export function learn(facts: Facts, action: Action, outcome: Outcome, now: Micros): void {
  switch (action.kind) {
    case "query":
    case "order-shutdown":
    case "boot":
      if (outcome.status === "done" && outcome.found?.what === "stage") {
        setStage(facts, action.host, outcome.found.stage, now);
      } else if (outcome.status === "unknown") setStage(facts, action.host, "unknown", now);
      return;
    case "switch-relay":
      // An acknowledgement proves nothing: contacts may be stuck.
      return forget(facts, action);
    case "read-relay":
      if (outcome.status !== "done" || outcome.found?.what !== "relay") return;
      for (const host of Object.values(facts.hosts)) {
        if (host.relay !== action.relay) continue;
        if (outcome.found.contacts === "open") setStage(facts, host.name, "off", now);
        else if (host.stage === "off") setStage(facts, host.name, "unknown", now);
      }
      return;
    case "unplug":
      if (outcome.status === "done") setStage(facts, action.host, "off", now);
      return;
    case "split-mirror": {
      learnReady(facts, action, outcome);
      const known = volume(facts, action.volume);
      if (known.mirror?.device === action.device) known.mirror = null;
      return;
    }
    case "break-mirror": {
      // Refused it was split off before, by an order whose answer got lost.
      if (outcome.status === "unknown") return;
      const known = volume(facts, action.volume);
      known.mirror = null;
      known.aside = { device: action.device };
      return;
    }
    case "back-up":
      if (outcome.status === "done") volume(facts, action.volume).aside = "backup";
      return;
    case "copy":
    case "reassign":
    case "apply-log":
    case "share":
      learnReady(facts, action, outcome);
      return;
    case "update":
    case "transform":
      if (action.ahead) learnAhead(facts, action, outcome);
      else learnReady(facts, action, outcome);
      return;
    case "re-establish": {
      if (outcome.status !== "done") return;
      const known = volume(facts, action.volume);
      known.mirror = { device: action.device, of: action.of };
      known.former = null;
      return;
    }
    case "withdraw": {
      const known = volume(facts, action.volume);
      if (outcome.status === "done") delete known.strays[action.from];
      if (outcome.status !== "failed" && known.current.device === action.device) known.withdrawn = true;
      return;
    }
    case "restore":
      learnAhead(facts, action, outcome);
      return;
    case "read-configuration":
      if (outcome.status === "done" && outcome.found?.what === "configuration") {
        host(facts, action.host).platform = outcome.found.platform;
      }
      return;
    case "move-cables":
      if (outcome.status !== "done") return;
      for (const each of Object.values(facts.volumes)) {
        if (each.current.host === action.from) each.ready[action.to] = each.current.device;
      }
      return;
    case "set-identity":
    case "transform-log":
    case "redirect":
    case "reconcile":
    case "page":
      return;
  }
}

type DataAction = Extract<Action, { volume: string; to: string }>;

/** Whether an action brings the data of a volume to a host. */
export function isData(action: Action): action is DataAction {
  return "volume" in action && "to" in action;
}

function learnReady(facts: Facts, action: { volume: string; to: string }, outcome: Outcome): void {
  if (outcome.status !== "done" || outcome.found?.what !== "device") return;
  const known = volume(facts, action.volume);
  known.ready[action.to] = outcome.found.device;
  delete known.strays[action.to];
}

function learnAhead(facts: Facts, action: { volume: string; to: string }, outcome: Outcome): void {
  if (outcome.status !== "done" || outcome.found?.what !== "device") return;
  volume(facts, action.volume).ahead[action.to] = { device: outcome.found.device };
}

function setStage(facts: Facts, name: string, stage: HostStage | "unknown", now: Micros): void {
  const known = host(facts, name);
  known.stage = stage;
  known.stageAt = now;
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

/** The device of a volume that a host can use as it is, `null` when its data must be brought there first. */
export function deviceFor(known: VolumeFacts, hostName: string): string | null {
  const { current, withdrawn, ready } = known;
  return current.host === hostName && !withdrawn ? current.device : (ready[hostName] ?? null);
}
