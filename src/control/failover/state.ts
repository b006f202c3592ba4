/** What a failover controller is told before it starts, and what it remembers: plain data, so that it can be stored. */
import type { Micros } from "../../units/index.js";
import { forgetOldest, type Out, newDesk, setTimer, type Desk, act, type Open } from "../kit/desk.js";
import { type Watch, newWatch } from "../kit/detection.js";
import type { RoutineState } from "../kit/routine.js";
import type { Action, EffectId, Reason, Address, TimerName } from "../words.js";
import { type Facts, type HostFacts, type VolumeFacts, volume } from "./facts.js";
import { forget, isData } from "./learn.js";
import type { FailoverPolicy } from "./policy.js";
import type { Move } from "./steps.js";
import type { Surroundings } from "./surroundings.js";

export interface FailoverConfig {
  readonly policy: FailoverPolicy;
  readonly hosts: readonly Omit<HostFacts, "stage" | "stageAt" | "fit" | "lent" | "borrowed">[];
  readonly volumes: readonly Omit<
    VolumeFacts,
    "ready" | "ahead" | "withdrawn" | "strays" | "handovers" | "aside" | "left" | "former" | "twin" | "useless"
  >[];
  readonly surroundings: Surroundings;
  readonly groups: readonly GroupConfig[];
  /** Where other controllers over the same hosts are: they are told of takeovers, and may ask for hosts. */
  readonly peers: readonly Address[];
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

export interface GroupState {
  readonly config: GroupConfig;
  /** Who holds the group, or may hold it: whoever this is must be fenced before somebody else takes over. */
  holder: string;
  /** The takeover under way. */
  takeover: { readonly move: Move; readonly routine: RoutineState } | null;
  /** The controller was restarted in the middle of it, and looks around before it goes on. */
  lookingAround: boolean;
  /** A takeover is needed and no host can stand in. */
  waiting: boolean;
  /** The last attempt was given up; the next one follows after a pause. */
  pausing: boolean;
  /** How often a host that is not fit was tried for want of a better one, since one was serviced. */
  tries: number;
  /** How many attempts in a row were given up. */
  givenUp: number;
  /** What lacks a mirror gets one. */
  mirrors: boolean;
  /** Its host stands in for another, or has just done so: it waits for that one, and nobody gives way to it. */
  displaced: boolean;
  /** Its own host was serviced while it was to take the group back: if that fails, it may be tried once more. */
  returns: boolean;
}

export function initialState(config: FailoverConfig): FailoverState {
  const hosts: Record<string, HostFacts> = {};
  const watches: Record<string, Watch> = {};
  for (const each of config.hosts) {
    const holds = config.groups.some((group) => group.holder === each.name);
    hosts[each.name] = {
      ...each,
      stage: holds ? "online" : "unknown",
      stageAt: 0,
      fit: true,
      lent: false,
      borrowed: null,
    };
    watches[each.name] = newWatch(each.name, each.reportEvery, config.policy.detect);
  }
  const volumes: Record<string, VolumeFacts> = {};
  for (const each of config.volumes)
    volumes[each.name] = {
      ...each,
      current: { ...each.current },
      ready: {},
      ahead: {},
      withdrawn: false,
      aside: null,
      strays: {},
      handovers: 0,
      left: "devices",
      former: null,
      twin: null,
      useless: null,
    };
  const groups = config.groups.map((group) => ({
    config: group,
    holder: group.holder,
    takeover: null,
    lookingAround: false,
    waiting: false,
    pausing: false,
    tries: 0,
    givenUp: 0,
    mirrors: false,
    displaced: false,
    returns: false,
  }));
  return { config, facts: { hosts, volumes, surroundings: config.surroundings }, watches, groups, desk: newDesk() };
}

export function emit(state: FailoverState, action: Action, because: Reason, group: number | null, out: Out): EffectId {
  forget(state.facts, action);
  forgetOldest(state.desk, action);
  const handovers = isData(action) ? volume(state.facts, action.volume).handovers : 0;
  return act(state.desk, action, because, { group, handovers }, out);
}

/** A timer of a group. */
export function timerOf({ groups }: FailoverState, group: GroupState, kind: GroupTimer): TimerName {
  return { kind, subject: String(groups.indexOf(group)) };
}

export type GroupTimer = "step" | "look" | "retry" | "strays" | "mirror" | "failback";

export function setGroupTimer(state: FailoverState, group: GroupState, kind: GroupTimer, at: Micros, out: Out): void {
  setTimer(state.desk, { ...timerOf(state, group, kind), at }, out);
}

export function watchOf(state: FailoverState, name: string): Watch {
  const found = state.watches[name];
  if (found === undefined) throw new Error(`the controller does not watch ${name}`);
  return found;
}
