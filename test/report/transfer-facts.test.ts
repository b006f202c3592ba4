/** Transfers in words: ages of copies, runs by grade, data, and what went wrong. */
import { expect, test } from "vitest";
import { bytesInWords, gradesOf, lagInWords, runsInWords, troubleInWords } from "../../src/report/transfer-facts.js";
import { answersOfTasks, consolesIn, tasksInWords } from "../../src/report/task-facts.js";
import type { MeasureSummary } from "../../src/result/index.js";

function measured(of: string, values: Readonly<Record<string, number | null>>): { measures: MeasureSummary[] } {
  const about = { about: "", unit: "count", better: "neither", count: 1, interval: null } as const;
  const measures = Object.entries(values).map(([key, mean]) => {
    return { key: `${of}.${key}`, ...about, mean, min: mean, max: mean, overall: mean };
  });
  return { measures };
}

test("runs are told with the grades that their copies have", () => {
  const policy = measured("orders", { completed: 1, "copies.crash-consistent": 1, "copies.broken": 0 });
  expect(runsInWords(policy, "orders")).toBe("1 run completed: 1 crash-consistent");
  expect(gradesOf(policy, "orders")).toEqual(["1 crash-consistent"]);
  expect(runsInWords(measured("orders", { completed: 0 }), "orders")).toBe("0 runs completed");
});

test("means of many replications are told without fractions that say nothing", () => {
  const policy = measured("orders", {
    completed: 23.46,
    "copies.application-consistent": 23.3,
    "copies.broken": 0.1667,
  });
  expect(runsInWords(policy, "orders")).toBe("23 runs completed: 23 application-consistent, 0.2 broken");
  expect(gradesOf(measured("orders", { "copies.broken": 1 / 60 }), "orders")).toEqual(["0.02 broken"]);
  expect(troubleInWords(measured("orders", { skipped: 1 / 60 }), "orders")).toEqual(["0.02 runs left out"]);
});

test("the age of the newest copy is told once there was one, and for how long it was broken", () => {
  expect(lagInWords(measured("orders", { "lag.mean": null, "lag.max": null }), "orders")).toBe("no copy was complete");
  const broken = measured("orders", { "lag.mean": 90, "lag.max": 3600, "lag.broken": 30 });
  expect(lagInWords(broken, "orders")).toBe("newest copy 1 min 30 s old in the mean, 1 h at most, and broken for 30 s");
});

test("what was sent twice is told where anything was", () => {
  expect(bytesInWords(measured("orders", { sent: 8e9, "sent.twice": 0 }), "orders")).toBe("8 GB moved");
  expect(bytesInWords(measured("orders", { sent: 8e9, "sent.twice": 1e9 }), "orders")).toBe(
    "8 GB moved, 1 GB of it twice",
  );
});

test("of trouble that there was none nothing is told", () => {
  expect(troubleInWords(measured("orders", { repeated: 0, suspended: 0, skipped: 0, refused: 0 }), "orders")).toEqual(
    [],
  );
  const values = { repeated: 1, "takeover.total": 18, suspended: 1, "suspended.time": 60, skipped: 2, refused: 1 };
  expect(troubleInWords(measured("orders", values), "orders")).toEqual([
    "1 takeover (18 s after the end of an agent, in the mean)",
    "suspended 1 time, 1 min in all",
    "2 runs left out",
    "1 write refused",
  ]);
});

test("of a console it is told what came of its tasks, and how long that took", () => {
  const values = { wanted: 4, completed: 1, failed: 1, lost: 1, unanswered: 1, repeated: 2 };
  const policy = measured("desk", { ...values, "answer.mean": 2, "answer.max": 30 });
  expect(consolesIn(policy)).toEqual(["desk"]);
  expect(tasksInWords(policy, "desk")).toBe("4 tasks wanted: 1 done, 1 failed, 1 lost, 1 not answered yet");
  expect(answersOfTasks(policy, "desk")).toEqual([
    "answered within 2 s in the mean, 30 s at most",
    "2 given more than once",
  ]);
  const quiet = measured("desk", { wanted: 0, completed: 0, repeated: 0, "answer.mean": null, "answer.max": null });
  expect(tasksInWords(quiet, "desk")).toBe("0 tasks wanted");
  expect(answersOfTasks(quiet, "desk")).toEqual([]);
});
