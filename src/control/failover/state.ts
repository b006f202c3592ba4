/** What a failover controller is told before it starts, and what it remembers: plain data, so that it can be stored. */
import type { Action, Effect, EffectId } from "../effect.js";
import type { Reason } from "../reason.js";
import type { RoutineState } from "../routine.js";
import { newWatch, type Watch } from "./detection.js";
import { type Facts, type HostFacts, volume, type VolumeFacts } from "./facts.js";
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
  /** Actions whose outcome is not known yet. */
  readonly open: Record<EffectId, OpenAction>;
  nextId: EffectId;
}

export interface OpenAction {
  readonly action: Action;
  readonly group: number | null;
  /** Of an action that brings data: how often that had been handed over when it was sent. */
  readonly handovers: number;
}

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

/** What a turn has come to so far. */
export type Out = Effect[];

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
  return { config, facts: { hosts, volumes, surroundings: config.surroundings }, watches, groups, open: {}, nextId: 1 };
}

export function emit(state: FailoverState, action: Action, because: Reason, group: number | null, out: Out): EffectId {
  const id = state.nextId++;
  forget(state.facts, action);
  forgetOldest(state, action);
  const handovers = isData(action) ? volume(state.facts, action.volume).handovers : 0;
  state.open[id] = { action, group, handovers };
  out.push({ ...action, id, because });
  return id;
}

/** How many outcomes of one and the same action are awaited: those of more are lost, or late enough to be of no use. */
const AWAITED = 8;

/** Outcomes may be lost, and then never come: of the same action only the latest are kept open. */
function forgetOldest({ open }: FailoverState, action: Action): void {
  const text = JSON.stringify(action);
  const same = Object.entries(open).filter(
    ([, each]) => each.action.kind === action.kind && JSON.stringify(each.action) === text,
  );
  for (const [id] of same.slice(0, Math.max(0, same.length - AWAITED + 1))) delete open[Number(id)];
}

export function watchOf(state: FailoverState, name: string): Watch {
  const found = state.watches[name];
  if (found === undefined) throw new Error(`the controller does not watch ${name}`);
  return found;
}
