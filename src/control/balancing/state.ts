/** The state of a balancing controller: plain data, and the few ways in which it changes together with what is told. */
import { act, type Out, newDesk, type Desk, forgetOldest } from "../kit/desk.js";
import type { Micros } from "../../units/index.js";
import type { RoutineState } from "../kit/routine.js";
import type { Action, EffectId, Note, Reason, Address } from "../words.js";
import { type Recommendations, newRecommendations } from "./autoscaler.js";
import { type Facts, type HostFacts, type SiteFacts, type VolumeFacts, expectData, hostOf } from "./facts.js";
import { type LoadVerdict, WITHIN } from "./judged-load.js";
import type { BalancingPolicy } from "./policy.js";
import { type Watches, newWatches } from "./thresholds.js";

export interface BalancingConfig {
  readonly policy: BalancingPolicy;
  /** Those that serve, and those that may help. */
  readonly hosts: readonly (Pick<
    HostFacts,
    | "name"
    | "identity"
    | "network"
    | "relay"
    | "capacity"
    | "platform"
    | "arrays"
    | "broughtFrom"
    | "lacksSystem"
    | "notShown"
    | "startedByNobody"
  > & {
    readonly on: boolean;
  })[];
  readonly volumes: readonly Pick<VolumeFacts, "name" | "holds" | "array" | "device" | "mirror" | "remoteMirror">[];
  readonly sites: readonly SiteConfig[];
  /** What can be converted for another make; nothing unless given. */
  readonly transformations?: Facts["transformations"];
  /** The hosts of the pool, in the order in which they are taken. */
  readonly pool: readonly string[];
  /** Where another controller over the same hosts is that has the last word on them. */
  readonly asks: Address | null;
}

export interface SiteConfig extends Omit<SiteFacts, "helpers" | "members"> {
  /** The higher, the sooner it gets a host. */
  readonly priority: number;
  /** The hosts that it runs on when they are several, the primary among them: they serve from the beginning. */
  readonly members?: readonly string[];
}

export interface BalancingState {
  readonly config: BalancingConfig;
  readonly facts: Facts;
  /** In the order of the configuration. */
  readonly sites: readonly SiteState[];
  /** Routines under way, by host. */
  readonly changes: Record<string, Change>;
  /** By host: what it is to leave when the routine that is under way there has ended. */
  readonly leaving: Record<string, readonly Leaving[]>;
  readonly desk: Desk<Owner>;
  /** Hosts that were asked for or given back, and no answer has come. */
  readonly asking: Record<string, Asking>;
  /** How often another controller was asked for a host: what its answers name. */
  questions: number;
  /** The last reading that every host was asked for, and the last order to bring a copy up to date, by host and volume. */
  readonly asked: Record<string, EffectId>;
  readonly synchronising: Record<string, { readonly id: EffectId; readonly since: Micros }>;
  /** Services whose director was told how to spread them over their members, and has not confirmed it; and why it was told. */
  readonly unconfirmed: Record<string, { readonly id: EffectId; readonly because: Reason }>;
}

/** The host whose routine an action belongs to, if it belongs to one. */
export type Owner = string | null;

export interface SiteState {
  readonly config: SiteConfig;
  readonly watches: Watches;
  readonly recommendations: Recommendations;
  /** When the last change of the number of its hosts ended. */
  changedAt: Micros | null;
  verdict: LoadVerdict;
  /** By how much it lacks hosts: the measured value over its limit. */
  deficit: number;
  /** Hosts that it wants and has not got, and since when. */
  lacking: number;
  lackingSince: Micros | null;
  /** It was told that nobody is free. */
  toldNone: boolean;
  /** Why its load was judged as it was the last time. */
  because: Reason;
  /** A takeover of the service is under way: nothing is changed meanwhile. */
  takenOver: boolean;
}

/** What a host was asked for, and is not known yet. */
export type Asking =
  | { readonly is: "wanted"; readonly service: string; readonly chosen: Reason; readonly question: number }
  | { readonly is: "given-back"; readonly question: number }
  /** For the time being. */
  | { readonly is: "refused" };

/** A host on its way to a service or away from it. */
export interface Change {
  readonly service: string;
  readonly direction: "grow" | "shrink";
  readonly hurry: boolean;
  /** It leaves before it was there: what was ordered for it is called off. */
  readonly inVain: boolean;
  readonly routine: RoutineState;
}

/** A service that a host is to leave. */
export interface Leaving {
  readonly service: string;
  readonly hurry: boolean;
  readonly because: Reason;
}

/** What is known before anything has happened. */
export function initialFacts(config: BalancingConfig): Facts {
  return {
    hosts: Object.fromEntries(config.hosts.map((each) => [each.name, hostFacts(each)])),
    volumes: Object.fromEntries(config.volumes.map((each) => [each.name, { ...each, ready: {}, coming: {} }])),
    sites: Object.fromEntries(config.sites.map((each) => [each.service, siteFacts(each)])),
    ...(config.transformations && { transformations: config.transformations }),
  };
}

export function initialState(config: BalancingConfig): BalancingState {
  const facts = initialFacts(config);
  const sites = config.sites.map((each) => ({
    config: each,
    watches: newWatches(),
    recommendations: newRecommendations(),
    changedAt: null,
    verdict: "sufficient" as const,
    deficit: 0,
    lacking: 0,
    lackingSince: null,
    toldNone: false,
    because: WITHIN,
    takenOver: false,
  }));
  return {
    ...{ config, facts, sites, desk: newDesk() },
    ...{ changes: {}, leaving: {}, asking: {}, questions: 0, asked: {}, synchronising: {}, unconfirmed: {} },
  };
}

function siteFacts({ members, ...known }: SiteConfig): SiteFacts {
  const pool = members && { members: members.map((host) => ({ host, isOut: false })) };
  return { ...known, ...pool, helpers: [] };
}

function hostFacts({ on, ...known }: BalancingConfig["hosts"][number]): HostFacts {
  const unread = { before: null, now: null, misses: 0, judged: null };
  // What is copied comes last, so that all hosts are of one shape: see the state of a failover controller.
  return {
    stage: on ? "online" : "off",
    stageAt: 0,
    fit: true,
    serviced: false,
    tenants: [],
    reads: [],
    claimed: false,
    wanted: false,
    deserted: false,
    outdated: false,
    missed: false,
    failedAt: null,
    ...unread,
    ...known,
  };
}

/** Sends an action; its outcome goes to the routine of `host`, if it is of one. */
export function emit(state: BalancingState, action: Action, because: Reason, host: string | null, out: Out): EffectId {
  // What is asked again and again replaces its question by itself (see `asked`, `synchronising`).
  if (host !== null) forgetOldest(state.desk, action);
  expectData(state.facts, action);
  return act(state.desk, action, because, host, out);
}

export function say(out: Out, note: Note): void {
  out.push({ kind: "note", note });
}

/** A host goes to a service, beside those that it helps already. */
export function lease(state: BalancingState, name: string, service: string, because: Reason, out: Out): void {
  const known = hostOf(state.facts, name);
  known.tenants = [...known.tenants, service];
  say(out, { kind: "host-leased", host: name, service, because });
}

/** It leaves a service; with the last one it comes back to the pool. */
export function release(state: BalancingState, name: string, service: string, because: Reason, out: Out): void {
  const known = hostOf(state.facts, name);
  known.tenants = known.tenants.filter((each) => each !== service);
  say(
    out,
    known.tenants.length === 0
      ? { kind: "host-leased", host: name, service: null, because }
      : { kind: "helper-left", host: name, service, because },
  );
}
