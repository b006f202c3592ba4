/** Whom the controller watches: what it hears of a host goes to the detectors, and their deadlines become timers. */
import type { Micros } from "../../units/index.js";
import type { Effect } from "../effect.js";
import type { Input } from "../input.js";
import { beginWatch, expectReports, hear, isSteady, silenceDueAt, type Watch } from "./detection.js";
import type { Evidence } from "./detector/index.js";
import { host } from "./facts.js";
import { emit, type FailoverState, type Out, watchOf } from "./state.js";

/**
 * Starts to watch a host that is expected to be online from now on, and expects reports on those that are watched from
 * there. Where that is another host, its silence proves nothing before it is known to be online, or has reported once.
 */
export function watch(state: FailoverState, name: string, now: Micros, out: Out): void {
  const watched = watchOf(state, name);
  const { watchedFrom = name } = host(state.facts, name);
  beginWatch(watched, watchedFrom === name || host(state.facts, watchedFrom).stage === "online", now);
  const { queries } = state.config.policy.detect;
  awaitReport(watched, out);
  for (const { name: other, watchedFrom } of Object.values(state.facts.hosts)) {
    if (watchedFrom === name) hearsNow(watchOf(state, other), now, out);
  }
  if (queries !== null) out.push({ kind: "set-timer", timer: `query-next ${name}`, at: now + queries.every });
}

/** Reports on a host begin to come, or should. */
export function hearsNow(watched: Watch, now: Micros, out: Out): void {
  if (!watched.active || watched.reported) return;
  expectReports(watched, now);
  awaitReport(watched, out);
}

/** Sees that silence is noticed when it has lasted long enough. */
export function awaitReport(watched: Watch, out: Out): void {
  const at = silenceDueAt(watched);
  if (at === null) return;
  const timer = dueTimer(`report-due ${watched.host}`, at);
  out.push(isSteady(watched) ? timer : { ...timer, unsteady: true });
}

export function unwatch(state: FailoverState, name: string, out: Out): void {
  const watched = watchOf(state, name);
  if (!watched.active) return;
  watched.active = false;
  for (const kind of ["report-due", "query-next", "query-due"]) {
    out.push({ kind: "cancel-timer", timer: `${kind} ${name}` });
  }
}

export function ask(state: FailoverState, watched: Watch, now: Micros, out: Out): void {
  const { queries } = state.config.policy.detect;
  if (queries === null) return;
  hear(watched, { kind: "asked", at: now });
  emit(state, { kind: "query", host: watched.host }, { rule: "query-due", every: queries.every }, null, out);
  out.push(dueTimer(`query-due ${watched.host}`, now + queries.timeout));
  out.push({ kind: "set-timer", timer: `query-next ${watched.host}`, at: now + queries.every });
}

export function evidenceOf(
  input: Extract<Input, { kind: "error-report" | "minor-error" | "paced" }>,
  now: Micros,
): Evidence {
  switch (input.kind) {
    case "error-report":
      return { kind: "error", component: input.component, message: input.message };
    case "minor-error":
      return { kind: "minor-error", component: input.component, at: now };
    case "paced":
      return { kind: "paced", slowness: input.slowness };
  }
}

function dueTimer(timer: string, at: Micros): Extract<Effect, { kind: "set-timer" }> {
  return { kind: "set-timer", timer, at, afterMessages: true };
}
