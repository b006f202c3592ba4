/** Hosts that are lent: a controller that balances load asks for each, and none is lent that stands in or is to. */
import { type Out, tell } from "../kit/desk.js";
import type { Address, MessageOf } from "../words.js";
import type { Micros } from "../../units/index.js";
import { change } from "./facts.js";
import { type FailoverState, type GroupState, takeoverOf } from "./state.js";
import { seekTakeover } from "./takeover.js";

/** The answer is stored before it is given: what was lent is remembered after a restart. */
export function onReservation(
  state: FailoverState,
  from: Address,
  { question, host: name, service, beside }: MessageOf<"reserve">,
  now: Micros,
  out: Out,
): void {
  const refused = service === null ? null : whyNotLent(state, name, beside === true);
  tell(from, { kind: "reserved", question, refused }, out);
  if (refused !== null || state.facts.hosts[name] === undefined) return;
  const known = change(state.facts, name);
  if (service !== null) known.lent = "now";
  else if (known.lent === "now") known.lent = "before";
  if (service !== null) return;
  for (const group of state.groups) {
    if (group.phase.is === "waiting") seekTakeover(state, group, { rule: "free-again", host: name }, now, out);
  }
}

/**
 * A host that no takeover knows of can be had, and one that goes on with what it serves when all is well. Should that be taken over, or
 * started anew, it is fenced as ever, and whoever has it learns of that and lets it go.
 */
function whyNotLent({ groups, facts }: FailoverState, name: string, beside: boolean): string | null {
  const isItsOwn = ({ config, phase }: GroupState): boolean => config.holder === name && phase.is === "serving";
  if (groups.some((group) => group.holder === name && !(beside && isItsOwn(group)))) return `${name} serves`;
  const moves = groups.flatMap((group) => takeoverOf(group)?.move ?? []);
  if (moves.some(({ to }) => to === name)) return `${name} is about to stand in`;
  if (moves.some(({ from }) => from === name)) return `${name} is being fenced`;
  return facts.hosts[name]?.fit === false ? `${name} has failed` : null;
}
