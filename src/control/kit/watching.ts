/** Watching places: what is heard of one goes to its detectors, and their deadlines become timers of whoever watches. */
import type { Micros } from "../../units/index.js";
import type { ActionOf, EffectId, Found, MessageOf, Timer, TimerName } from "../words.js";
import { type Desk, type Out, act, cancelTimer, forgetOldest, setTimer } from "./desk.js";
import {
  type Watch,
  beginListening,
  beginWatch,
  expectNoReports,
  expectReports,
  fellSilent,
  forgiveCondition,
  hear,
  hearLife,
  isSteady,
  judge,
  silenceDueAt,
} from "./detection.js";
import type { Evidence } from "./detector/index.js";

/** What a machine that watches has for it: `Owner` is that of its desk. */
export interface Watcher<Owner> {
  readonly desk: Desk<Owner>;
  /** By place. */
  readonly watches: Readonly<Record<string, Watch>>;
  /** By place: the others of which the reports come from there. */
  readonly reportedFrom: Readonly<Record<string, readonly string[]>>;
}

/** Which places report on others, of all that are watched. */
export function reportedFrom(watches: Watcher<never>["watches"]): Watcher<never>["reportedFrom"] {
  const others: Record<string, string[]> = {};
  for (const { beat } of Object.values(watches)) {
    if (beat.from !== beat.about) (others[beat.from] ??= []).push(beat.about);
  }
  return others;
}

export const WATCH_TIMERS = ["report-due", "query-next", "query-due"] as const;

export function watchOf({ watches }: Pick<Watcher<never>, "watches">, place: string): Watch {
  const found = watches[place];
  if (found === undefined) throw new Error(`nobody watches ${place}`);
  return found;
}

/**
 * Starts to watch a place that is expected to work from now on, and expects reports on those that are watched from there.
 * @param reported whether its own reports are expected: the place that sends them is known to work
 */
export function startWatching(
  { desk, watches, reportedFrom: others }: Watcher<unknown>,
  place: string,
  reported: boolean,
  now: Micros,
  out: Out,
): void {
  const watch = watchOf({ watches }, place);
  beginWatch(watch, reported, now);
  watch.closely = false;
  awaitReport(desk, watch, out);
  for (const other of others[place] ?? []) reportsBegin(desk, watchOf({ watches }, other), now, out);
  askLater(desk, watch, now, out);
}

function askLater(desk: Desk<unknown>, { policy: { queries }, beat }: Watch, now: Micros, out: Out): void {
  if (queries !== null) setTimer(desk, { kind: "query-next", subject: beat.about, at: now + queries.every }, out);
}

/**
 * Starts to listen to a place of which nothing good is expected, unless it is watched.
 * @param reports it may have reported all the time, and nobody has listened
 */
export function startListening(
  { desk, watches }: Watcher<unknown>,
  place: string,
  now: Micros,
  out: Out,
  reports?: "it may report",
): void {
  const watch = watchOf({ watches }, place);
  if (watch.active) return;
  beginListening(watch, now);
  if (reports !== undefined) hearNext(desk, watch, now, out);
  askLater(desk, watch, now, out);
}

/** Something is being done to a place, or not any more: meanwhile every sign of it is heard at its time. */
export function watchClosely(
  { desk, watches }: Watcher<unknown>,
  place: string,
  closely: boolean,
  now: Micros,
  out: Out,
): void {
  const watch = watchOf({ watches }, place);
  if (watch.closely === closely) return;
  watch.closely = closely;
  if (!watch.active) return;
  if (closely) hearNext(desk, watch, now, out);
  // Over before the next report: that is waited for as it was.
  else if (watch.awaitsNext === undefined) awaitReport(desk, watch, out);
}

export function stopWatching({ desk, watches }: Watcher<unknown>, place: string, out: Out): void {
  const watch = watchOf({ watches }, place);
  if (!watch.active) return;
  watch.active = false;
  watch.asked = [];
  watch.closely = false;
  for (const kind of WATCH_TIMERS) cancelTimer(desk, { kind, subject: place }, out);
}

/** A place is about to be ended in order: what is watched from there is not reported on before that works again. */
export function expectNoReportsFrom(
  { desk, watches, reportedFrom: others }: Watcher<unknown>,
  place: string,
  out: Out,
): void {
  for (const other of others[place] ?? []) {
    const watch = watchOf({ watches }, other);
    if (!watch.reported) continue;
    expectNoReports(watch);
    cancelTimer(desk, { kind: "report-due", subject: watch.beat.about }, out);
  }
}

/** Reports on a place begin to come, or should. */
function reportsBegin(desk: Desk<unknown>, watch: Watch, now: Micros, out: Out): void {
  if (!watch.active || watch.reported) return;
  expectReports(watch, now);
  awaitReport(desk, watch, out);
}

/** Sees that silence is noticed when it has lasted long enough. */
function awaitReport(desk: Desk<unknown>, watch: Watch, out: Out): void {
  delete watch.awaitsNext;
  const at = silenceDueAt(watch);
  if (at === null) return;
  const timer: Timer = { kind: "report-due", subject: watch.beat.about, at, afterMessages: true, putOffBy: watch.beat };
  setTimer(desk, isSteady(watch) ? timer : { ...timer, unsteady: true }, out);
}

