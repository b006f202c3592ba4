/** Members of a group of faults end by themselves where they say how. */
import { expect, test } from "vitest";
import { problemsOf, scenarioOf } from "../a-scenario.js";
import { caseOf, runCase, runScenario } from "./run-case.js";

test("each member has its own repair", () => {
  const { incidents } = runCase("repairs-within-a-group")[0]!;
  const lengths = incidents.map(({ service, endSeconds }) => [service, endSeconds! - 600]);
  expect(lengths).toEqual([
    ["s-1", 305],
    ["s-2", 2405],
  ]);
});

const WORLD = `name: ends
duration: 10h
networks: { lan: {} }
crews: { one: { size: 1 } }
hosts: { "h-{i}": { count: 3, network: lan, relay: "r-{i}", boot: { diagnostics: 0s, standalone: 0s, online: 5s } } }
relays: { "r-{i}": { count: 3 } }
services: { "s-{i}": { count: 3, runs-on: "h-{i}" } }
policies: { p: none }
faults:
`;

/** When each service was back, in whole minutes after the stroke at 10 min. */
function backAfter(item: string): Readonly<Record<string, number>> {
  const { result } = runScenario(scenarioOf(`${WORLD}  - ${item}\n`))[0]!;
  return Object.fromEntries(
    result.incidents.map(({ service, endSeconds }) => [service, Math.floor(((endSeconds ?? 0) - 600) / 60)]),
  );
}

test.each([
  ["{ at: 10min, for: 8min, group: [{ power-loss: h-1 }, { power-loss: { of: h-2, repair: 20min } }] }", [8, 20]],
  ["{ at: 10min, for: 8min, group: [{ power-loss: h-1 }, { power-loss: h-2, for: 20min }] }", [8, 20]],
  ["{ at: 10min, group: { power-loss: { of: h-1, for: 7min }, crash: { host: h-2, repair: 3min } } }", [7, 3]],
  ["{ at: 10min, group: { power-loss: { of: h-1, for: 7min }, crash: h-2, repair: 3min } }", [7, 3]],
  [
    "{ at: 10min, repair: 9min, group: [{ crash: { host: h-1, crew: one } }, { crash: { host: h-2, crew: one } }] }",
    [9, 18],
  ],
  ["{ at: 10min, repair: 9min, crew: one, group: [{ crash: h-1 }, { crash: { host: h-2, repair: 5min } }] }", [9, 14]],
])("%s", (item, [one, two]) => {
  expect(backAfter(item)).toEqual({ "s-1": one, "s-2": two });
});

test("a group strikes again once its last member has ended", () => {
  const item = "{ every: 1h, group: [{ power-loss: { of: h-1, for: 1min } }, { power-loss: { of: h-2, for: 2h } }] }";
  const { result } = runScenario(scenarioOf(`${WORLD}  - ${item}\n`))[0]!;
  expect(result.faults[0]!.fired, "at 1 h, 4 h, 7 h and 10 h").toBe(4);
});

test("a member cannot have both a repair and an end by itself, nor a crew without a repair", () => {
  const problems = (member: string) => problemsOf(`${WORLD}  - { at: 1h, group: [{ crash: ${member} }] }\n`);
  expect(problems("{ host: h-1, repair: 1h, for: 1h }").join()).toContain("both `repair` and `for`");
  expect(problems("{ host: h-1, for: 1h, crew: one }").join()).toContain("a crew without a repair");
});

test("what a scenario says of ends is read, whatever the kind", () => {
  expect(caseOf("repairs-within-a-group").faults[0]!.effects.map(({ end }) => end?.repair?.mean)).toEqual([
    300e6, 2400e6,
  ]);
});
