// A pool has no privileged member: whichever is lost, its users hardly notice.
import { describe, expect, test } from "vitest";
import { planOf } from "../../src/scenario/index.js";
import { scenarioOf } from "../scenario/a-scenario.js";
import { problemsOf, runCase, textOf, value, violated, type Changes } from "./run-case.js";

const CASE = "w14-pool-without-privilege";

describe("of a pool of three", () => {
  test.each(["w-1", "w-2", "w-3"])("%s may be lost", async (lost) => {
    const { three } = await runCase(CASE, [["crash: w-1", `crash: ${lost}`]]);
    const offered = value(three!, "shop.requests.offered")!;
    expect(offered).toBeGreaterThan(131_000);
    expect(offered - value(three!, "shop.requests.served")!).toBeLessThanOrEqual(5);
    expect(value(three!, "shop.downtime")).toBe(0);
    expect(value(three!, "shop.outages")).toBe(0);
    expect(value(three!, "shop.availability.objective")).toBe(1);
    expect(value(three!, "shop.hosts.most")).toBe(3);
    expect(violated(three!)).toEqual([]);
  });

  test("each serves a third, before and after", async () => {
    const { three } = await runCase(CASE);
    const powered = three!.detail.series.find(({ name }) => name === "hosts.powered")!.values;
    expect(powered.at(-1)).toBe(3);
    expect(powered[0]).toBe(3);
  });

  test("two may be lost, one after the other, and only the loss of all is an outage", async () => {
    const second = "  - { at: 65min, crash: w-2, repair: 10min }\n";
    const two = await runCase(CASE, [["faults:\n", `faults:\n${second}`]]);
    expect(value(two["three"]!, "shop.outages")).toBe(0);
  });

  test("without a policy a third of the requests find nobody, which is a brown-out", async () => {
    const none: Changes = [["three: { balancing: { static: 3, eject: { failures: 2 } } }", "three: none"]];
    const { three } = await runCase(CASE, none);
    expect(value(three!, "shop.downtime")).toBe(0);
    expect(value(three!, "shop.brown-outs")).toBe(1);
    expect(Math.abs(value(three!, "shop.brown-out.longest")! - 32.5 * 60)).toBeLessThanOrEqual(60);
  });
});

test("runs-on: w-1 keeps its meaning: with it the service is lost", async () => {
  const { three } = await runCase(CASE, [["runs-on: [w-1, w-2, w-3]", "runs-on: w-1"]]);
  expect(value(three!, "shop.downtime")).toBe(32.5 * 60);
});

test.each([
  ["page: { reads: shareable }", "page: {}", "page may not be shared"],
  ["    director: lb\n", "", "nobody spreads shop over several hosts"],
  ["[w-1, w-2, w-3]", "[w-1, w-2, w-1]", "a host stands here twice"],
])("a pool with %s replaced by '%s' is refused", (from, to, problem) => {
  expect(problemsOf(textOf(CASE, [[from, to]]))).toContain(problem);
});

/** The same pool on a storage system, each member with data of its own; and a host beside it that may fail. */
const STORED: Changes = [
  [
    '  "w-{i}": { count: 3, network: lan, relay: "r-{i}", serves: { rate: 50/s, concurrency: 4 } }\n',
    `  w-1: { network: lan, relay: r-1, storage: { a: { link: l-1, port: p-1 } }, serves: { rate: 50/s, concurrency: 4 } }
  w-2: { like: w-1, relay: r-2, storage: { a: { link: l-2, port: p-2 } } }
  w-3: { like: w-1, relay: r-3, storage: { a: { link: l-3, port: p-3 } } }
  mail-1: { network: lan, relay: r-4, serves: { rate: 50/s } }
  spare-1: { network: lan, relay: r-5, power: off, serves: { rate: 50/s } }
storage:
  a:
    { port-adapters: [p-1, p-2, p-3], disk-adapters: [d-1], bandwidth: 100MB/s,
      volumes: { v-1: { size: 1GB, on: d-1, via: p-1 }, v-2: { size: 1GB, on: d-1, via: p-2 }, v-3: { size: 1GB, on: d-1, via: p-3 } } }
links: { l-1: { bandwidth: 100MB/s }, l-2: { like: l-1 }, l-3: { like: l-1 } }
agents: { mail-1: { report: 5s } }
`,
  ],
  ["page: { reads: shareable }", "page: { reads: shareable, size: 8kB }"],
];

describe("of a pool whose members have data of their own", () => {
  test("each answers with that", async () => {
    const { three } = await runCase(CASE, [...STORED, ["crash: w-1", "crash: w-2"]]);
    expect(value(three!, "shop.availability.requests")).toBeGreaterThan(0.9999);
    expect(value(three!, "shop.downtime")).toBe(0);
    expect(violated(three!)).toEqual([]);
  });

  test("none stands in for anybody, and nobody is taken over from", () => {
    const text = textOf(CASE, [
      ...STORED,
      ["services:\n", "services:\n  mail: { runs-on: mail-1 }\n"],
      ["three: { balancing: { static: 3, eject: { failures: 2 } } }", "three: { failover: { preset: 2A } }"],
    ]);
    const scenario = scenarioOf(text);
    const { moves } = planOf(scenario, scenario.policies[0]!);
    expect(moves.map(({ from, to }) => [from, to])).toEqual([["mail-1", "spare-1"]]);
    expect(moves[0]!.excluded.map(({ why }) => why)).toEqual(
      ["w-1", "w-2", "w-3"].map((name) => `${name} is one of the hosts that shop runs on`),
    );
  });

  test("a policy of failover does nothing, and says so", () => {
    const failover: Changes = [
      ["three: { balancing: { static: 3, eject: { failures: 2 } } }", "three: { failover: { preset: 2A } }"],
    ];
    expect(problemsOf(textOf(CASE, failover))).toContain(
      "this does nothing: each service runs on several hosts, and none of these is taken over as long as others serve",
    );
  });
});
