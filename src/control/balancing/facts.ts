/** What a balancing controller knows (never what is true): hosts, volumes, who helps whom; and how outcomes change it. */
import type { Micros } from "../../units/index.js";
import type { Identity } from "../identity.js";
import { type StagedHost, learnStage } from "../kit/host-stage.js";
import type { Platform } from "../platform.js";
import type { Action, ActionOf, Outcome } from "../words.js";
import type { KnownWay } from "../failover/transformation/index.js";
import type { JudgedLoad } from "./judged-load.js";
import type { HostCapacity, HostCounters } from "./metric.js";

export interface Facts {
  /** Keyed by name, in the order of the configuration. */
  readonly hosts: Readonly<Record<string, HostFacts>>;
  readonly volumes: Readonly<Record<string, VolumeFacts>>;
  /** Keyed by service. */
  readonly sites: Readonly<Record<string, SiteFacts>>;
  /** What can be converted for another make; nothing unless given. */
  readonly transformations?: readonly KnownWay[];
}

export interface HostFacts extends StagedHost {
  readonly name: string;
  /** Its own, under which it helps; after a takeover in one network the hosts have each other's. */
  identity: Identity;
  readonly network: string;
  readonly capacity: HostCapacity;
  /** What it is made of, as it was recorded last; absent where nothing is. */
  platform?: Platform;
  /** It, or whom it helps, was made something else since it was brought what it has: that is not used again. */
  outdated: boolean;
  /** The storage systems that it is attached to; absent where that is not known. */
  readonly arrays?: readonly string[];
  /** Those from which data can be brought to one of these; absent where that is not known. */
  readonly broughtFrom?: readonly string[];
  /** Volumes that their storage system shows neither it nor copies of, and that no link leads from to one of its others; none unless given. */
  readonly notShown?: readonly string[];
  /** It is off when the run begins, and has no relay: until somebody has started it nobody does. */
  readonly startedByNobody?: true;
  /** Hosts start from what they are given there, and it has no system of its own. */
  readonly lacksSystem?: true;
  /** May be used: not lost, or serviced since. */
  fit: boolean;
  /** It was serviced since it was last heard: what it is missed for is mended, though that may be noticed later. */
  serviced: boolean;
  /** The services that it helps or is about to help, in the order in which they came; a host without one is free, if nobody else uses it. */
  tenants: readonly string[];
  /** The volumes that it was told to read the last time: it has them from then on, and gives back what it read before. */
  reads: readonly string[];
  /** Used by somebody else: a takeover needs it. */
  claimed: boolean;
  /** It leaves for a takeover that found no host, and may yet find another: as long as somebody lacks one it is not free. */
  wanted: boolean;
  /** Another host took over from it, or is about to: what users it had itself are not there any more. */
  deserted: boolean;
  /** The last two readings of its counters, and how many were not answered since. */
  before: HostCounters | null;
  now: HostCounters | null;
  misses: number;
  /** It was silent for too long, and was not heard since. */
  missed: boolean;
  /** When it could not be brought to help, the last time; `null`: it could since, or was serviced. */
  failedAt: Micros | null;
  /** How its agent judged its load the last time, and when that was heard. */
  judged: { readonly load: JudgedLoad; readonly at: Micros } | null;
}

export interface VolumeFacts {
  readonly name: string;
  readonly holds: "system" | "programs" | "data";
  /** The storage system in which it lies when the run begins; absent where that is not known. */
  readonly array?: string;
  /** The device that the primary uses. */
  device: string;
  mirror: string | null;
  /** Its mirror in another storage system, until that is split off; none unless given. */
  remoteMirror?: { readonly device: string; readonly array: string } | null;
  /** Devices with what may be shared, by the host that they were made ready for. */
  ready: Record<string, string>;
  /** By host: that something was ordered for it, and nobody has said what came of it. The value is what was to be copied. */
  coming: Record<string, string>;
}

export interface SiteFacts {
  readonly service: string;
  /** Whoever answers at the service's address; of several hosts that it runs on the one whose data helpers get. */
  primary: string;
  readonly address: string;
  /** The hosts that it runs on when they are several: none of them is special, and none leaves. Absent where it is one. */
  members?: Member[];
  readonly volumes: readonly string[];
  /** The volumes with data that changes and that may be read from copies. */
  readonly changing: readonly string[];
  /** Classes of requests that helpers may answer, and those that the primary alone may. */
  readonly shareable: readonly string[];
  readonly exclusive: readonly string[];
  /** Networks to which no connector leads from whoever passes its requests on; none unless given. */
  readonly apart?: readonly string[];
  /** In the order in which they came. */
  helpers: Helper[];
}

export interface Member {
  readonly host: string;
  /** It says nothing while others do: it gets no requests until it is heard again. */
  isOut: boolean;
}

export interface Helper {
  readonly host: string;
  /** Growing: not yet directed to; draining: gets nothing new. */
  stage: "growing" | "serving" | "draining";
}

