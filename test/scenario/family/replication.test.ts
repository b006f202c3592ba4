/** Transfers as they are written: orders in which nobody can do anything are refused at their place, and `check` tells the plan. */
import { describe, expect, test } from "vitest";
import { planOf, weaknessesOf } from "../../../src/scenario/index.js";
import { problemsOf, scenarioOf } from "../a-scenario.js";

/** Three hosts, of which the third is cabled to nothing. */
function transfers(orders: string, more = ""): string {
  return `name: transfers
duration: 1h
networks: { lan: { latency: 1ms } }
switches: { sw-1: {} }
storage:
  array-1: { port-adapters: [fa-1], disk-adapters: [da-1], bandwidth: 100MB/s,
             volumes: { data: { size: 8GB, on: da-1, via: fa-1, for: web-1 } } }
  array-2: { port-adapters: [fa-2], disk-adapters: [da-2], bandwidth: 50MB/s }
hosts: { web-1: { network: lan }, web-2: { network: lan }, web-3: { network: lan } }
links:
  l-1: { joins: [web-1, sw-1], bandwidth: 400MB/s }
  l-2: { joins: [web-2, sw-1], bandwidth: 60MB/s }
  l-3: { joins: [sw-1, array-1/fa-1], bandwidth: 400MB/s }
  l-4: { joins: [sw-1, array-2/fa-2], bandwidth: 400MB/s }
replication:
  agents: { ra-1: { on: web-1 }, ra-2: { on: web-2 }, ra-3: { on: web-3 }, ra-4: { on: web-1 } }
  applications: { shop: { on: web-1 } }
  transfers:
    orders: ${orders}
policies: { plain: { replication: {} } }
${more}`;
}

/** `line:column message`, as `check` prints it. */
const first = (orders: string) => problemsOf(transfers(orders))[0];

describe("an order is refused at its place", () => {
  test.each([
    [
      "a cycle",
      "{ from: data, to: array-2, agents: [ra-1, ra-2, ra-1] }",
      "19:61 a cycle: ra-1 would stand in for itself",
    ],
    ["a gap", "{ from: data, to: array-2, agents: [ra-1, [], ra-2] }", "19:55 level 2 of the order is empty: a gap"],
    [
      "an agent on no path",
      "{ from: data, to: array-2, agents: [ra-1, ra-3] }",
      "19:55 ra-3 reaches neither array-1 nor array-2, and is on no path of orders",
    ],
    [
      "an agent on no path within a level",
      "{ from: data, to: array-2, agents: [ra-1, [ra-2, ra-3]] }",
      "19:62 ra-3 reaches neither array-1 nor array-2, and is on no path of orders",
    ],
    [
      "two on one host",
      "{ from: data, to: array-2, agents: [ra-1, ra-4] }",
      "19:55 ra-4 is on web-1, as ra-1 is: both would die with it",
    ],
    [
      "an adapter of the other end",
      "{ from: data, to: array-2, on: da-1, agents: [ra-1] }",
      "19:44 da-1 is no disk adapter of array-2",
    ],
    [
      "extents of nothing",
      "{ from: data, to: array-2, extent: 0B, agents: [ra-1] }",
      "19:48 an extent of nothing moves nothing",
    ],
    ["nobody at all", "{ from: data, to: array-2 }", "19:5 nobody carries orders out"],
    ["a copy beside its source", "{ from: data, to: array-1, agents: [ra-1] }", "19:31 data is on array-1 already"],
    ["no target", "{ from: data, agents: [ra-1] }", "19:5 orders does not say from where to where"],
    [
      "what nothing undoes",
      "{ from: data, to: array-2, agents: [ra-1], before: { quiesce: shop } }",
      "19:56 nothing undoes quiesce of shop: it would stay so",
    ],
  ])("%s", (_, orders, problem) => {
    expect(first(orders)).toContain(problem);
  });

  test("a volume that is wrong itself is the only complaint", () => {
    const text = transfers("{ from: data, to: array-2, agents: [ra-1] }").replace("on: da-1, via", "via");
    expect(problemsOf(text).filter((each) => each.includes("reach"))).toEqual([]);
  });
});

