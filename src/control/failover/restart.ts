/** The controller's own failure: what it stores before it acts, and how it takes up after a restart what it was doing. */
import type { Micros } from "../../units/index.js";
import { type Out, cancelTimer, isSet, setTimer, takeUp, withoutTimers } from "../kit/desk.js";
import { forgetStage } from "../kit/host-stage.js";
import { listed } from "../kit/listed.js";
import { changed, changedOfAll, mapped, storeBefore } from "../kit/position.js";
import { enterStep } from "../kit/routine.js";
import { WATCH_TIMERS, watchClosely, watchOf } from "../kit/watching.js";
import type { ActionOf, Effect, TimerName } from "../words.js";
import { changing } from "./device-rows.js";
import { isThere } from "./devices.js";
import { type KeptOfHost, bringNear, change, host } from "./facts.js";
import { forgetOutcome, order } from "./orders.js";
import type { FailoverPolicy } from "./policy.js";
import {
  type FailoverConfig,
  type FailoverState,
  type GroupState,
  initialState,
  isUntouched,
  lacksHost,
  setGroupTimer,
  takeoverOf,
  timerOf,
} from "./state.js";
import { movingVolumes } from "./step/moving-volumes.js";
import { type Move, startsAnew } from "./steps.js";
import { proceed } from "./takeover.js";
import { mirrorAgain, sweepLater } from "./upkeep.js";
import type { KeptOfVolume } from "./volume-facts.js";
import { listen, watch } from "./watching.js";

const KEY = "position";

/** Timers of what begins anew after a restart anyhow: watching, acting ahead, and steps, before which is looked around. */
const BEGUN_ANEW: ReadonlySet<string> = new Set([...WATCH_TIMERS, "ahead", "step", "look", "ask", "heed"]);

function isBegunAnew({ kind }: TimerName): boolean {
  return BEGUN_ANEW.has(kind);
}

/**
 * What the disk holds: everything that is not to be found out anew, or found in the configuration. What is as it was at the
 * beginning is left out; groups and volumes stand by their place in the configuration.
 */
interface Position {
  readonly desk: FailoverState["desk"];
  readonly groups: Readonly<Record<number, KeptOfGroup>>;
  readonly hosts: Readonly<Record<string, Partial<KeptOfHost>>>;
  readonly volumes: Readonly<Record<number, Partial<KeptOfVolume>>>;
  /** Hosts that were given up for dead, and may be heard again. */
  readonly listenedTo: readonly string[];
  /** Hosts of whose stage something was learnt, or that were told to change it: they need not be as when all is well. */
  readonly touched: readonly string[];
}

type KeptOfGroup = Partial<Omit<GroupState, "config">>;

/** The effects of a turn, with the position before them when it is not what it was: nothing is done that was not stored. */
export function store(state: FailoverState, effects: Out): Out {
  const { wentOn } = state;
  state.wentOn = false;
  if (wentOn) return [{ kind: "store", key: KEY, content: positionOf(state) }, ...effects];
  return storeBefore(effects, KEY, movesOn, () => positionOf(state));
}

const OF_HOSTS = [
  "identity",
  "platform",
  "borrowed",
  "endedInOrder",
  "fit",
  "servicedAt",
  "repairs",
  "unplugged",
  "attended",
  "lent",
] as const;
const OF_VOLUMES = [
  "devices",
  "lateAt",
  "holder",
  "handovers",
  "backedUp",
  "left",
  "madeFor",
  "meantFor",
  "remoteOf",
  "untouched",
  "laidOver",
] as const;
const OF_GROUPS = [
  "holder",
  "phase",
  "tries",
  "givenUp",
  "givenUpAt",
  "followedInVain",
  "failbacksInVain",
  "mirrors",
  "sentAway",
  "returns",
] as const;

function positionOf({ config, desk, facts, groups, watches }: FailoverState): Position {
  const begun = beginningOf(config);
  const hosts = Object.keys(facts.changed).flatMap((name) => {
    const each = changed(host(begun.facts, name), host(facts, name), OF_HOSTS);
    return each === null ? [] : [[name, each] as const];
  });
  // Whoever serves is watched again anyhow.
  const others = groups.filter(({ phase }) => phase.is !== "serving").map(({ holder }) => holder);
  const listenedTo = others.filter((holder) => {
    const { active, verdict } = watchOf({ watches }, holder);
    return active && ["failed", "healthy"].includes(verdict);
  });
  const moved = changedOfAll(begun.groups, groups, OF_GROUPS, (group) => !isUntouched(group));
  const touched = listed(facts.hosts).filter(({ stageAt }) => stageAt > 0);
  return {
    desk: withoutTimers(desk, isBegunAnew),
    groups: mapped(moved, (kept) => changePolicy(kept, (policy) => (policy === config.policy ? undefined : policy))),
    hosts: Object.fromEntries(hosts),
    volumes: changedOfAll(listed(begun.facts.volumes), listed(facts.volumes), OF_VOLUMES, ({ touched }) => touched),
    listenedTo,
    touched: touched.map(({ name }) => name),
  };
}

