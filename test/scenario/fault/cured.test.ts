/** Faults that are cured by what is done in the world end with that, and not at the end of the run. */
import { expect, test } from "vitest";
import { runReplication } from "../../../src/experiment/index.js";
import { scenarioOf } from "../a-scenario.js";

const WORLD = `name: cured
duration: 5min
seed: 1
networks: { eth: {} }
storage-servers:
  ss-1:
    networks: [eth]
    supplies: [psu-1]
    control: { mc-1: { priority: 1 }, mc-2: { priority: 2 }, mc-3: { priority: 3 } }
    cards: { c-1: { processors: [sp-1] }, c-2: { processors: [sp-2] } }
failover-sets: { sets: { control: { of: [mc-1, mc-2, mc-3] }, front: { of: [sp-1, sp-2], composition: hierarchical } } }
policies: { p: { failover-sets: {} } }
faults:
`;

function ran(...faults: readonly string[]) {
  const scenario = scenarioOf(WORLD + faults.map((each) => `  - ${each}\n`).join(""));
  const { result, detail } = runReplication(scenario, scenario.policies[0]!, 0, { detail: true });
  const ends = detail!.bands.map(({ target, endSeconds }) => [target, endSeconds]);
  return { ends, causes: result.incidents.filter(({ service }) => service === "front").map(({ causes }) => causes) };
}

test("a part that a restart cures is in trouble until it was restarted, and not the cause of what comes later", () => {
  const { ends, causes } = ran(
    "{ at: 60s, part-failure: sp-1, cured-by: restart }",
    "{ at: 120s, part-failure: sp-2, cured-by: restart }",
  );
  expect(ends.map(([target]) => target)).toEqual(["sp-1", "sp-2"]);
  for (const [index, [, end]] of ends.entries()) {
    expect(end).toBeGreaterThan(60 * (index + 1) + 20);
    expect(end).toBeLessThan(60 * (index + 1) + 22);
  }
  expect(causes).toEqual([["part-failure sp-1"], ["part-failure sp-2"]]);
});

test("one that hangs hangs until it was restarted, and one that only people can repair until they have", () => {
  const { ends } = ran("{ at: 60s, part-hang: mc-1 }", "{ at: 62s, part-failure: sp-2, cured-by: repair }");
  const [hang, failure] = ends;
  expect(hang![1]).toBeLessThan(90);
  expect(failure![1]).toBe(null);
});

test("whoever comes to repair a part that works again leaves it alone", () => {
  const world = WORLD.replace("of: [sp-1, sp-2], composition: hierarchical", "of: [sp-1]")
    .replace("policies:", "operator: { page: 10s, arrive: 2min }\npolicies:")
    .replace("5min", "10min");
  const scenario = scenarioOf(`${world}  - { at: 60s, part-failure: sp-1, cured-by: repair, for: 60s }\n`);
  const { result, detail } = runReplication(scenario, scenario.policies[0]!, 0, { detail: true });
  const came = detail!.chronicle.find(({ what }) => what.startsWith("stands before the machines"));
  expect(came!.atSeconds).toBeGreaterThan(180);
  expect(result.incidents.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds])).toEqual([[60, 120]]);
});
