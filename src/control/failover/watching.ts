/** Whom the controller watches: what it hears of a host goes to the detectors, and their deadlines become timers. */
import { type Out, cancelTimer, setTimer } from "../kit/desk.js";
import type { Micros } from "../../units/index.js";
import { type Watch, beginWatch, expectReports, hear, isSteady, silenceDueAt } from "../kit/detection.js";
import type { Evidence } from "../kit/detector/index.js";
import type { Beat, Timer, MessageOf } from "../words.js";
import { host } from "./facts.js";
import { type FailoverState, emit, watchOf } from "./state.js";

/**
 * Starts to watch a host that is expected to be online from now on, and expects reports on those that are watched from
 * there. Where that is another host, its silence proves nothing before it is known to be online, or has reported once.
 */
export function watch(state: FailoverState, name: string, now: Micros, out: Out): void {
  const watched = watchOf(state, name);
  const { watchedFrom = name } = host(state.facts, name);
  beginWatch(watched, watchedFrom === name || host(state.facts, watchedFrom).stage === "online", now);
  const { queries } = state.config.policy.detect;
  awaitReport(state, watched, out);
  for (const { name: other, watchedFrom } of Object.values(state.facts.hosts)) {
    if (watchedFrom === name) hearsNow(state, watchOf(state, other), now, out);
  }
  if (queries !== null) setTimer(state.desk, { kind: "query-next", subject: name, at: now + queries.every }, out);
}

/** Reports on a host begin to come, or should. */
export function hearsNow(state: FailoverState, watched: Watch, now: Micros, out: Out): void {
  if (!watched.active || watched.reported) return;
  expectReports(watched, now);
  awaitReport(state, watched, out);
}

/** Sees that silence is noticed when it has lasted long enough. */
export function awaitReport({ desk, facts }: FailoverState, watched: Watch, out: Out): void {
  const at = silenceDueAt(watched);
  if (at === null) return;
  const { host: subject } = watched;
  const { watchedFrom: from = subject } = host(facts, subject);
  const putOffBy: Beat = { from, kind: "report", about: subject };
  const timer: Timer = { kind: "report-due", subject, at, afterMessages: true, putOffBy };
  setTimer(desk, isSteady(watched) ? timer : { ...timer, unsteady: true }, out);
}

export function unwatch(state: FailoverState, name: string, out: Out): void {
  const watched = watchOf(state, name);
  if (!watched.active) return;
  watched.active = false;
  for (const kind of ["report-due", "query-next", "query-due"]) cancelTimer(state.desk, { kind, subject: name }, out);
}

export function ask(state: FailoverState, watched: Watch, now: Micros, out: Out): void {
  const { queries } = state.config.policy.detect;
  if (queries === null) return;
  hear(watched, { kind: "asked", at: now });
  emit(state, { kind: "query", host: watched.host }, { rule: "query-due", every: queries.every }, null, out);
  const { host: subject } = watched;
  setTimer(state.desk, { kind: "query-due", subject, at: now + queries.timeout, afterMessages: true }, out);
  setTimer(state.desk, { kind: "query-next", subject, at: now + queries.every }, out);
}

export function evidenceOf(input: MessageOf<"error-report" | "minor-error" | "paced">, now: Micros): Evidence {
  switch (input.kind) {
    case "error-report":
      return { kind: "error", component: input.component, message: input.message };
    case "minor-error":
      return { kind: "minor-error", component: input.component, at: now };
    case "paced":
      return { kind: "paced", slowness: input.slowness };
  }
}
