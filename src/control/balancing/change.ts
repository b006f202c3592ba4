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
import { freeHosts } from "./pool.js";
import { giveBackTo } from "./reservation.js";
import { routesOf } from "./routes.js";
import { isTrusted } from "./spares.js";
import { type BalancingState, type Change, type Leaving, type SiteState, emit, lease, release } from "./state.js";
import { growSteps } from "./step/grow.js";
import { shrinkSteps } from "./step/shrink.js";
import { sweepStrays } from "./strays.js";
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

/**
 * A helper is to leave a service. What is under way there for that service ends with this; for another one it goes on first.
 * @param hurry without waiting for what is open
 */
export function startShrinking(
  state: BalancingState,
  host: string,
  service: string,
  hurry: boolean,
  because: Reason,
  now: Micros,
  out: Out,
): void {
  if (!hostOf(state.facts, host).tenants.includes(service)) return;
  const current = state.changes[host];
  if (current?.service === service && current.direction === "shrink") return;
  if (current !== undefined && current.service !== service)
    return leaveLater(state, host, { service, hurry, because }, out);
  const helper = helperOf(state, service, host);
  const inVain = helper?.stage === "growing";
  // Nobody was directed to one that is still growing: it has nothing to be drained.
  if (helper?.stage === "serving") helper.stage = "draining";
  cancelTimer(state.desk, changeTimer(host), out);
  begin(state, { service, direction: "shrink", hurry, inVain, routine: newRoutine(now) }, host, because, now, out);
}

/** Nothing new is sent there meanwhile. */
function leaveLater(state: BalancingState, host: string, leaving: Leaving, out: Out): void {
  const { service, because } = leaving;
  const all = state.leaving[host] ?? [];
  if (all.some((each) => each.service === service)) return;
  state.leaving[host] = [...all, leaving];
  const helper = helperOf(state, service, host);
  if (helper?.stage !== "serving") return;
  helper.stage = "draining";
  const site = siteOf(state.facts, service);
  const helpers = site.helpers.filter(({ stage }) => stage !== "growing");
  const routes = routesOf(state.facts, site, helpers, state.config.policy.route);
  emit(state, { kind: "weigh", service, routes }, because, null, out);
}

/** The next service that it is to leave. */
function leaveNext(state: BalancingState, host: string, now: Micros, out: Out): void {
  const [next, ...others] = state.leaving[host] ?? [];
  if (next === undefined || state.changes[host] !== undefined) return;
  if (others.length === 0) delete state.leaving[host];
  else state.leaving[host] = others;
  startShrinking(state, host, next.service, next.hurry, next.because, now, out);
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
  if (direction === "shrink") {
    leave(state, service, host, out);
    sweepStrays(state, host, out);
  }
  // What was begun is undone, so that the host comes back to the pool as the others are.
  else if (!done) {
    failToGrow(state, service, host, now);
    startShrinking(state, host, service, true, because, now, out);
  }
  leaveNext(state, host, now, out);
}

/** Whoever could not be brought to help comes after all others; one that nothing speaks against is tried at once. */
function failToGrow(state: BalancingState, service: string, host: string, now: Micros): void {
  hostOf(state.facts, host).failedAt = now;
  const site = state.sites.find((each) => each.config.service === service);
  if (site === undefined || !freeHosts(state, service).some((each) => isTrusted(hostOf(state.facts, each)))) return;
  site.lacking += 1;
  site.lackingSince ??= now;
}

/** Back to the pool, unless it helps others; the data stays known only if it is to be used again as it is. */
function leave(state: BalancingState, service: string, host: string, out: Out): void {
  const site = siteOf(state.facts, service);
  site.helpers = site.helpers.filter((each) => each.host !== host);
  if (state.config.policy.leave.then !== "keep" || hostOf(state.facts, host).outdated) {
    for (const volume of Object.values(state.facts.volumes)) {
      // What it was never told to read is there until it was taken back.
      if (!isRead(state, volume.name, host) || isNeededBy(state, volume.name, host, service)) continue;
      delete volume.ready[host];
    }
  }
  const known = hostOf(state.facts, host);
  const because: Reason = known.fit ? { rule: "not-needed" } : { rule: "host-lost", host };
  release(state, host, service, because, out);
  if (known.tenants.length > 0) return;
  known.outdated = false;
  giveBackTo(state, host, out);
}

function isRead({ facts }: BalancingState, volume: string, host: string): boolean {
  return hostOf(facts, host).reads.includes(volume);
}

/** Another service that a host helps has this volume. */
function isNeededBy({ facts }: BalancingState, volume: string, host: string, but: string): boolean {
  const others = hostOf(facts, host).tenants.filter((each) => each !== but);
  return others.some((each) => siteOf(facts, each).volumes.includes(volume));
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
  const { relay, tenants } = hostOf(state.facts, host);
  const others = tenants.filter((each) => each !== service);
  const { policy, asks } = state.config;
  const help = { service, host, relay, policy, others, ...(asks !== null && { asks: true as const }) };
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
  known.failedAt = null;
  known.missed = false;
}

function helperOf(state: BalancingState, service: string, host: string): Helper | undefined {
  return siteOf(state.facts, service).helpers.find((each) => each.host === host);
}
