// A part that does not work because of what carries it is put right there; worked out by hand.
import { expect, test } from "vitest";
import { runReplication } from "../../src/experiment/index.js";
import { scenarioOf } from "../scenario/a-scenario.js";

/** Health intervals of a second, an action takes 20 s, nobody who repairs comes before ten minutes. */
function worldWith(fault: string, more = ""): string {
  return `
name: carried
duration: 5min
seed: 1
networks: { eth: { latency: 500us }, fc: { latency: 100us } }
storage-servers:
  ss-1:
    networks: [eth, fc]
    supplies: [psu-1, psu-2]
    control: { mc-1: { priority: 1 }, mc-2: { priority: 2 }, mc-3: { priority: 3 } }
    cards: { c-1: { ports: [p-1, p-2] }, c-2: { ports: [p-3, p-4] } }
  ss-2:
    form: stack
    networks: [eth, fc]
    stack-links: { sl-1: { joins: [u-1, u-2] } }
    units:
      u-1: { supplies: [psu-3], control: { mc-4: { priority: 4 } }, cards: { c-3: { processors: [sp-3] } } }
      u-2: { supplies: [psu-4], control: { mc-5: { priority: 5 } }, cards: { c-4: { processors: [sp-4] } } }
failover-sets:
  sets:
    control: { of: [mc-1, mc-2, mc-3, mc-4, mc-5] }
    ways: { of: [[p-3, p-4], [p-1, p-2]] }
    front: { of: [sp-3, sp-4] }
policies: { tried: { failover-sets: { every: 1s, re-integrate: former-role${more} } } }
faults:
  - { at: 60s, ${fault} }
`;
}

function run(fault: string, more?: string) {
  const scenario = scenarioOf(worldWith(fault, more));
  const { result, detail } = runReplication(scenario, scenario.policies[0]!, 0, { detail: true });
  const told = detail!.chronicle.filter(({ what }) => /to be put right|does what|paged/.test(what));
  return {
    measures: result.measures,
    told: told.map(({ atSeconds, what }) => `${Math.floor(atSeconds)} ${what}`),
    violated: result.invariants.filter(({ violations }) => violations > 0),
  };
}

test("a card that a restart cures is restarted, and its ports do what they did again", () => {
  const { told, measures, violated } = run("part-failure: c-2, cured-by: restart");
  expect(told).toEqual([
    "60 c-2 is to be put right",
    "61 p-1+p-2 does what p-3+p-4 did",
    "83 p-3+p-4 does what p-1+p-2 did",
  ]);
  expect(measures["pages"]).toBe(0);
  expect(violated).toEqual([]);
});

test("a supply that another one stands beside is put right too, though nothing fails with it", () => {
  expect(run("part-failure: psu-1, cured-by: power-cycle", ", action: [restart, power-cycle]").told).toEqual([
    "60 psu-1 is to be put right",
  ]);
});

test("a unit of a stack is put right once, and not what is on it, members among that", () => {
  const { told, violated } = run("part-failure: u-1, cured-by: restart");
  expect(told.filter((each) => /put right/.test(each))).toEqual(["61 u-1 is to be put right"]);
  expect(violated).toEqual([]);
});

test("a card that fails short is put right after its unit, which keeps it from working", () => {
  const { told, violated } = run("part-failure: c-3, cured-by: restart, shorts: true");
  expect(told.filter((each) => /put right/.test(each)).map((each) => each.slice(3, 6))).toEqual(["u-1", "c-3"]);
  expect(violated).toEqual([]);
});

test("ports that fail by themselves are put right by themselves", () => {
  const { told } = run("part-failure: [p-3, p-4], cured-by: restart");
  expect(told.filter((each) => /put right/.test(each)).map((each) => each.slice(3, 6))).toEqual(["p-3", "p-4"]);
});
