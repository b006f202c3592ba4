// What a balancing policy cannot mean, and what its defaults are.
import { expect, test } from "vitest";
import { balancingOf, planOf } from "../../src/scenario/index.js";
import { MINUTE } from "../../src/units/index.js";
import { problemsOf, scenarioOf } from "./a-scenario.js";

/** Two hosts and a service that may be balanced; the policy is the fourteenth line. */
function text(balancing: string, failover = "", agents = ""): string {
  return `name: balanced
duration: 1d
networks:
  lan: {}
hosts:
  web-1: { network: lan, serves: { rate: 10/s } }
  web-2: { like: web-1, power: off, relay: relay-2 }
services:
  shop:
    runs-on: web-1
    director: director-1
    load: { rate: 1/s, mix: { browse: { share: 100%, reads: shareable } } }
policies:
  helped: { ${failover}balancing: { ${balancing} } }
${agents}`;
}

const AGENTS = "agents: { web-1: {}, web-2: {} }\n";

test("the figures of the source are the defaults: 80 % for 10 minutes, 20 % for 20 minutes", () => {
  const { policies } = scenarioOf(text(""));
  expect(balancingOf(policies[0]!)!.scale).toMatchObject({
    grow: { metric: "connection-requests", limit: { share: 0.8 }, for: 10 * MINUTE },
    shrink: { metric: "connection-requests", limit: { share: 0.2 }, for: 20 * MINUTE },
  });
});

test.each([
  ["grow: { metric: time-to-serve, above: 80% }", "a host has no highest time-to-serve that this could be a share of"],
  ["target: { metric: swap-rate, of: 10% }", "a host has no highest swap-rate that this could be a share of"],
  ["grow: { metric: time-to-serve, above: 400/s }", "time-to-serve is not measured in this unit"],
  ["shrink: { metric: transactions, below: 800ms }", "transactions is not measured in this unit"],
  ["target: { metric: pending-requests, of: 10MB/s }", "pending-requests is not measured in this unit"],
  ["grow: { metric: io-utilisation }", "web-1 has no link to storage that could be in use"],
  ["grow: { metric: memory }", "web-1 says nothing of its memory, which then is never short"],
  ["target: { metric: cache-misses, of: 10% }", "web-1 says nothing of its memory, which then is never short"],
  ["load: judged", "web-1 has no agent that could tell of it"],
  ["load: judged, target: {}", "agents judge by `grow` and `shrink` only"],
  ["over: lan", "one controller talks to nobody"],
  ["controllers: 2", "nobody but load balancing acts on hosts"],
  ["target: {}, static: 2", "`target` means nothing beside `static`"],
  ["hosts: { least: 3, most: 2 }", "at least 3 and at most 2 hosts is impossible"],
  ["pool: [web-1]", "a service runs on web-1 that may need help itself"],
])("%s: %s", (balancing, message) => {
  const problems = problemsOf(text(balancing));
  expect(problems.map((each) => each.replace(/^\d+:\d+ | \(.*$/g, ""))).toContain(message);
  for (const each of problems) expect(each).toMatch(/^14:/);
});

test.each([
  ["{ metric: time-to-serve, above: 800ms }", "time-to-serve is above 800 ms"],
  ["{ metric: time-to-serve, above: 2 }", "time-to-serve is above 2 s"],
  ["{ metric: transactions, above: 600/min }", "transactions are above 10/s"],
  ["{ metric: swap-rate, above: 2MB/s }", "swap-rate is above 2MB/s"],
  ["{ metric: pending-requests, above: 50 }", "pending-requests are above 50"],
  ["{ above: 75% }", "connection-requests are above 75% of capacity"],
])("grow: %s is told in the unit of its metric", (grow, told) => {
  const memory = "memory: { size: 1GB, per-request: 1MB }, serves";
  const scenario = scenarioOf(text(`grow: ${grow}`).replace("serves", memory));
  expect(planOf(scenario, scenario.policies[0]!).about).toContain(`one host more when ${told} for 10 min`);
});

test("two controllers beside failover talk over the first network of the controller unless told otherwise", () => {
  const { policies } = scenarioOf(text("controllers: 2", "failover: { preset: 2A }, ", AGENTS));
  expect(balancingOf(policies[0]!)!.own).toEqual({ over: "lan" });
  const { policies: together } = scenarioOf(text("", "failover: { preset: 2A }, ", AGENTS));
  expect(balancingOf(together[0]!)!.own).toBeNull();
});

test.each([
  ["shop-data", "reads: shareable, of: shop-data", "[web-1]", []],
  ["shop-data", "reads: shareable", "[web-1]", ["nothing that may be shared is read from shop-data alone"]],
  [
    "[shop-os, shop-data]",
    "reads: shareable, of: shop-data",
    "[web-1]",
    ["shop-os holds no data: whether a helper gets it is said by `parts`"],
  ],
  [
    "shop-data",
    "reads: shareable, of: shop-data",
    "[web-1, web-2]",
    ["each host of shop answers whatever it is asked"],
  ],
])("part of the data, %s, for what %s, on %s", (volumes, reads, home, expected) => {
  const problems = problemsOf(`name: part
duration: 1d
networks: { lan: {} }
storage:
  array-1:
    port-adapters: [fa-1, fa-2, fa-3]
    disk-adapters: [da-1]
    bandwidth: 100MB/s
    volumes:
      shop-os: { size: 1GB, holds: system, on: da-1, via: fa-1 }
      shop-data: { size: 1GB, on: da-1, via: fa-1 }
links: { fc-1: {}, fc-2: {}, fc-3: {} }
hosts:
  web-1: { network: lan, storage: { array-1: { link: fc-1, port: fa-1 } }, relay: relay-1, serves: { rate: 10/s } }
  web-2: { like: web-1, storage: { array-1: { link: fc-2, port: fa-2 } }, relay: relay-2 }
  web-3: { like: web-1, storage: { array-1: { link: fc-3, port: fa-3 } }, relay: relay-3, power: off }
services:
  shop:
    runs-on: ${home}
    director: director-1
    load: { rate: 1/s, mix: { browse: { share: 100%, ${reads} } } }
policies:
  helped: { balancing: { pool: [web-3], data: { volumes: ${volumes} } } }
`);
  const found = problems.map((each) => each.replace(/^\d+:\d+ | \(.*$/g, ""));
  expect(found.filter((each) => !each.includes("mirror nor backup"))).toEqual(expected);
});
