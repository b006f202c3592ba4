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
  readonly remoteMirror: { readonly device: string; readonly array: string } | null;
  /** Its transaction log; bytes per second that it grows by and that can be applied. */
  readonly log: { readonly rate: number; readonly replay: number } | null;
  /** How its backups are kept; bytes per second that can be restored. */
  readonly backup: { readonly every: Micros; readonly bandwidth: number } | null;
  /** The device with the newest data, and the host that it is presented to. */
  current: { device: string; host: string };
  /** That device was withdrawn from that host, or may have been. */
  withdrawn: boolean;
  mirror: string | null;
  /** The device that was in use before the last takeover. */
  former: string | null;
  /** The mirror that was split off so that its host gets its data back, while it stands in for another. */
  aside: string | null;
  /** Devices with the same data that were made ready for a stand-in, by host. */
  ready: Record<string, string>;
  /** Copies that were made before they are needed, by host, and when they were finished. */
  ahead: Record<string, { readonly device: string; readonly at: Micros }>;
}

/** What an action may change is not known any more from the moment that it is sent: its outcome may never come. */
export function forget(facts: Facts, action: Action): void {
  if (action.kind === "boot") host(facts, action.host).stage = "unknown";
  if (action.kind !== "switch-relay") return;
  for (const each of Object.values(facts.hosts)) if (each.relay === action.relay) each.stage = "unknown";
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
      if (known.mirror === action.device) known.mirror = null;
      return;
    }
    case "break-mirror": {
      const known = volume(facts, action.volume);
      known.mirror = null;
      known.aside = action.device;
      return;
    }
    case "copy":
    case "reassign":
    case "apply-log":
    case "share":
      learnReady(facts, action, outcome);
      return;
    case "update":
    case "transform":
      if (action.ahead) learnAhead(facts, action, outcome, now);
      else learnReady(facts, action, outcome);
      return;
    case "re-establish": {
      if (outcome.status !== "done") return;
      const known = volume(facts, action.volume);
      known.mirror = action.device;
      known.former = null;
      return;
    }
    case "withdraw":
      if (outcome.status !== "failed") volume(facts, action.volume).withdrawn = true;
      return;
    case "restore":
      learnAhead(facts, action, outcome, now);
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
    case "back-up":
    case "transform-log":
    case "redirect":
    case "reconcile":
    case "page":
      return;
  }
}

/** Whether an action brings the data of a volume to a host. */
export function isData(action: Action): action is Extract<Action, { volume: string; to: string }> {
  return "volume" in action && "to" in action;
}

function learnReady(facts: Facts, action: { volume: string; to: string }, outcome: Outcome): void {
  if (outcome.status !== "done" || outcome.found?.what !== "device") return;
  volume(facts, action.volume).ready[action.to] = outcome.found.device;
}

function learnAhead(facts: Facts, action: { volume: string; to: string }, outcome: Outcome, now: Micros): void {
  if (outcome.status !== "done" || outcome.found?.what !== "device") return;
  volume(facts, action.volume).ahead[action.to] = { device: outcome.found.device, at: now };
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
