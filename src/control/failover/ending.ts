/** A move has ended, done or given up: what is noted of that in its group, and who is told. */
import type { Micros } from "../../units/index.js";
import { type Out, cancelTimer, isSet } from "../kit/desk.js";
import { tellEnded } from "../kit/undertaking.js";
import { watchClosely } from "../kit/watching.js";
import type { Reason } from "../words.js";
import { changing } from "./device-rows.js";
import { inUse } from "./devices.js";
import { volume } from "./facts.js";
import { tellPeers } from "./peers.js";
import { type FailoverState, type GroupState, soughtBy, timerOf } from "./state.js";
import type { Move } from "./steps.js";
import { letPeopleGo, undertakingOf } from "./under-way.js";
import { sweepLater } from "./upkeep.js";

export function endMove(
  state: FailoverState,
  group: GroupState,
  move: Move,
  because: Reason,
  now: Micros,
  out: Out,
): void {
  const { to, services } = move;
  for (const name of move.volumes) changing(volume(state.facts, name)).meantFor = null;
  const result = because.rule === "all-steps-done" ? "done" : "given-up";
  group.phase = { is: soughtBy(group) === "its own life" ? "displaced" : "serving" };
  group.givenUp = result === "done" ? 0 : group.givenUp + 1;
  group.givenUpAt = result === "done" ? {} : { ...group.givenUpAt, [to]: (group.givenUpAt[to] ?? 0) + 1 };
  if (result === "done" || because.rule === "seen-at-work") letPeopleGo(state);
  cancelTimer(state.desk, timerOf(state, group, "step"), out);
  for (const name of [move.from, to]) watchClosely(state, name, false, now, out);
  tellEnded(undertakingOf(state, group, move), result, because, out);
  const devices = move.volumes.map((name) => ({ volume: name, device: inUse(volume(state.facts, name)) }));
  tellPeers(state, { kind: "takeover-ends", services, to, result, devices }, out);
  // What is withdrawn from here on is given its time before it is asked for again.
  if (isSet(state.desk, timerOf(state, group, "strays"))) cancelTimer(state.desk, timerOf(state, group, "strays"), out);
  sweepLater(state, group, now, out);
}
