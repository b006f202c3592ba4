/** When all of some things were down at once. */
import { expect, test } from "vitest";
import { runScenario } from "../../scenario/cases/run-case.js";
import { problemsOf, scenarioOf } from "../../scenario/a-scenario.js";

const world = (more: string) => `name: pair
duration: 100min
networks: { lan: { latency: 0s } }
hosts:
  u1: { network: lan, boot: { diagnostics: 0s, standalone: 0s, online: 0s } }
  u2: { like: u1 }
services: { s1: { runs-on: u1 }, s2: { runs-on: u2 } }
policies: { p: none }
${more}`;

const FAULTS = `faults:
  - { at: 10min, crash: u1, repair: 20min }
  - { at: 20min, crash: u2, repair: 40min }
  - { at: 50min, hang: u1, for: 5min }
`;

const measured = (text: string) => {
  const { measures } = runScenario(scenarioOf(world(text)))[0]!.result;
  return ["share", "times", "first"].map((key) => measures[`both.down.${key}`]);
};

test.each(["[u1, u2]", "[s1, s2]", "[s1, u2]"])(
  "of %s, both are down from minute 20 to 30, and from 50 to 55",
  (of) => {
    expect(measured(`${FAULTS}cut-sets: { both: { of: ${of} } }\n`)).toEqual([0.15, 2, 20 * 60]);
  },
);

test("of several sets in one run each is told by itself", () => {
  const { measures } = runScenario(
    scenarioOf(
      world(
        `${FAULTS}cut-sets: { hosts: { of: [u1, u2] }, mixed: { of: [u2, s2] }, all-three: { of: [u1, s2, u2] } }\n`,
      ),
    ),
  )[0]!.result;
  const shares = ["hosts", "mixed", "all-three"].map((set) => measures[`${set}.down.share`]);
  expect(shares).toEqual([0.15, 0.4, 0.15]);
});

test("time counts from the warm-up: what began before it is no new beginning, and is there at once", () => {
  expect(measured(`${FAULTS}warm-up: 25min\ncut-sets: { both: { of: [u1, u2] } }\n`)).toEqual([10 / 75, 1, 0]);
  expect(measured(`${FAULTS}warm-up: 30min\ncut-sets: { both: { of: [u1, u2] } }\n`)).toEqual([5 / 70, 1, 20 * 60]);
});

test("what never comes counts as the whole time, in which it did not", () => {
  expect(measured("cut-sets: { both: { of: [u1, u2] } }\n")).toEqual([0, 0, 6000]);
});

test("what has not ended counts as far as it went", () => {
  expect(measured("faults: [{ at: 90min, crash: [u1, u2] }]\ncut-sets: { both: { of: [u1, u2] } }\n")).toEqual([
    0.1,
    1,
    90 * 60,
  ]);
});

test.each([
  ["[u1, u1]", "u1 stands here twice"],
  ["[u1]", "this list is too short"],
  ["[u1, lan]", "lan is a network, not a host or a service or a link"],
])("%s is no cut set", (of, message) => {
  expect(problemsOf(world(`cut-sets: { both: { of: ${of} } }\n`)).join()).toContain(message);
});
