/** A group is about to move: what is decided once and for all before the first step, and who is watched from then on. */
import type { Micros } from "../../units/index.js";
import type { Out } from "../kit/desk.js";
import { judge } from "../kit/detection.js";
import { newRoutine } from "../kit/routine.js";
import { tellBegun } from "../kit/undertaking.js";
import { expectNoReportsFrom, stopWatching, watchClosely, watchOf } from "../kit/watching.js";
import type { Reason } from "../words.js";
import { host, volume } from "./facts.js";
import { tellPeers } from "./peers.js";
import type { FailoverPolicy } from "./policy.js";
import { optionsOf, preset } from "./preset/index.js";
import { whoDoesWithout } from "./stand-in.js";
import { type FailoverState, type GroupState, soughtBy } from "./state.js";
import { volumesToPutAside } from "./step/stand-in.js";
import type { Move, MoveKind } from "./steps.js";
import { undertakingOf } from "./under-way.js";
import { listen } from "./watching.js";

export interface Beginning {
  readonly kind: MoveKind;
  /** What explanations call it. */
  readonly routine: string;
  readonly policy: FailoverPolicy;
  readonly because: Reason;
}

/** The host has its data, or gets it from its mirror or its backup, wherever that is; it has no life beside this one. */
export function alone(policy: FailoverPolicy, { facts }: FailoverState, { config }: GroupState): FailoverPolicy {
  const { dataFor: _, backupWhen: __, ...rest } = policy;
  const isElsewhere = config.volumes.some((name) => volume(facts, name).remoteMirror !== null);
  const data = ["copy", ...(isElsewhere ? ["copy-remote"] : []), "backup+log"];
  return { ...rest, standby: "cold", data, mirrorAgain: true };
}

/** All of a beginning but its first step. */
export function setOut(
  state: FailoverState,
  group: GroupState,
  to: string,
  { kind, routine, policy, because }: Beginning,
  now: Micros,
  out: Out,
): void {
  const { services, holder: home, volumes } = group.config;
  const chosen = kind !== "takeover" || (because.rule === "verdict" && because.verdict !== "failed");
  const { sentAway } = group;
  const elsewhere = kind === "takeover" ? whoDoesWithout(state, group, to) : [];
  const said = {
    ...(chosen && { chosen }),
    ...(kind === "takeover" && isBlind(state, group.holder) && { blind: true as const }),
    ...(elsewhere.length > 0 && { elsewhere }),
    ...(sentAway && { sentAway }),
    ...(isDisplaced(state, to) && { displacedBefore: true as const }),
  };
  const move: Move = { from: group.holder, to, home, services, volumes, policy, kind, ...said };
  group.phase = { is: "moving", takeover: { move, routine: newRoutine(now) }, seeks: soughtBy(group) };
  for (const other of state.groups) if (other !== group && other.holder === to) displace(other);
  // As a stand-in it was watched no more: it may have come back by itself.
  if (kind === "own life" && !watchOf(state, group.holder).active) listen(state, group.holder, now, out);
  // Whoever was given up may be heard again, or could not be started again yet; whoever goes in order is not missed.
  if (kind === "takeover" || kind === "own life") watchClosely(state, group.holder, true, now, out);
  else stopWatching(state, group.holder, out);
  // An active stand-in is about to be shut down: its silence is no failure.
  if (to !== group.holder) stopWatching(state, to, out);
  for (const name of kind === "takeover" ? [to] : [to, move.from]) expectNoReportsFrom(state, name, out);
  tellDiscarded(state, to, policy, out);
  tellBegun(undertakingOf(state, group, move), routine, because, out);
  tellPeers(state, { kind: "takeover-begins", services, from: move.from, to }, out);
}

/** Nothing is wrong with it but that it does not reach its storage, as its agent or an answer of its own has said. */
function isBlind(state: FailoverState, holder: string): boolean {
  const { verdict, because } = judge(watchOf(state, holder));
  const isSaid = because.rule === "error-reported" || because.rule === "says-broken";
  const isAdapter = isSaid && because.component === "adapter";
  return verdict === "malfunctioning" && isAdapter && host(state.facts, holder).stage !== "off";
}

function isDisplaced({ groups }: FailoverState, name: string): boolean {
  return groups.some(({ config, phase }) => config.holder === name && phase.is === "displaced");
}

function displace(group: GroupState): void {
  const { phase } = group;
  group.phase = "seeks" in phase ? { ...phase, seeks: "its own life" } : { is: "displaced" };
}

/** What an active stand-in has itself does not matter to this policy, or not what it has written since its last backup. */
function tellDiscarded({ facts }: FailoverState, to: string, policy: FailoverPolicy, out: Out): void {
  const { standby } = optionsOf(policy, preset(policy.preset));
  const volumes = volumesToPutAside({ to, policy }, facts).map(({ name }) => name);
  if (standby !== "active" || volumes.length === 0) return;
  if (policy.ownData !== "discard" && policy.ownData !== "recent-backup") return;
  const because: Reason = { rule: policy.ownData === "discard" ? "of-no-account" : "backed-up-before" };
  out.push({ kind: "note", note: { kind: "data-discarded", host: to, volumes, because } });
}