type Brought = ActionOf<"split-mirror"> | ActionOf<"copy"> | ActionOf<"transform">;

/** Whether it has data brought to a host. */
export function isBrought(action: Action): action is Brought {
  return action.kind === "split-mirror" || action.kind === "copy" || action.kind === "transform";
}

/** What is ordered may come about from here on, whether an answer comes or not. */
export function expectData(facts: Facts, action: Action): void {
  if (isBrought(action)) volumeOf(facts, action.volume).coming[action.to] = action.device;
}

/** Changes the facts by what an action's outcome teaches; an unknown outcome only takes knowledge away. */
export function learn(facts: Facts, action: Action, outcome: Outcome, now: Micros): void {
  learnStage(facts.hosts, action, outcome, now);
  switch (action.kind) {
    case "split-mirror":
      splitOff(volumeOf(facts, action.volume), action.device);
      return learnReady(facts, action, outcome);
    case "copy":
    case "transform":
      return learnReady(facts, action, outcome);
    case "withdraw":
      if (outcome.status === "done") forgetData(volumeOf(facts, action.volume), action);
      return;
    case "configure":
      if (outcome.status !== "failed") learnRead(facts, action, outcome.status === "done");
      return;
    case "measure":
      if (outcome.status === "done" && outcome.found?.what === "counters") {
        learnCounters(hostOf(facts, action.host), outcome.found.counters);
      }
      return;
    default:
      return;
  }
}

/** Whatever host speaks is not silent. */
export function learnCounters(host: HostFacts, counters: HostCounters): void {
  host.before = host.now;
  host.now = counters;
  host.misses = 0;
  host.serviced = false;
}

export function learnVerdict(host: HostFacts, load: JudgedLoad, at: Micros): void {
  host.judged = { load, at };
  host.misses = 0;
  host.serviced = false;
}

export function serviceHost(host: HostFacts): void {
  host.fit = true;
  host.serviced = true;
  host.missed = false;
  host.failedAt = null;
}

/** It is missed, or somebody took over from it. */
export function loseHost(host: HostFacts): void {
  host.fit = host.serviced;
}

/** Whether that was done, or nobody knows: it is not counted on any more. */
function splitOff(volume: VolumeFacts, device: string): void {
  if (volume.remoteMirror?.device === device) volume.remoteMirror = null;
  else volume.mirror = null;
}

/** What was on its way is called off; what had come before that under another name is not gone with it. */
function forgetData({ ready, coming }: VolumeFacts, { device, from }: ActionOf<"withdraw">): void {
  if (ready[from] === device) delete ready[from];
  delete coming[from];
}

/** What it read, and is to read no more, is presented to it no more, or may not be. */
function learnRead(facts: Facts, { host: name, volumes }: ActionOf<"configure">, isKnown: boolean): void {
  const host = hostOf(facts, name);
  for (const each of host.reads) if (!volumes.includes(each)) delete volumeOf(facts, each).ready[name];
  host.reads = isKnown ? volumes : host.reads.filter((each) => volumes.includes(each));
}

function learnReady(facts: Facts, action: { volume: string; to: string }, outcome: Outcome): void {
  const known = volumeOf(facts, action.volume);
  if (outcome.status !== "unknown") delete known.coming[action.to];
  if (outcome.status !== "done" || outcome.found?.what !== "device") return;
  known.ready[action.to] = outcome.found.device;
}

export function hostOf(facts: Facts, name: string): HostFacts {
  const found = facts.hosts[name];
  if (found === undefined) throw new Error(`the balancing controller does not know host ${name}`);
  return found;
}

export function volumeOf(facts: Facts, name: string): VolumeFacts {
  const found = facts.volumes[name];
  if (found === undefined) throw new Error(`the balancing controller does not know volume ${name}`);
  return found;
}

export function siteOf(facts: Facts, service: string): SiteFacts {
  const found = facts.sites[service];
  if (found === undefined) throw new Error(`the balancing controller does not know service ${service}`);
  return found;
}

/** The hosts that a director sends new requests to: those that the service runs on, and the helpers that serve. */
export function servingHosts(facts: Facts, site: SiteFacts): readonly HostFacts[] {
  const helpers = site.helpers.filter(({ stage }) => stage === "serving");
  return [...homesOf(site), ...helpers.map(({ host }) => host)].map((name) => hostOf(facts, name));
}

/** Those of the hosts that a service runs on that get its requests: its primary, or the members that are not out. */
export function homesOf({ primary, members }: SiteFacts): readonly string[] {
  return members?.filter(({ isOut }) => !isOut).map(({ host }) => host) ?? [primary];
}

/** The members that get nothing; they are asked all the same. */
export function passedOver(facts: Facts, { members = [] }: SiteFacts): readonly HostFacts[] {
  return members.filter(({ isOut }) => isOut).map(({ host }) => hostOf(facts, host));
}

/** How many hosts a service has or is about to have. */
export function hostsIn(site: SiteFacts): number {
  return homesOf(site).length + site.helpers.filter(({ stage }) => stage !== "draining").length;
}