/** A policy may name hundreds of stand-ins: with the takeovers under way it is stored only where it is not that of the configuration. */
function changePolicy(
  kept: KeptOfGroup,
  change: (policy: FailoverPolicy | undefined) => FailoverPolicy | undefined,
): KeptOfGroup {
  const { phase } = kept;
  if (phase === undefined || !("takeover" in phase)) return kept;
  const { takeover } = phase;
  const move = { ...takeover.move, policy: change(takeover.move.policy) } as Move;
  return { ...kept, phase: { ...phase, takeover: { ...takeover, move } } };
}

const beginnings = new WeakMap<FailoverConfig, FailoverState>();

function beginningOf(config: FailoverConfig): FailoverState {
  const known = beginnings.get(config) ?? initialState(config);
  beginnings.set(config, known);
  return known;
}

function movesOn(effect: Effect): boolean {
  switch (effect.kind) {
    case "act":
      return effect.action.kind !== "query" && effect.action.kind !== "ask-storage";
    case "send":
      return effect.body.kind === "reserved";
    case "note":
      return ["ended", "waiting", "configuration-recorded"].includes(effect.note.kind);
    case "set-timer":
      return !isBegunAnew(effect.timer);
    default:
      return false;
  }
}

/**
 * The state after a restart. What was under way has an unknown outcome; what was known of hosts is not believed any more.
 * A takeover is taken up as soon as the relay of its former holder was read, or did not answer.
 */
export function restarted(
  config: FailoverConfig,
  disk: Readonly<Record<string, unknown>>,
  now: Micros,
  out: Out,
): FailoverState {
  const state = initialState(config);
  const position = disk[KEY] as Position | undefined;
  if (position !== undefined) remember(state, position, now, out);
  for (const group of state.groups) {
    if (!isSet(state.desk, timerOf(state, group, "strays"))) sweepLater(state, group, now, out);
    const isServing = group.phase.is === "serving";
    if (!isServing && position?.listenedTo.includes(group.holder)) listen(state, group.holder, now, out);
    if (takeoverOf(group) !== null) lookAround(state, group, now, out);
    else if (lacksHost(group)) {
      const retry = timerOf(state, group, "retry");
      if (!isSet(state.desk, retry)) setTimer(state.desk, { ...retry, at: now + config.policy.limits.retryAfter }, out);
    } else if (isServing) {
      watch(state, group.holder, now, out);
      if (group.mirrors !== "none") mirrorAgain(state, group, now, out);
    }
  }
  return state;
}

function remember(state: FailoverState, position: Position, now: Micros, out: Out): void {
  const { config, facts } = state;
  takeUp(state.desk, position.desk, isBegunAnew, now, out);
  for (const known of listed(facts.hosts)) known.stage = "unknown";
  for (const name of position.touched) forgetStage(host(facts, name), now);
  for (const [name, kept] of Object.entries(position.hosts)) Object.assign(change(facts, name), kept);
  for (const [place, known] of listed(facts.volumes).entries()) {
    if (position.volumes[place] === undefined) continue;
    Object.assign(changing(known), position.volumes[place]);
    for (const { presented } of Object.values(known.devices))
      for (const name of Object.keys(presented)) bringNear(facts, known.name, name);
  }
  for (const [index, group] of state.groups.entries()) {
    const stored = position.groups[index];
    if (stored === undefined) continue;
    Object.assign(
      group,
      changePolicy(stored, (policy) => policy ?? config.policy),
    );
  }
  for (const [id, open] of Object.entries(position.desk.open)) forgetOutcome(state, Number(id), open, now);
}

/** Before anything is done again it is looked whether the former holder has power. */
function lookAround(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  if (!("takeover" in group.phase)) return;
  group.phase = { ...group.phase, is: "looking" };
  watchClosely(state, group.holder, true, now, out);
  const relay = relayLookedAt(state, group);
  if (relay === null) return resume(state, group, now, out);
  order(state, { kind: "read-relay", relay }, { rule: "controller-restarted" }, null, now, out);
  setGroupTimer(state, group, "look", now + state.config.policy.limits.relay, out);
}

function relayLookedAt({ facts }: FailoverState, { phase }: GroupState): string | null {
  return phase.is === "looking" ? host(facts, phase.takeover.move.from).relay : null;
}

/** A relay was read, or did not answer: whoever waits for that goes on. */
export function onRelayRead(state: FailoverState, { relay }: ActionOf<"read-relay">, now: Micros, out: Out): void {
  for (const group of state.groups) if (relayLookedAt(state, group) === relay) resume(state, group, now, out);
}

/**
 * From the beginning, so that the former holder is fenced by what is known now; but when the stand-in may already hold what
 * it is to take over, at the step that was under way. Whoever starts anew where it is holds it from the beginning, and may
 * lack what it was to be given back. Steps whose work is done find nothing to do, or do it once more.
 */
export function resume(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  if (group.phase.is !== "looking") return;
  group.phase = { ...group.phase, is: "moving" };
  cancelTimer(state.desk, timerOf(state, group, "look"), out);
  const { move, routine } = group.phase.takeover;
  const isReady = movingVolumes(state.facts, move).every((known) => isThere(known, move.to));
  if (group.holder !== move.to || (startsAnew(move) && !isReady)) routine.path = [0];
  proceed(state, group, enterStep, now, out);
}
