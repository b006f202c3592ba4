/** What the detectors of a place say together: one verdict, with the reason for it. */
import { type Micros, SECOND } from "../../units/index.js";
import type { Beat, EffectId, Reason } from "../words.js";
import type { Verdict } from "../verdict.js";
import { detectors, type Evidence, type Opinion } from "./detector/index.js";
import type { DetectPolicy } from "./detect-policy.js";

/** What detection remembers of one place. */
export interface Watch {
  /** The messages that tell that it works: about which place, from where, and of which kind. */
  readonly beat: Beat;
  readonly policy: DetectPolicy;
  /** Interval of these messages; `null` when none are sent. */
  readonly reportEvery: Micros | null;
  /** Watched: it is expected to work. */
  active: boolean;
  /** When that began, or when one began to listen to it. */
  since: Micros;
  verdict: Verdict;
  /** Every sign of it counts by its time, since something is being done to it: none may be left out. */
  closely: boolean;
  /** When it said last that it works, since that began; absent: never, or as far as anybody asks. */
  saidAt?: Micros;
  /** Since its reports count by their time again none was heard: those that were left out before are not known of. */
  awaitsNext?: true;
  /** Reports on it are expected: whoever sends them works, as far as is known. */
  reported: boolean;
  /** Queries that may still be answered in time, in their order. */
  asked: Asked[];
  /** Each detector that the policy wants, by its name; none before the first watch. */
  minds: Readonly<Record<string, Mind>>;
}

interface Asked {
  readonly id: EffectId;
  readonly askedAt: Micros;
  readonly dueAt: Micros;
}

/** What a detector knows beforehand, and what it has heard. */
interface Mind {
  readonly policy: unknown;
  readonly state: unknown;
}

export function newWatch(beat: Beat, reportEvery: Micros | null, policy: DetectPolicy): Watch {
  const unheard = { active: false, since: 0, closely: false, reported: false, asked: [], minds: {} };
  return { beat, policy, reportEvery, verdict: "healthy", ...unheard };
}

/** How a failure of a place comes to be noticed, told beforehand. */
export interface Noticing {
  /** Any of these, or all of `together`, in words. */
  readonly signs: readonly string[];
  readonly together: readonly string[];
  /** How long after a crash at the latest; `null` when nothing notices one. */
  readonly within: Micros | null;
}

export function noticing(policy: DetectPolicy, reportEvery: Micros | null): Noticing {
  const wanted = detectors.flatMap((detector) => {
    const own = detector.policyFor(policy, reportEvery);
    const hears = reportEvery !== null || detector.needsAgent !== true;
    return own === null || !hears ? [] : [{ ...detector, own }];
  });
  const life = wanted.filter(({ judges }) => judges === "life");
  const limits = life.flatMap(({ within, own }) => within?.(own) ?? []);
  const isJoint = policy.when === "all" && life.length > 1;
  const say = ({ sign, own }: (typeof wanted)[number]) => sign(own);
  return {
    signs: wanted.filter((each) => !isJoint || !life.includes(each)).map(say),
    together: isJoint ? life.map(say) : [],
    within: limits.length === 0 ? null : isJoint ? Math.max(...limits) : Math.min(...limits),
  };
}

/** Since when it is not heard, if its silence is what speaks against it; else `Infinity`. */
export function silentSince(because: Reason): Micros {
  switch (because.rule) {
    case "reports-missed":
    case "suspicion":
      return because.heardAt;
    case "stale":
      return because.sentAt;
    case "queries-missed":
      return because.askedAt - because.misses * because.every;
    default:
      return Infinity;
  }
}

/** Its silence is what speaks against it, and it said later than that that it worked: what was wrong with it before is not what is now. */
export function hasSpokenSince(watch: Watch, at: Micros): boolean {
  return watch.saidAt !== undefined && watch.saidAt > at && silentSince(judge(watch).because) !== Infinity;
}

/** How soon a place that works is heard, if it is; `null` when nothing is ever heard of it. */
export function heardWithin({ policy: { queries }, reportEvery }: Watch): Micros | null {
  const waits = [reportEvery, queries === null ? null : queries.every + queries.timeout].filter(
    (each) => each !== null,
  );
  return waits.length > 0 ? Math.max(...waits) + ON_THE_WAY : null;
}

/** What is said, or ordered, is heard within this time. */
export const ON_THE_WAY: Micros = SECOND;

/** From now on the place is expected to work; without reports, only what else is heard of it counts. */
export function beginWatch(watch: Watch, reported: boolean, now: Micros): void {
  watch.active = true;
  watch.since = now;
  watch.verdict = "healthy";
  watch.reported = reported;
  delete watch.awaitsNext;
  delete watch.saidAt;
  watch.asked = [];
  watch.minds = freshMinds(watch, now);
}

