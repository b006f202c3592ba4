import { expect, test } from "vitest";
import { loadsOf } from "../../../src/scenario/index.js";
import { scenarioOf } from "../a-scenario.js";

const asked = (rate: string) => `
name: rates
duration: 6h
start: 2026-11-27T12:00Z
networks: { dc: {} }
hosts:
  w{i}: { count: 2, network: dc, serves: { rate: 500/s, concurrency: 4 } }
services:
  shop: { runs-on: [w1, w2], director: lb, load: { rate: ${rate}, mix: { page: { reads: shareable } } } }
`;

test("factors of day, week, year, ramp and spike multiply, and the most of it in the run stands beside what can be served", () => {
  const curve =
    "{ base: 2/s, daily: { 14:00-15:00: x2, 20:00-21:00: x100 }, weekly: { fri: x3 }, ramp: { 3h..4h: x5 }, spike: { 5h..5h30min: x7 } }";
  expect(loadsOf(scenarioOf(asked(curve)))).toEqual([
    "shop: at most 210/s are asked, first 5 h into the run; w1, w2 can serve 1000/s",
  ]);
});

test("a steady load is at its peak from the start", () => {
  expect(loadsOf(scenarioOf(asked("20/s")))).toEqual([
    "shop: at most 20/s are asked from the start; w1, w2 can serve 1000/s",
  ]);
});

// 21,600 s of it.
test.each([
  ["100/s", null],
  ["1000/s", "22 million requests take minutes one by one"],
  ["100000/s", "2160 million requests take hours one by one"],
  ["10000000/s", "216000 million requests take days one by one"],
  ["1000000000/s", "21600000 million requests take years one by one"],
])("of %s it is told how long that takes", (rate, told) => {
  const [sentence] = loadsOf(scenarioOf(asked(rate)));
  if (told === null) expect(sentence).not.toContain("one by one");
  else expect(sentence).toContain(told);
});
