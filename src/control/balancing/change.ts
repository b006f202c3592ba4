/** A host on its way to a service or away from it: runs the steps, and says what becomes of the host at their end. */
import { tellBegun, tellEnded, contextOf } from "../kit/undertaking.js";
import { type Out, cancelTimer } from "../kit/desk.js";
import type { Micros } from "../../units/index.js";
import {
  type RoutineContext,
  type RoutineProgress,
  enterStep,
  newRoutine,
  onRoutineOutcome,
  onRoutineTimer,
} from "../kit/routine.js";
import type { EffectId, Outcome, Reason, TimerName, Undertaking } from "../words.js";
import { type Facts, type Helper, hostOf, siteOf } from "./facts.js";
import { giveBackTo } from "./reservation.js";
import { type BalancingState, type Change, type SiteState, emit, lease } from "./state.js";
import { growSteps, shrinkSteps } from "./steps.js";
import { forgetBoth } from "./thresholds.js";

/** A free host is to help a service. @param chosen why this service gets it */
export function startGrowing(
  state: BalancingState,
  site: SiteState,
  host: string,
  chosen: Reason,
  now: Micros,
  out: Out,
): void {
  const { service } = site.config;
  const { because } = site;
  lease(state, host, service, chosen, out);
  siteOf(state.facts, service).helpers.push({ host, stage: "growing" });
  begin(
    state,
    { service, direction: "grow", hurry: false, inVain: false, routine: newRoutine(now) },
    host,
    because,
    now,
    out,
  );
}

/** A helper is to leave. @param hurry without waiting for what is open; instead of a routine that is under way, if there is one */
export function startShrinking(
  state: BalancingState,
  host: string,
  hurry: boolean,
  because: Reason,
  now: Micros,
  out: Out,
): void {
  const service = hostOf(state.facts, host).tenant;
  if (service === null || state.changes[host]?.direction === "shrink") return;
  const helper = helperOf(state, service, host);
  const inVain = helper?.stage === "growing";
  // Nobody was directed to one that is still growing: it has nothing to be drained.
  if (helper?.stage === "serving") helper.stage = "draining";
  cancelTimer(state.desk, changeTimer(host), out);
  begin(state, { service, direction: "shrink", hurry, inVain, routine: newRoutine(now) }, host, because, now, out);
}

function begin(state: BalancingState, change: Change, host: string, because: Reason, now: Micros, out: Out): void {
  const { direction, routine } = change;
  state.changes[host] = change;
  tellBegun(undertakingOf(host, change), direction, because, out);
  onProgress(state, host, enterStep(routine, contextOfChange(state, host, change, now, out)), now, out);
}

export function onChangeTimer(state: BalancingState, host: string, now: Micros, out: Out): void {
  const change = state.changes[host];
  if (change === undefined) return;
  onProgress(state, host, onRoutineTimer(change.routine, contextOfChange(state, host, change, now, out)), now, out);
}

export function onChangeOutcome(
  state: BalancingState,
  host: string,
  id: EffectId,
  outcome: Outcome,
  now: Micros,
  out: Out,
): void {
  const change = state.changes[host];
  if (change === undefined) return;
  const context = contextOfChange(state, host, change, now, out);
  onProgress(state, host, onRoutineOutcome(change.routine, context, id, outcome), now, out);
}

function onProgress(state: BalancingState, host: string, progress: RoutineProgress, now: Micros, out: Out): void {
  const change = state.changes[host];
  if (progress === "running" || change === undefined) return;
  const { service, direction } = change;
  const done = progress === "done";
  const because: Reason = done ? { rule: "all-steps-done" } : { rule: "gave-up", step: progress.gaveUpAt };
  delete state.changes[host];
  cancelTimer(state.desk, changeTimer(host), out);
  tellEnded(undertakingOf(host, change), done ? "done" : "given-up", because, out);
  const site = state.sites.find((each) => each.config.service === service);
  if (site !== undefined) {
    site.changedAt = now;
    // Capacity is another one now: what was measured before does not count.
    forgetBoth(site.watches);
  }
  if (direction === "shrink") return release(state, service, host, out);
  // What was begun is undone, so that the host comes back to the pool as the others are.
  if (!done) startShrinking(state, host, true, because, now, out);
}

/** Back to the pool; the data stays known only if it is to be used again as it is. */
function release(state: BalancingState, service: string, host: string, out: Out): void {
  const site = siteOf(state.facts, service);
  site.helpers = site.helpers.filter((each) => each.host !== host);
  if (state.config.policy.leave.then !== "keep") {
    for (const volume of Object.values(state.facts.volumes)) delete volume.ready[host];
  }
  const known = hostOf(state.facts, host);
  const because: Reason = known.fit ? { rule: "not-needed" } : { rule: "host-lost", host };
  lease(state, host, null, because, out);
  giveBackTo(state, host, out);
}

/** What a change is called towards others: what a host does for a service is undertaken for both. */
function undertakingOf(host: string, { service, direction }: Change): Undertaking {
  const subjects = [
    { kind: "service", name: service },
    { kind: "host", name: host },
  ];
  return { family: "balancing", kind: direction, id: host, subjects, to: host, recovers: false };
}

function changeTimer(host: string): TimerName {
  return { kind: "change", subject: host };
}

function contextOfChange(
  state: BalancingState,
  host: string,
  change: Change,
  now: Micros,
  out: Out,
): RoutineContext<Facts> {
  const { service, direction } = change;
  const help = { service, host, relay: hostOf(state.facts, host).relay, policy: state.config.policy };
  return contextOf(
    state.desk,
    {
      of: undertakingOf(host, change),
      steps: direction === "grow" ? growSteps(help) : shrinkSteps(help, change),
      facts: state.facts,
      emit: (action, because) => emit(state, action, because, host, out),
      timer: changeTimer(host),
      handOver: () => {
        const helper = helperOf(state, service, host);
        if (helper?.stage === "growing") beginServing(state, helper);
      },
    },
    now,
    out,
  );
}

/** From here on requests may go there. */
function beginServing(state: BalancingState, helper: Helper): void {
  helper.stage = "serving";
  const known = hostOf(state.facts, helper.host);
  known.before = null;
  known.now = null;
  known.judged = null;
  known.misses = 0;
}

function helperOf(state: BalancingState, service: string, host: string): Helper | undefined {
  return siteOf(state.facts, service).helpers.find((each) => each.host === host);
}
