/** What a failover controller is told before it starts, and what it remembers: plain data, so that it can be stored. */
import type { Micros } from "../../units/index.js";
import { type Desk, type Open, type Out, newDesk, setTimer } from "../kit/desk.js";
import { type Watch, newWatch } from "../kit/detection.js";
import type { RoutineState } from "../kit/routine.js";
import { reportedFrom } from "../kit/watching.js";
import type { Address, EffectId, TimerName } from "../words.js";
import { newVolume } from "./device-changes.js";
import type { Facts, HostFacts } from "./facts.js";
import type { FailoverPolicy } from "./policy.js";
import type { Move } from "./steps.js";
import type { Surroundings } from "./surroundings.js";
import type { Mirror, VolumeFacts, VolumeTraits } from "./volume-facts.js";

export interface FailoverConfig {
  readonly policy: FailoverPolicy;
  readonly hosts: readonly Omit<
    HostFacts,
    | "stage"
    | "stageAt"
    | "endedInOrder"
    | "fit"
    | "unproven"
    | "servicedAt"
    | "repairs"
    | "unplugged"
    | "attended"
    | "lent"
    | "borrowed"
  >[];
  readonly volumes: readonly VolumeConfig[];
  readonly surroundings: Surroundings;
  readonly groups: readonly GroupConfig[];
  /** Where other controllers over the same hosts are: they are told of takeovers, and may ask for hosts. */
  readonly peers: readonly Address[];
}

/** The device in use at the beginning, the host that it is presented to, and its mirror. */
export interface VolumeConfig extends VolumeTraits {
  readonly current: { readonly device: string; readonly host: string };
  readonly mirror: Mirror | null;
}

/** A service group: what moves together, the identity of a host with its services and volumes. */
export interface GroupConfig {
  readonly services: readonly string[];
  readonly holder: string;
  readonly volumes: readonly string[];
}

export interface FailoverState {
  readonly config: FailoverConfig;
  readonly facts: Facts;
  readonly watches: Readonly<Record<string, Watch>>;
  readonly reportedFrom: Readonly<Record<string, readonly string[]>>;
  /** Hosts that report on others, and were heard to do so since the controller was started. */
  heardFrom: readonly string[];
  /** Hosts of whose reports none may be left out, see `heedAll`. */
  heeded: readonly string[];
  /** Somebody went on by itself since the position was stored: nothing is ordered for that, and it is stored all the same. */
  wentOn: boolean;
  readonly groups: readonly GroupState[];
  readonly desk: Desk<Owner>;
}

/** What is to be known of an action when its outcome comes. */
export interface Owner {
  /** The group for whose takeover it was sent. */
  readonly group: number | null;
  /** Of an action that brings data: how often that had been handed over when it was sent. */
  readonly handovers: number;
}

export type OpenAction = Open<Owner>;

/** What a group is about: where it stands in its life, with what belongs to that. */
export type Phase =
  | { readonly is: "serving" }
  /** Its host stands in for another, or has just done so: it waits for that one, and nobody gives way to it. */
  | { readonly is: "displaced" }
  /** `looking`: the controller was restarted in the middle of it, and looks around before it goes on. */
  | { readonly is: "moving" | "looking"; readonly takeover: Takeover; readonly seeks: Sought }
  /** Nobody can take it; or the last attempt was given up, and the next one follows after a pause. */
  | { readonly is: "waiting" | "pausing"; readonly seeks: Sought };

/** Who was displaced takes up its own life again, and that from nobody. */
export type Sought = "a stand-in" | "its own life";

export interface Takeover {
  readonly move: Move;
  readonly routine: RoutineState;
  /** The storage systems that work on the step under way, as they are asked meanwhile. */
  asking?: Asking;
}

/** What storage systems are asked in one step of a takeover. */
export interface Asking {
  /** When the step began. */
  readonly since: Micros;
  readonly questions: readonly EffectId[];
  /** One that works on nothing of what was ordered of it has said so. */
  readonly unheard?: true;
  /** So many times in a row one of them was not answered. */
  readonly missed: number;
  /** So many times something was ordered again in this takeover. */
  readonly repeats: number;
}

