/** Faults that strike very often: they end with their window, and a run that would not end is refused. */
import { expect, test } from "vitest";
import { KeptReplications } from "../../../src/experiment/kept-replications.js";
import { problemsOf, scenarioOf } from "../a-scenario.js";
import { runScenario } from "./run-case.js";

const WORLD = `name: often
duration: 30d
networks: { lan: {} }
hosts: { a: { network: lan, boot: { diagnostics: 0s, standalone: 0s, online: 5s } } }
services: { s: { runs-on: a } }
policies: { p: none }
faults:
`;

test("a fault of every microsecond ends with its window, and costs nothing before it", () => {
  const item = "{ every: 1us, window: { from: 1s, to: 1001ms }, slow: { host: a, factor: 2 }, for: 9us }";
  const { result } = runScenario(scenarioOf(`${WORLD}  - ${item}\n`))[0]!;
  expect(result.faults[0]).toMatchObject({ fired: 100, struck: 100 });
});

test.each([
  ["{ every: 1us, crash: a, repair: 1us }", 1296000000000],
  ["{ every: 1us, window: { to: 1d }, crash: a, for: 0s }", 86400000000],
  ["{ every: 1us, probability: 0%, crash: a, repair: 1h }", 2592000000000],
  ["{ every: exponential(1ms), crash: a, repair: exponential(1ms), probability: 50% }", 1728000000],
])("%s is refused with the number of its strokes", (item, strokes) => {
  const [problem] = problemsOf(`${WORLD}  - ${item}\n`);
  expect(problem).toContain(`some ${strokes} times`);
});

test("a fault that never ends strikes once, however often its time comes", () => {
  expect(problemsOf(`${WORLD}  - { every: 1s, crash: a }\n`)).toEqual([]);
});

test("what is kept of a run with very many incidents is bounded, and says what it leaves out", () => {
  const item = "{ every: 2min, crash: a, repair: 1min }";
  const world = WORLD.replace("30d", "28d");
  const { result, detail } = runScenario(scenarioOf(`${world}  - ${item}\n`))[0]!;
  expect(result.incidents.length).toBeGreaterThan(13_000);
  expect(detail!.chronicle.length).toBeLessThan(30_100);
  expect(detail!.chronicle.at(-1)!.what).toMatch(/\d+ further lines are not told/);
  for (const { intervals } of detail!.strips) expect(intervals.length).toBeLessThanOrEqual(100_000);
  const kept = new KeptReplications();
  kept.add(result);
  const [only] = kept.finish();
  expect(only!.incidents).toHaveLength(10_000);
  expect(only!.incidentsLeftOut).toBe(result.incidents.length - 10_000);
});
