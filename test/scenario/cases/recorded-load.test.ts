/** Recorded load whose rows lie elsewhere than in the run. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { problemsOf, scenarioOf } from "../a-scenario.js";
import { runScenario } from "./run-case.js";

const fileOf = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");

test("a row after the end is told with its line, and the others come", () => {
  const files = { "late-row.csv": fileOf("late-row.csv") };
  expect(problemsOf(fileOf("late-row.yaml"), files)).toEqual([
    expect.stringContaining("warning: late-row.csv line 3: from here on it is after the end of the run (1 row)"),
  ]);
  const { result } = runScenario(scenarioOf(fileOf("late-row.yaml"), files))[0]!;
  expect(result.measures["s.availability.requests"]).toBe(1);
});

test("seconds since 1970 are refused with words", () => {
  expect(problemsOf(fileOf("epoch.yaml"), { "epoch.csv": fileOf("epoch.csv") })).toEqual([
    expect.stringContaining("epoch.csv line 2: this looks like a time since 1970"),
  ]);
});
