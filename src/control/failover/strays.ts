/** Devices that a host should not have any more and may still have: what it does next must not find them. */
import type { Out } from "../kit/desk.js";
import type { Micros } from "../../units/index.js";
import type { Action, EffectId } from "../words.js";
import { type VolumeFacts, volume } from "./facts.js";
import { isData } from "./learn.js";
import { type FailoverState, type GroupState, type OpenAction, emit, setGroupTimer } from "./state.js";

type Withdrawal = Extract<Action, { kind: "withdraw" }>;

/** Whether a host may have data of others than this group, on which it would work beside its own. */
export function hasStrays({ facts, desk: { open } }: FailoverState, { config }: GroupState, name: string): boolean {
  return Object.values(facts.volumes).some(
    (known) => !config.volumes.includes(known.name) && strayAt(known, name, open) !== undefined,
  );
}

/** Withdraws from a host what it should not have, again if need be: of the last time nobody said that it was done. */
export function withdrawStrays(state: FailoverState, host: string, out: Out): void {
  for (const known of Object.values(state.facts.volumes)) {
    const device = strayAt(known, host, state.desk.open);
    if (device === undefined) continue;
    emit(state, { kind: "withdraw", volume: known.name, device, from: host }, { rule: "not-needed" }, null, out);
  }
}

/** Of a group's data, with the hosts that are not to have it. */
function straysOf({ facts }: FailoverState, { config, holder }: GroupState) {
  return config.volumes.flatMap((name) =>
    Object.entries(volume(facts, name).strays)
      .filter(([host]) => host !== holder)
      .map(([from, device]): Withdrawal => ({ kind: "withdraw", volume: name, device, from })),
  );
}

/** A host that was not said to be rid of a group's data is not to find it when it gets its power back one day. */
export function sweepLater(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  if (straysOf(state, group).length === 0) return;
  setGroupTimer(state, group, "strays", now + state.config.policy.limits.retryAfter, out);
}

/** Until it is confirmed; a takeover under way withdraws itself what it must, and is followed by another sweep. */
export function sweep(state: FailoverState, group: GroupState, now: Micros, out: Out): void {
  if (group.takeover !== null) return;
  for (const action of straysOf(state, group)) emit(state, action, { rule: "not-needed" }, null, out);
  sweepLater(state, group, now, out);
}

/** What was to be withdrawn, or was brought for a takeover that was given up, or is still on its way for one. */
function strayAt(known: VolumeFacts, host: string, open: FailoverState["desk"]["open"]): string | undefined {
  const { name, strays, ready, current } = known;
  const isOnItsWay = ({ action }: OpenAction): boolean =>
    isFor(action, name, host) && !("ahead" in action && action.ahead);
  return strays[host] ?? ready[host] ?? (Object.values(open).some(isOnItsWay) ? current.device : undefined);
}

function isFor(action: Action, volume: string, host: string): boolean {
  return isData(action) && action.volume === volume && action.to === host;
}

/** A withdrawal was done: what was ordered before it for that host will not come any more. */
export function afterWithdrawal(state: FailoverState, id: EffectId, { volume, from }: Withdrawal): void {
  for (const [earlier, { action }] of Object.entries(state.desk.open)) {
    if (Number(earlier) < id && isFor(action, volume, from)) delete state.desk.open[Number(earlier)];
  }
}
