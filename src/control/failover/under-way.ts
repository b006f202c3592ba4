/** What the routine of a takeover needs of the controller: how it is called, its steps, and when the stand-in counts as holder. */
import type { Micros } from "../../units/index.js";
import type { Out } from "../kit/desk.js";
import type { RoutineContext } from "../kit/routine.js";
import { contextOf } from "../kit/undertaking.js";
import { stopWatching, watchClosely, watchOf } from "../kit/watching.js";
import type { Undertaking } from "../words.js";
import { handOver } from "./device-changes.js";
import { forgetAhead } from "./device-roles.js";
import { type Facts, change, volume } from "./facts.js";
import { isAtHome } from "./known-as.js";
import { order } from "./orders.js";
import { giveWay, preset, relaysOf, waysOf } from "./preset/index.js";
import { type FailoverState, type GroupState, takeoverOf, timerOf } from "./state.js";
import { askStorage } from "./step/ask-storage.js";
import type { FailoverStep, Move } from "./steps.js";
import { doubtMirrors } from "./upkeep.js";
import { listen } from "./watching.js";
import { whyNeedless } from "./whether-needed.js";

/** What a takeover is called towards others. */
export function undertakingOf(
  { groups }: FailoverState,
  group: GroupState,
  { services, from, to, kind }: Move,
): Undertaking {
  const subjects = services.map((name) => ({ kind: "service", name }));
  return { family: "failover", kind, id: String(groups.indexOf(group)), subjects, from, to, recovers: true };
}

export function contextOfTakeover(
  state: FailoverState,
  group: GroupState,
  move: Move,
  now: Micros,
  out: Out,
): RoutineContext<Facts> {
  return contextOf(
    state.desk,
    {
      of: undertakingOf(state, group, move),
      steps: stepsOf(move, state.facts),
      facts: state.facts,
      emit: (action, because) => order(state, action, because, state.groups.indexOf(group), now, out),
      timer: timerOf(state, group, "step"),
      handOver: () => handOverTo(state, group, move.to, now, out),
      whyNot: () => whyNeedless(state, group, move),
    },
    now,
    out,
  );
}

/** The steps follow from the move and these relays alone, and are asked for at every outcome. */
const made = new WeakMap<
  Move,
  { readonly relays: ReturnType<typeof relaysOf>; readonly steps: readonly FailoverStep[] }
>();

export function stepsOf(move: Move, facts: Facts): readonly FailoverStep[] {
  const relays = relaysOf(move, facts);
  const known = made.get(move);
  if (known !== undefined && known.relays.from === relays.from && known.relays.to === relays.to) return known.steps;
  const steps =
    move.kind === "giving way"
      ? giveWay(move, relays)
      : [
          ...askStorage(move, waysOf(move, preset(move.policy.preset))),
          ...preset(move.policy.preset).steps(move, relays),
        ];
  made.set(move, { relays, steps });
  return steps;
}

/** Whoever was called for a takeover and came stays until nothing is left to be done. */
export function letPeopleGo({ facts, groups }: FailoverState): void {
  if (groups.some((group) => takeoverOf(group) !== null)) return;
  // They came to whose plug they pulled, and that was learnt: nobody else has to be looked at.
  for (const name of Object.keys(facts.changed)) change(facts, name).attended = false;
}

/** From here on the stand-in may hold the group, and its copies may be the newest. */
function handOverTo(state: FailoverState, group: GroupState, to: string, now: Micros, out: Out): void {
  const { facts } = state;
  const isAnother = group.holder !== to;
  if (isAnother) stopWatching(state, group.holder, out);
  // Also where it held the group by name only, and nobody has listened to it since it was fenced.
  if (isAnother || !watchOf(state, to).active) {
    listen(state, to, now, out);
    watchClosely(state, to, true, now, out);
  }
  group.holder = to;
  if (!isAtHome(facts, { home: group.config.holder }, to)) group.sentAway = true;
  handVolumesOver(facts, group.config.volumes, { to, isAnother }, now);
  doubtMirrors(state, group);
}

/** @param isAnother it is not the one who held them */
export function handVolumesOver(
  facts: Facts,
  names: readonly string[],
  { to, isAnother }: { readonly to: string; readonly isAnother: boolean },
  now: Micros,
): void {
  for (const name of names) {
    const known = volume(facts, name);
    handOver(known, to, now);
    if (isAnother) forgetAhead(known);
  }
}