describe("the plan of a transfer", () => {
  const scenario = scenarioOf(transfers("{ from: data, to: array-2, every: 1h, agents: [ra-1, ra-2] }"));
  const plan = () => planOf(scenario, scenario.policies[0]!).moves[0]!;

  test("tells who carries it out, who takes over, and how long all of it takes by the narrowest on the way", () => {
    // 8 GB behind a disk adapter of 50 MB/s
    expect(plan().ahead[0]!.does).toBe(
      "incremental copy every 1 h by ra-1 (order: ra-1, then ra-2); all of it takes 2 min 40 s",
    );
    expect(plan()).toMatchObject({ subjects: ["orders"], from: "ra-1", to: "ra-2" });
  });

  test("tells how long the copy takes whoever takes over: its cable is passed twice", () => {
    const step = plan().steps.find(({ name }) => name === "copy")!;
    // 8 GB at half of 60 MB/s
    expect(step.expectedMicros).toBe(Math.ceil((8000 / 30) * 1e6));
  });

  test("tells how long all of it takes by an agent that moves 25 MB/s: as the run takes", () => {
    const text = transfers("{ from: data, to: array-2, agents: [ra-1, ra-2] }");
    const slow = scenarioOf(text.replace("ra-1: { on: web-1 }", "ra-1: { on: web-1, bandwidth: 25MB/s }"));
    expect(planOf(slow, slow.policies[0]!).moves[0]!.ahead[0]!.does).toContain("all of it takes 5 min 20 s");
  });

  test("transfers that differ by names and sizes alone are told once where they are many, from the shortest to the longest", () => {
    const sizes = [8, 4, 2, 1, 6, 5, 3];
    const text = transfers("{ from: data, to: array-2, every: 1h, agents: [ra-1, ra-2] }")
      .replace(/volumes: .*\n/, () => {
        const volumes = sizes.map((size, at) => `data-${at}: { size: ${size}GB, on: da-1, via: fa-1, for: web-1 }`);
        return `volumes: { ${volumes.join(", ")} } }\n`;
      })
      .replace(/ {4}orders: .*\n/, () =>
        sizes
          .map((_, at) => `    orders-${at}: { from: data-${at}, to: array-2, every: 1h, agents: [ra-1, ra-2] }\n`)
          .join(""),
      );
    const many = scenarioOf(text);
    const { moves } = planOf(many, many.policies[0]!);
    expect(moves).toHaveLength(1);
    expect(moves[0]).toMatchObject({ subjects: ["orders-0"], from: "ra-1", to: "ra-2" });
    expect(moves[0]!.alike).toHaveLength(6);
    expect(moves[0]!.differingBy).toBe("names and sizes alone (all of one takes 20 s to 2 min 40 s)");
    expect(weaknessesOf(many).filter((each) => each.includes("single disk adapter"))).toEqual([
      "orders-0: array-2 has a single disk adapter (and so it is with orders-1, orders-2, orders-3 and 3 others)",
    ]);
  });

  test("tells who is passed over, and why", () => {
    const three = scenarioOf(
      transfers("{ from: data, to: array-2, agents: [ra-1, ra-2] }").replace(
        "replication: {} }",
        "replication: { takeover: never } }",
      ),
    );
    const { to, excluded } = planOf(three, three.policies[0]!).moves[0]!;
    expect(to).toBe(null);
    expect(excluded).toContainEqual({ host: "ra-2", why: "nobody stands in for ra-1" });
  });
});

test("weak points: nobody stands in, a single switch, a single disk adapter, a server that carries its agents", () => {
  const alone = weaknessesOf(scenarioOf(transfers("{ from: data, to: array-2, agents: [ra-1] }")));
  expect(alone).toContain("orders: nobody stands in for ra-1");
  const two = weaknessesOf(scenarioOf(transfers("{ from: data, to: array-2, agents: [ra-1, ra-2] }")));
  expect(two).toContain("orders: nobody reaches both ends when sw-1 fails");
  expect(two).toContain("orders: array-2 has a single disk adapter");
});

test("weak points: nothing is written back onto a volume that its host works with, unless a script unmounts it", () => {
  const back = (scripts: string) =>
    scenarioOf(
      transfers(`{ from: data, to: array-2, agents: [ra-1, ra-2] }
    back: { restore: orders, at: 1min, agents: [ra-2, ra-1]${scripts} }`),
    );
  const told = "back: while web-1 works with data nothing is written back";
  expect(weaknessesOf(back(""))).toContain(told);
  expect(weaknessesOf(back(", before: { unmount: shop }, after: { remount: shop }"))).not.toContain(told);
});