export interface GroupState {
  readonly config: GroupConfig;
  /** Who holds the group, or may hold it: whoever this is must be fenced before somebody else takes over. */
  holder: string;
  phase: Phase;
  /** How often a host that is not fit was tried for want of a better one, since one was serviced. */
  tries: number;
  /** How many attempts in a row were given up. */
  givenUp: number;
  /** And how many of them at which host: whoever could not be made to serve comes after those that were not tried. */
  givenUpAt: Readonly<Record<string, number>>;
  /** Hosts at which it could not be made to serve when it followed its site, since that was whole: it stays where it is. */
  followedInVain: readonly string[];
  /** How many failbacks in a row were given up, since its own host was serviced or somebody ordered one. */
  failbacksInVain: number;
  /** Which mirrors are ordered where they lack: those in other storage systems only, or all. */
  mirrors: "none" | "elsewhere" | "all";
  /** It was handed over to where its own address is not valid: since then directors and name servers may send its users there. */
  sentAway: boolean;
  /** Its own host was serviced while it was to take the group back: if that fails, it may be tried once more. */
  returns: boolean;
  /** Storage systems of its home that have not answered yet, before it goes back, and whether somebody has ordered that. */
  asksHome: { readonly ordered: boolean; readonly questions: readonly EffectId[] } | null;
}

/** The takeover under way. */
export function takeoverOf({ phase }: GroupState): Takeover | null {
  return phase.is === "moving" || phase.is === "looking" ? phase.takeover : null;
}

/** What it seeks, or would if it had to. */
export function soughtBy({ phase }: GroupState): Sought {
  if (phase.is === "serving") return "a stand-in";
  return phase.is === "displaced" ? "its own life" : phase.seeks;
}

/** Nobody serves it, and nobody is about to. */
export function lacksHost({ phase }: GroupState): boolean {
  return phase.is === "waiting" || phase.is === "pausing";
}

/** As all groups begin. */
const SERVING: Phase = { is: "serving" };
const NOWHERE: GroupState["givenUpAt"] = {};
const NOBODY: readonly string[] = [];

export function initialState(config: FailoverConfig): FailoverState {
  const hosts: Record<string, HostFacts> = {};
  const watches: Record<string, Watch> = {};
  const holders = new Set(config.groups.map(({ holder }) => holder));
  for (const each of config.hosts) {
    const holds = holders.has(each.name);
    // What is copied comes last: an engine that copies first makes each object a kind of its own, and all that reads it slow.
    hosts[each.name] = {
      stage: holds ? "online" : "unknown",
      stageAt: 0,
      endedInOrder: false,
      fit: true,
      unproven: false,
      servicedAt: -1,
      repairs: 0,
      unplugged: false,
      attended: false,
      lent: "never",
      borrowed: null,
      ...each,
    };
    const beat = { from: each.watchedFrom ?? each.name, kind: "report", about: each.name };
    watches[each.name] = newWatch(beat, each.reportEvery, config.policy.detect);
  }
  const volumes: Record<string, VolumeFacts> = {};
  for (const { current, mirror, ...traits } of config.volumes)
    volumes[traits.name] = newVolume(traits, current, mirror);
  const groups = config.groups.map((group): GroupState => ({
    config: group,
    holder: group.holder,
    phase: SERVING,
    tries: 0,
    givenUp: 0,
    givenUpAt: NOWHERE,
    followedInVain: NOBODY,
    failbacksInVain: 0,
    mirrors: "none",
    sentAway: false,
    returns: false,
    asksHome: null,
  }));
  return {
    config,
    facts: { hosts, volumes, surroundings: config.surroundings, changed: {}, near: {} },
    watches,
    reportedFrom: reportedFrom(watches),
    heardFrom: [],
    heeded: [],
    wentOn: false,
    groups,
    desk: newDesk(),
  };
}

/**
 * Whether nothing of a group that is stored has changed since the beginning. What was changed and is as before need not count: it
 * is asked of all of them again and again, and of few there is anything to be said.
 */
export function isUntouched(group: GroupState): boolean {
  const isAtHome =
    group.holder === group.config.holder && !group.sentAway && !group.returns && group.mirrors === "none";
  const isTried = group.tries > 0 || group.givenUp > 0 || group.failbacksInVain > 0;
  const isAsEver = group.phase === SERVING && group.givenUpAt === NOWHERE && group.followedInVain === NOBODY;
  return isAtHome && !isTried && isAsEver;
}

/** A timer of a group. */
export function timerOf({ groups }: FailoverState, group: GroupState, kind: GroupTimer): TimerName {
  return { kind, subject: String(groups.indexOf(group)) };
}

export type GroupTimer = "step" | "look" | "ask" | "hear" | "retry" | "strays" | "mirror" | "failback" | "proof";

export function setGroupTimer(state: FailoverState, group: GroupState, kind: GroupTimer, at: Micros, out: Out): void {
  setTimer(state.desk, { ...timerOf(state, group, kind), at }, out);
}