/** Reports of which nothing comes are left out: none is, as long as something waits for the next one. */
function hearNext(desk: Desk<unknown>, watch: Watch, now: Micros, out: Out): void {
  const { beat, reportEvery } = watch;
  if (reportEvery === null) return;
  const at = now + 2 * reportEvery;
  watch.awaitsNext = true;
  setTimer(
    desk,
    { kind: "report-due", subject: beat.about, at, afterMessages: true, putOffBy: beat, unsteady: true },
    out,
  );
}

/** Somebody who reports on others was heard: he would report on all of them. */
export function reportsComeFrom(
  { desk, watches, reportedFrom: others }: Watcher<unknown>,
  place: string,
  now: Micros,
  out: Out,
): void {
  for (const other of others[place] ?? []) reportsBegin(desk, watchOf({ watches }, other), now, out);
}

export type Report = Extract<Evidence, { kind: "report" }>;

export function hearReport(desk: Desk<unknown>, watch: Watch, report: Report, out: Out): void {
  reportsBegin(desk, watch, report.heardAt, out);
  hearLife(watch, report, report.heardAt);
  watch.saidAt = report.sentAt;
  awaitReport(desk, watch, out);
  if (watch.closely && silenceDueAt(watch) === null) hearNext(desk, watch, report.heardAt, out);
}

/** Asks a place how it is, again and again. */
export function ask<Owner>(desk: Desk<Owner>, watch: Watch, owner: Owner, now: Micros, out: Out): void {
  const { queries } = watch.policy;
  if (queries === null) return;
  const { every, timeout, ask: asks } = queries;
  const { about: host } = watch.beat;
  const query: ActionOf<"query"> = { kind: "query", host, ...(asks && { asks }) };
  forgetOldest(desk, query, Math.ceil(timeout / every) + 1);
  const id = act(desk, query, { rule: "query-due", every }, owner, out);
  watch.asked.push({ id, askedAt: now, dueAt: now + timeout });
  if (watch.asked.length === 1) awaitAnswer(desk, watch, out);
  setTimer(desk, { kind: "query-next", subject: host, at: now + every }, out);
}

/** A place that answers a query need not answer those that were asked before. */
export function hearAnswer(
  desk: Desk<unknown>,
  watch: Watch,
  id: EffectId,
  found: Found | undefined,
  now: Micros,
  out: Out,
): void {
  const before = watch.asked.length;
  watch.asked = watch.asked.filter((each) => each.id > id);
  if (watch.asked.length < before) awaitAnswer(desk, watch, out);
  watch.saidAt = now;
  const { broken, slowness } = found?.what === "stage" ? found : {};
  hearLife(watch, { kind: "answered", ...(broken && { broken }), ...(slowness !== undefined && { slowness }) }, now);
}

/** No answer came in time to the oldest query. */
export function hearNoAnswer(desk: Desk<unknown>, watch: Watch, now: Micros, out: Out): void {
  const missed = watch.asked.filter(({ dueAt }) => dueAt <= now);
  for (const { askedAt } of missed) hear(watch, { kind: "missed", askedAt });
  watch.asked.splice(0, missed.length);
  if (watch.asked.length > 0) awaitAnswer(desk, watch, out);
}

/** Each query has a deadline of its own, however often others are asked; the timer is set for the first of them. */
function awaitAnswer(desk: Desk<unknown>, watch: Watch, out: Out): void {
  const [first] = watch.asked;
  if (first === undefined) cancelTimer(desk, answerDue(watch), out);
  else setTimer(desk, { ...answerDue(watch), at: first.dueAt, afterMessages: true }, out);
}

function answerDue({ beat }: Watch): TimerName {
  return { kind: "query-due", subject: beat.about };
}

/** What was said against the condition of a place that was repaired is forgotten; that it is well is believed once it is heard. */
export function hearAnew(desk: Desk<unknown>, watch: Watch, now: Micros, out: Out): void {
  forgiveCondition(watch, now);
  if (watch.active && judge(watch).verdict !== watch.verdict) hearNext(desk, watch, now, out);
}

/** No report came in time. */
export function hearSilence(desk: Desk<unknown>, watch: Watch, now: Micros, out: Out): void {
  fellSilent(watch, now);
  awaitReport(desk, watch, out);
}

/** What an agent says of its place beside that it works. */
export function evidenceOf(
  body: MessageOf<"error-report" | "minor-error" | "foretold" | "paced">,
  now: Micros,
): Evidence {
  switch (body.kind) {
    case "error-report":
      return { kind: "error", component: body.component, message: body.message };
    case "minor-error":
      return { kind: "minor-error", component: body.component, at: now };
    case "foretold":
      return { kind: "foretold", component: body.component, count: body.count, within: body.within };
    case "paced":
      return { kind: "paced", slowness: body.slowness };
  }
}
