import { expect, test } from "vitest";
import { type Out, newDesk } from "../../../src/control/kit/desk.js";
import { judge, newWatch, silentSince } from "../../../src/control/kit/detection.js";
import {
  ask,
  hearAnswer,
  hearNoAnswer,
  hearReport,
  hearSilence,
  reportedFrom,
  startListening,
  startWatching,
  stopWatching,
  watchClosely,
  watchOf,
} from "../../../src/control/kit/watching.js";
import type { DetectPolicy, Effect } from "../../../src/control/index.js";
import { SECOND } from "../../../src/units/index.js";

const policy: DetectPolicy = { when: "any", reports: { misses: 3 }, queries: null, errors: false };
const asking: DetectPolicy = { ...policy, reports: null, queries: { every: 9 * SECOND, timeout: SECOND, misses: 1 } };

/** Two places of which no machine of the house knows anything: one tells of itself, of the other the first one tells. */
function places(detect = policy) {
  const watches = {
    port: newWatch({ from: "port", kind: "pulse", about: "port" }, SECOND, detect),
    path: newWatch({ from: "port", kind: "pulse", about: "path" }, SECOND, detect),
  };
  return { desk: newDesk<null>(), watches, reportedFrom: reportedFrom(watches) };
}

/** Timers that were set or cancelled, in a line each. */
function said(out: readonly Effect[]): readonly string[] {
  return out.flatMap((effect) => {
    if (effect.kind === "set-timer") return `${effect.timer.kind} ${effect.timer.subject} ${effect.timer.at / SECOND}s`;
    return effect.kind === "cancel-timer" ? `no ${effect.timer.kind} ${effect.timer.subject}` : [];
  });
}

test("of a place that is heard again, questions that it did not answer while it was given up count no more", () => {
  const watcher = places({ ...policy, queries: { every: 9 * SECOND, timeout: 5 * SECOND, misses: 1 } });
  const { desk } = watcher;
  const port = watchOf(watcher, "port");
  const out: Out = [];
  startListening(watcher, "port", 0, out);
  ask(desk, port, null, 9 * SECOND, out);
  hearReport(desk, port, { kind: "report", heardAt: 11 * SECOND, sentAt: 11 * SECOND, count: 1 }, out);
  hearNoAnswer(desk, port, 14 * SECOND, out);
  expect(judge(port)).toMatchObject({ verdict: "healthy" });
  ask(desk, port, null, 18 * SECOND, out);
  hearNoAnswer(desk, port, 23 * SECOND, out);
  expect(judge(port)).toMatchObject({ verdict: "failed", because: { rule: "queries-missed" } });
});

test("silence counts from the last query that was not answered in time, whatever was asked since", () => {
  const queries = { every: 5 * SECOND, timeout: 5 * SECOND, misses: 3 };
  const watcher = places({ ...policy, reports: null, queries });
  const { desk } = watcher;
  const port = watchOf(watcher, "port");
  const out: Out = [];
  startWatching(watcher, "port", true, 0, out);
  // Each is asked at the instant at which the time of the one before it is up, and before that.
  for (const at of [45, 50, 55, 60]) {
    ask(desk, port, null, at * SECOND, out);
    hearNoAnswer(desk, port, at * SECOND, out);
  }
  const { because } = judge(port);
  expect(because).toEqual({ rule: "queries-missed", misses: 3, every: 5 * SECOND, askedAt: 55 * SECOND });
  // What was asked at 40 s was answered.
  expect(silentSince(because)).toBe(40 * SECOND);
});

test("silence of a place counts from the start, and each of its messages puts that off", () => {
  const watcher = places();
  const { desk } = watcher;
  const out: Out = [];
  startWatching(watcher, "port", true, 0, out);
  expect(out).toMatchObject([{ timer: { putOffBy: { from: "port", kind: "pulse", about: "port" } } }]);
  const port = watchOf(watcher, "port");
  hearReport(desk, port, { kind: "report", heardAt: SECOND, sentAt: SECOND, count: 1 }, out);
  expect(said(out)).toEqual(["report-due port 3s", "report-due port 4s"]);
  hearSilence(desk, port, 4 * SECOND, out);
  expect(judge(port)).toMatchObject({ verdict: "failed", because: { rule: "reports-missed" } });
});

