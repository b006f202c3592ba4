import { expect, test } from "vitest";
import { factsOf, withoutIncident } from "../../src/report/subject-facts.js";
import type { MeasureSummary } from "../../src/result/index.js";

function measured(values: Readonly<Record<string, number | null>>): { measures: MeasureSummary[] } {
  const about = { about: "", unit: "count", better: "neither", count: 1, interval: null } as const;
  const measures = Object.entries(values).map(([key, mean]) => {
    return { key, ...about, mean, min: mean, max: mean, overall: mean };
  });
  return { measures };
}

test("of a set that settles roles it is told who took over, and what went wrong", () => {
  const values = { "control.takeovers": 5, "control.takeovers.false": 1, "control.settle.mean": 9.35 };
  const policy = measured({
    ...values,
    "control.conflicts": 2,
    "control.conflicts.time": 10.7,
    "control.requests.failed": 1,
  });
  expect(factsOf(policy, { kind: "failover-set", name: "control" })).toEqual([
    "5 takeovers, 1 of a Primary that worked",
    "settled in 9.35 s",
    "several Primaries for 10.7 s",
    "1 request not answered",
  ]);
  const quiet = measured({ "control.takeovers": 0, "control.takeovers.false": 0, "control.settle.mean": null });
  expect(factsOf(quiet, { kind: "failover-set", name: "control" })).toEqual(["0 takeovers"]);
});

test("of a set of parts it is told what was replaced, and of a cluster who could act there", () => {
  const policy = measured({
    "front.takeovers": null,
    "front.replaced": 1,
    "front.replace.mean": 1,
    "c-1.pairs": 1.754,
  });
  expect(factsOf(policy, { kind: "failover-set", name: "front" })).toEqual(["1 replacement within 1 s"]);
  expect(factsOf(policy, { kind: "cluster", name: "c-1" })).toEqual(["on average 1.75 servers could act"]);
  expect(factsOf(policy, { kind: "service", name: "front" })).toEqual([]);
});

test("where no incident was, sets are told of, and of others that none was down", () => {
  const policy = measured({ "control.takeovers": 1, "control.takeovers.false": 0, "control.settle.mean": 0.5 });
  expect(withoutIncident(policy, [{ kind: "failover-set", name: "control" }])).toEqual([
    "control: 1 takeover, settled in 500 ms",
  ]);
  expect(withoutIncident(policy, [{ kind: "cluster", name: "c-1" }])).toEqual(["no cluster was down"]);
});