/** Nothing good is expected of it: it counts as failed until it is heard. */
export function beginListening(watch: Watch, now: Micros): void {
  beginWatch(watch, true, now);
  watch.verdict = "failed";
  for (const { detector, policy, state } of atWork(watch)) detector.elapse(state, policy);
}

/** From now on reports are expected too. */
export function expectReports(watch: Watch, now: Micros): void {
  watch.reported = true;
  watch.minds = { ...freshMinds(watch, now), ...watch.minds };
}

/** Until they are expected again nothing follows from their absence. */
export function expectNoReports(watch: Watch): void {
  watch.reported = false;
  const wanted = Object.keys(freshMinds(watch, 0));
  watch.minds = Object.fromEntries(Object.entries(watch.minds).filter(([name]) => wanted.includes(name)));
}

function freshMinds({ policy: wanted, reportEvery, reported }: Watch, now: Micros): Readonly<Record<string, Mind>> {
  const minds: Record<string, Mind> = {};
  for (const each of detectors) {
    const policy = each.policyFor(wanted, reported ? reportEvery : null);
    if (policy !== null) minds[each.name] = { policy, state: each.begin(policy, now) };
  }
  return minds;
}

function atWork({ minds }: Watch) {
  return detectors.flatMap((detector) => {
    const mind = minds[detector.name];
    return mind === undefined ? [] : [{ detector, ...mind }];
  });
}

export function hear(watch: Watch, evidence: Evidence): void {
  for (const { detector, policy, state } of atWork(watch)) detector.hear(state, evidence, policy);
}

/**
 * Takes in a sign of life. Of a place that was given up for dead, the first detector that takes its word back speaks for all:
 * they begin anew, for what they hold against it is older than that, and so are the questions that it has not answered.
 */
export function hearLife(watch: Watch, evidence: Evidence, now: Micros): void {
  const against = atWork(watch).filter((each) => each.detector.judges === "life" && opinionOf(each) !== null);
  hear(watch, evidence);
  if (watch.verdict === "healthy" || against.every((each) => opinionOf(each) !== null)) return;
  const minds = { ...watch.minds };
  for (const each of against) {
    const { detector, policy } = each;
    if (opinionOf(each) !== null) minds[detector.name] = { policy, state: detector.begin(policy, now) };
  }
  watch.minds = minds;
  watch.asked = [];
}

/** When silence changes the first opinion; `null` when it changes none. */
export function silenceDueAt(watch: Watch): Micros | null {
  let soonest: Micros | null = null;
  for (const { detector, policy, state } of atWork(watch)) {
    const at = detector.dueAt(state, policy);
    if (at !== null && (soonest === null || at < soonest)) soonest = at;
  }
  return soonest;
}

/** It was silent until now. */
export function fellSilent(watch: Watch, now: Micros): void {
  for (const { detector, policy, state } of atWork(watch)) {
    const at = detector.dueAt(state, policy);
    if (at !== null && at <= now) detector.elapse(state, policy);
  }
}

/** Whether what is heard of it tells anything: it was given up, or something is being done to it. */
export function isDoubted({ verdict, closely }: Watch): boolean {
  return closely || verdict !== "healthy";
}

/** Whether reports that come like those before change nothing but the time at which silence counts. */
export function isSteady(watch: Watch): boolean {
  // What was held against it is forgiven, and the next word of it says so.
  if (watch.closely || judge(watch).verdict !== watch.verdict) return false;
  return atWork(watch).every(({ detector, policy, state }) => detector.isSteady?.(state, policy) ?? true);
}

/** Forgets what was said against the condition of a place that was repaired. */
export function forgiveCondition(watch: Watch, now: Micros): void {
  const minds = { ...watch.minds };
  for (const { detector, policy } of atWork(watch)) {
    if (detector.judges === "condition") minds[detector.name] = { policy, state: detector.begin(policy, now) };
  }
  watch.minds = minds;
}

/** One verdict of all: "failed" when any, or all, of those that judge its life say so; else the first word on its condition. */
export function judge(watch: Watch): Opinion {
  const work = atWork(watch);
  const life = work.filter(({ detector }) => detector.judges === "life");
  const against = life.map(opinionOf).filter((opinion) => opinion !== null);
  const needed = watch.policy.when === "all" ? life.length : 1;
  if (against[0] !== undefined && against.length >= needed) return against[0];
  const condition = work.filter(({ detector }) => detector.judges === "condition").map(opinionOf);
  return condition.find((opinion) => opinion !== null) ?? { verdict: "healthy", because: heardAgain(work) };
}

type AtWork = ReturnType<typeof atWork>[number];

function opinionOf({ detector, policy, state }: AtWork): Opinion | null {
  return detector.opinion(state, policy);
}

function heardAgain(work: readonly AtWork[]): Reason {
  const byQueries = work.find(({ detector }) => detector.judges === "life")?.detector.name === "queries";
  return { rule: "heard-again", source: byQueries ? "query" : "report" };
}
