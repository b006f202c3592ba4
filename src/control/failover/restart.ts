/** The controller's own failure: what it stores before it acts, and how it takes up after a restart what it was doing. */
import { storeBefore } from "../kit/position.js";
import { isSet, takeUp, type Out, cancelTimer, setTimer } from "../kit/desk.js";
import type { Micros } from "../../units/index.js";
import { enterStep } from "../kit/routine.js";
import type { Action, Effect } from "../words.js";
import { type HostFacts, type VolumeFacts, host } from "./facts.js";
import { learn } from "./learn.js";
import { mirrorAgain } from "./mirror-again.js";
import {
  type FailoverConfig,
  type FailoverState,
  type GroupState,
  emit,
  initialState,
  timerOf,
  setGroupTimer,
} from "./state.js";
import { sweepLater } from "./strays.js";
import { onProgress } from "./takeover.js";
import { contextOfTakeover } from "./under-way.js";
import { watch } from "./watching.js";

const KEY = "position";

/** Timers of what begins anew after a restart anyhow: watching, acting ahead, and steps, before which is looked around. */
const BEGUN_ANEW: ReadonlySet<string> = new Set(["report-due", "query-next", "query-due", "ahead", "step", "look"]);

/** What the disk holds: everything that is not to be found out anew, or found in the configuration. */
interface Position {
  readonly desk: FailoverState["desk"];
  readonly groups: readonly Omit<GroupState, "config" | "lookingAround">[];
  readonly hosts: Readonly<Record<string, Pick<HostFacts, "identity" | "borrowed" | "fit" | "lent">>>;
  readonly volumes: Readonly<Record<string, VolumeFacts>>;
}

/** The effects of a turn, with the position before them when it is not what it was: nothing is done that was not stored. */
export function store(state: FailoverState, effects: Out): Out {
  return storeBefore(effects, KEY, movesOn, () => positionOf(state));
}

function positionOf({ desk, facts, groups }: FailoverState): Position {
  const hosts = Object.fromEntries(
    Object.values(facts.hosts).map(({ name, identity, borrowed, fit, lent }) => {
      return [name, { identity, borrowed, fit, lent }];
    }),
  );
  return {
    desk,
    groups: groups.map(({ config: _, lookingAround: __, ...rest }) => rest),
    hosts,
    volumes: facts.volumes,
  };
}

function movesOn(effect: Effect): boolean {
  switch (effect.kind) {
    case "act":
      return effect.action.kind !== "query";
    case "send":
      return effect.body.kind === "reserved";
    case "note":
      return effect.note.kind === "ended" || effect.note.kind === "waiting";
    case "set-timer":
      return !BEGUN_ANEW.has(effect.timer.kind);
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
    if (group.takeover !== null) lookAround(state, group, now, out);
    else if (group.waiting || group.pausing) {
      const retry = timerOf(state, group, "retry");
      if (!isSet(state.desk, retry)) setTimer(state.desk, { ...retry, at: now + config.policy.limits.retryAfter }, out);
    } else if (!group.displaced) {
      watch(state, group.holder, now, out);
      if (group.mirrors) mirrorAgain(state, group, now, out);
    }
  }
  return state;
}

function remember(state: FailoverState, position: Position, now: Micros, out: Out): void {
  const { facts } = state;
  takeUp(state.desk, position.desk, ({ kind }) => BEGUN_ANEW.has(kind), now, out);
  for (const known of Object.values(facts.hosts)) {
    known.stage = "unknown";
    Object.assign(known, position.hosts[known.name]);
  }
  for (const known of Object.values(facts.volumes)) Object.assign(known, position.volumes[known.name]);
  for (const [index, group] of state.groups.entries()) {
    const stored = position.groups[index];
    if (stored === undefined) continue;
    Object.assign(group, stored);
  }
  for (const { action } of Object.values(position.desk.open)) {
    learn(facts, action, { status: "unknown", why: "the controller was restarted" }, now);
  }
}

/** Before anything is done again it is looked whether the former holder has power. */
function lookAround(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  const relay = relayOfFormer(state, group);
  group.lookingAround = true;
  if (relay === null) return resume(state, group, now, out);
  emit(state, { kind: "read-relay", relay }, { rule: "controller-restarted" }, null, out);
  setGroupTimer(state, group, "look", now + state.config.policy.limits.relay, out);
}

function relayOfFormer(state: FailoverState, { takeover }: GroupState): string | null {
  return takeover === null ? null : host(state.facts, takeover.move.from).relay;
}

/** Whether the answer to this action is what a group waits for. */
export function takesUp(state: FailoverState, group: GroupState, action: Action): boolean {
  return group.lookingAround && action.kind === "read-relay" && action.relay === relayOfFormer(state, group);
}

/**
 * From the beginning, so that the former holder is fenced by what is known now; but when the stand-in may already hold what
 * it is to take over, at the step that was under way. Steps whose work is done find nothing to do, or do it once more.
 */
export function resume(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  if (!group.lookingAround || group.takeover === null) return;
  group.lookingAround = false;
  cancelTimer(state.desk, timerOf(state, group, "look"), out);
  const { move, routine } = group.takeover;
  if (group.holder !== move.to) routine.path = [0];
  onProgress(state, group, enterStep(routine, contextOfTakeover(state, group, move, now, out)), now, out);
}
