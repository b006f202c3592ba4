/** A takeover under way: its steps, what they need of the controller, and the instant from which the stand-in counts as holder. */
import { contextOf } from "../kit/undertaking.js";
import type { Out } from "../kit/desk.js";
import type { Undertaking } from "../words.js";
import type { Micros } from "../../units/index.js";
import type { RoutineContext } from "../kit/routine.js";
import { type Facts, volume } from "./facts.js";
import { type Relays, giveWay, preset, relaysOf } from "./preset/index.js";
import { type FailoverState, type GroupState, emit, timerOf } from "./state.js";
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
  return move.kind === "giving way" ? giveWay(move, relays) : preset(move.policy.preset).steps(move, relays);
}

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
      steps: stepsOf(move, relaysOf(move, state.facts)),
      facts: state.facts,
      emit: (action, because) => emit(state, action, because, state.groups.indexOf(group), out),
      timer: timerOf(state, group, "step"),
      handOver: () => handOver(state, group, move),
    },
    now,
    out,
  );
}
