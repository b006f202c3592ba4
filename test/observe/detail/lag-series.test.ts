/** Ages of copies over time, as a picture shows them: each step the greatest age that there was in it. */
import { expect, test } from "vitest";
import { LagSeries } from "../../../src/observe/detail/lag-series.js";
import type { Grid } from "../../../src/observe/detail/time-series.js";
import { SECOND } from "../../../src/units/index.js";

const at = (seconds: number) => seconds * SECOND;

/** Five steps of ten seconds. */
const GRID = { step: at(10), count: 5 } as Grid;

function closes(series: LagSeries, transfer: string, seconds: number, asOf: number, grade = "crash-consistent") {
  const run = { kind: "RunClosed", run: 1, epoch: 1, agent: "ra", volume: "v", device: "d", holds: [] };
  const record: unknown = { ...run, transfer, grade, asOf: at(asOf), at: at(seconds) };
  series.hears.RunClosed!(record as Parameters<NonNullable<typeof series.hears.RunClosed>>[0]);
}

test("before the first copy there is no age; then it grows, and falls to that of the next", () => {
  const series = new LagSeries(GRID);
  closes(series, "orders", 15, 12);
  closes(series, "orders", 35, 33);
  // At 20 s 8 s old, at 30 s 18 s, at 35 s 23 s and then 2 s, at 50 s 17 s.
  expect(series.results(at(50))).toEqual([
    { name: "orders.lag", unit: "seconds", stepSeconds: 10, values: [null, 8, 18, 23, 17] },
  ]);
});

test("a copy that was broken from the beginning makes nothing younger", () => {
  const series = new LagSeries(GRID);
  closes(series, "orders", 10, 10);
  closes(series, "orders", 30, 30, "broken");
  expect(series.results(at(50))[0]!.values).toEqual([null, 10, 20, 30, 40]);
});

test("of many transfers those are told whose copies became oldest", () => {
  const series = new LagSeries(GRID);
  for (let number = 1; number <= 13; number++) closes(series, `t-${number}`, number, number);
  expect(series.results(at(50)).map(({ name }) => name)).not.toContain("t-13.lag");
  expect(series.results(at(50))).toHaveLength(12);
});
