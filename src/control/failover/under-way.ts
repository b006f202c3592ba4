/** A takeover under way: its steps, what they need of the controller, and the instant from which the stand-in counts as holder. */
import type { Micros } from "../../units/index.js";
import type { RoutineContext } from "../routine.js";
import { type Facts, volume } from "./facts.js";
import { giveWay, preset, type Relays, relaysOf } from "./preset/index.js";
import { emit, type FailoverState, type GroupState, type Out } from "./state.js";
import type { FailoverStep, Move } from "./steps.js";
import { exchangeTwin } from "./twin.js";

/** From here on the stand-in may hold the group, and its copies may be the newest; all others fall behind, finished or not. */
function handOver(state: FailoverState, group: GroupState, move: Move): void {
  const returns = group.holder === move.to;
  group.holder = move.to;
  for (const name of move.volumes) {
    const known = volume(state.facts, name);
    const device = known.ready[move.to];
    if (device !== undefined) {
      if (device !== known.current.device) known.former = known.current.device;
      exchangeTwin(known, device);
      known.current = { device, host: move.to };
      known.withdrawn = false;
      known.left = "devices";
    }
    for (const [name, left] of Object.entries(known.ready)) if (name !== move.to) known.strays[name] = left;
    known.handovers += 1;
    known.ready = {};
    known.aside = null;
    known.useless = null;
    if (!returns) known.ahead = {};
  }
}

function stepsOf(move: Move, relays: Relays): readonly FailoverStep[] {
  return move.givesWay ? giveWay(move, relays) : preset(move.policy.preset).steps(move, relays);
}

export function contextOf(
  state: FailoverState,
  group: GroupState,
  move: Move,
  now: Micros,
  out: Out,
): RoutineContext<Facts> {
  const timer = `step ${state.groups.indexOf(group)}`;
  return {
    facts: state.facts,
    steps: stepsOf(move, relaysOf(move, state.facts)),
    now,
    emit: (action, because) => emit(state, action, because, state.groups.indexOf(group), out),
    note: (note) => out.push({ kind: "note", note: { ...note, services: move.services } }),
    setTimer: (at) => out.push({ kind: "set-timer", timer, at }),
    cancelTimer: () => out.push({ kind: "cancel-timer", timer }),
    handOver: () => handOver(state, group, move),
  };
}