test("what is told from another place is expected when that is watched, or is heard from", () => {
  const watcher = places();
  const out: Out = [];
  startWatching(watcher, "path", false, 0, out);
  expect(said(out)).toEqual([]);
  startWatching(watcher, "port", true, SECOND, out);
  expect(said(out)).toEqual(["report-due port 4s", "report-due path 4s"]);
});

test("a place is asked again and again; an answer is not waited for any more, one that does not come counts", () => {
  const watcher = places(asking);
  const { desk } = watcher;
  const port = watchOf(watcher, "port");
  const out: Out = [];
  startWatching(watcher, "port", true, 0, out);
  ask(desk, port, null, 9 * SECOND, out);
  hearAnswer(desk, port, 1, undefined, 9.5 * SECOND, out);
  expect(said(out)).toEqual(["query-next port 9s", "query-due port 10s", "query-next port 18s", "no query-due port"]);
  expect(Object.values(desk.open)).toEqual([{ action: { kind: "query", host: "port" }, owner: null }]);
});

test("what a place says of itself when it is asked counts as long as it says so", () => {
  const watcher = places({ ...asking, queries: { ...asking.queries!, ask: ["status"] }, performance: { slowness: 3 } });
  const { desk } = watcher;
  const port = watchOf(watcher, "port");
  const out: Out = [];
  startWatching(watcher, "port", true, 0, out);
  ask(desk, port, null, 9 * SECOND, out);
  expect(Object.values(desk.open)[0]).toMatchObject({ action: { kind: "query", host: "port", asks: ["status"] } });
  const broken = [{ component: "memory", message: "does not work" }];
  hearAnswer(desk, port, 1, { what: "stage", stage: "online", broken }, 9 * SECOND, out);
  expect(judge(port)).toMatchObject({
    verdict: "malfunctioning",
    because: { rule: "says-broken", component: "memory" },
  });
  hearAnswer(desk, port, 2, { what: "stage", stage: "online", broken: [], slowness: 4 }, 18 * SECOND, out);
  expect(judge(port)).toMatchObject({ verdict: "performance deficient", because: { rule: "slow", slowness: 4 } });
  hearAnswer(desk, port, 3, { what: "stage", stage: "online", broken: [], slowness: 1 }, 27 * SECOND, out);
  expect(judge(port).verdict).toBe("healthy");
});

test("nothing is waited for of a place that is not watched any more, and nothing is cancelled twice", () => {
  const watcher = places(asking);
  startWatching(watcher, "port", true, 0, []);
  const out: Out = [];
  stopWatching(watcher, "port", out);
  stopWatching(watcher, "port", out);
  expect(said(out)).toEqual(["no report-due port", "no query-next port", "no query-due port"]);
  expect(watcher.desk.timers).toEqual({});
});

test("of a place that was watched closely for less than an interval the next report is waited for", () => {
  const watcher = places();
  const { desk } = watcher;
  const out: Out = [];
  startWatching(watcher, "port", true, 0, out);
  const port = watchOf(watcher, "port");
  // Those until 10 s were left out, for nothing came of them: what was last heard proves nothing.
  watchClosely(watcher, "port", true, 10.2 * SECOND, out);
  watchClosely(watcher, "port", false, 10.5 * SECOND, out);
  expect(said(out)).toEqual(["report-due port 3s", "report-due port 12.2s"]);
  hearReport(desk, port, { kind: "report", heardAt: 11 * SECOND, sentAt: 11 * SECOND, count: 1 }, out);
  watchClosely(watcher, "port", true, 11.2 * SECOND, out);
  hearReport(desk, port, { kind: "report", heardAt: 12 * SECOND, sentAt: 12 * SECOND, count: 1 }, out);
  watchClosely(watcher, "port", false, 12.5 * SECOND, out);
  // Three intervals after 11 s, two after 11.2 s, and three after 12 s, twice.
  expect(said(out).slice(2)).toEqual([
    "report-due port 14s",
    "report-due port 13.2s",
    "report-due port 15s",
    "report-due port 15s",
  ]);
});
