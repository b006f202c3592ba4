/** Common random numbers: whatever a policy does, the same faults come at the same instants. */
import { describe, expect, test } from "vitest";
import { buildRun } from "../../../src/scenario/assembly/build-run.js";
import type { PolicySpec, Scenario } from "../../../src/scenario/index.js";
import { Kernel, Streams } from "../../../src/sim/index.js";
import { scenarioOf } from "../a-scenario.js";
import { caseOf } from "../cases/run-case.js";

interface Met {
  /** When which fault aimed at what. */
  readonly aimed: readonly string[];
  readonly missed: number;
  readonly counts: readonly { readonly name: string; readonly fired: number; readonly struck: number }[];
}

function met(scenario: Scenario, policy: PolicySpec, seed: string): Met {
  const kernel = new Kernel();
  const run = buildRun(scenario, policy, kernel, new Streams(seed));
  const aimed: string[] = [];
  let missed = 0;
  run.world.listen((record) => {
    if (record.kind !== "FaultInjected" && record.kind !== "FaultMissed") return;
    aimed.push(`${record.at} ${record.fault} ${record.effect} ${record.target}`);
    if (record.kind === "FaultMissed") missed += 1;
  });
  run.begin();
  kernel.run(scenario.duration);
  return { aimed, missed, counts: run.injector.counts };
}

test("policies that leave the home off for days meet the same crashes as others", () => {
  const scenario = caseOf("same-faults");
  const all = scenario.policies.map((policy) => met(scenario, policy, scenario.seed));
  expect(all[0]!.aimed.length).toBeGreaterThan(15);
  for (const each of all) expect(each.aimed).toEqual(all[0]!.aimed);
  expect(all.some(({ missed }) => missed > 0)).toBe(true);
  for (const { counts } of all) expect(counts.map(({ fired }) => fired)).toEqual([all[0]!.aimed.length]);
});

/** A number of 0 to 1 that anybody can make again. */
function numbers(seed: number): () => number {
  const stream = new Streams(seed).stream("same faults");
  return () => stream.uniform();
}

/** Two homes with a stand-in, and faults of all manners of timing, chance, length, and crew. */
function anyScenario(seed: number): Scenario {
  const next = numbers(seed);
  const one = <T>(...all: readonly T[]): T => all[Math.floor(next() * all.length)]!;
  const effect = () =>
    one(
      "crash: web-1",
      "crash: web-2",
      "crash: [web-1, web-3]",
      "hang: [web-1, web-2]",
      "power-loss: [web-1, web-3]",
      "agent-crash: web-1",
      "slow: { host: [web-2, web-3], factor: 3 }",
      "precursors: { host: web-1, component: cpu, errors: 3, over: 1h, ends-in-crash: 50% }",
      "malfunction: { host: web-2, component: network-controller }",
      "operator-error: { host: web-2, does: unplug }",
      "group: [{ crash: { host: web-1, repair: exponential(3h) } }, { crash: web-2 }]",
    );
  const end = () =>
    one("repair: exponential(10h)", "repair: exponential(10h), crew: one", "repair: 2d, crew: one", "repair: 5h");
  const items = Array.from({ length: 5 }, (_, index) => {
    const chance = one("", ", probability: 60%", ", window: { from: 5d, to: 30d }");
    return `  - { name: f${index}, every: exponential(${one(2, 5, 20)}d), ${effect()}, ${end()}${chance} }\n`;
  });
  return scenarioOf(`name: any
duration: 45d
networks: { lan: {} }
relays: { "r{i}": { count: 3 } }
crews: { one: { size: 1 } }
hosts:
  "web-{i}": { count: 2, network: lan, relay: "r{i}", boot: { auto: false } }
  web-3: { network: lan, relay: r3, power: off, boot: { auto: false } }
agents: { "web-{i}": { count: 3 } }
services: { a: { runs-on: web-1 }, b: { runs-on: web-2 } }
faults:
${items.join("")}policies:
  moves: { failover: { preset: 2A, stand-ins: [web-3] } }
  returns: { failover: { preset: 2A, stand-ins: [web-3], failback: { after: 3d } } }
  mutual: { failover: { preset: 2A, stand-ins: [web-1, web-2, web-3] } }
  nobody: none
`);
}

describe("any scenario under any policy", () => {
  const seeds = Array.from({ length: 12 }, (_, index) => index + 1);
  test.each(seeds)("has the same faults at the same instants: %d", (seed) => {
    const scenario = anyScenario(seed);
    const [first, ...others] = scenario.policies.map((policy) => met(scenario, policy, String(seed)));
    expect(first!.aimed.length).toBeGreaterThan(5);
    for (const each of others) expect(each.aimed).toEqual(first!.aimed);
  });
});

test("of a fault on two targets, it is told which one was missed", () => {
  const scenario = scenarioOf(`name: half
duration: 1d
networks: { lan: {} }
hosts: { on: { network: lan }, "off": { network: lan, relay: r, power: off } }
relays: { r: {} }
services: { s: { runs-on: "on" } }
faults: [{ at: 1h, crash: ["on", "off"], repair: 1h }]
policies: { p: none }
`);
  const { counts } = met(scenario, scenario.policies[0]!, "1");
  expect(counts).toEqual([
    { name: "crash on, off", fired: 1, struck: 1, missed: [{ effect: "crash", target: "off", times: 1 }] },
  ]);
});
