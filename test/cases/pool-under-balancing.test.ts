// A pool under balancing has no privileged member: all are in rotation from the beginning, and only helpers come and leave.
import { describe, expect, test } from "vitest";
import { planOf } from "../../src/scenario/index.js";
import { scenarioOf } from "../scenario/a-scenario.js";
import { problemsOf, runCase, textOf, value, violated, type Changes } from "./run-case.js";

const CASE = "w14-pool-without-privilege";
const HOSTS = ["w-1", "w-2", "w-3", "spare"];
const WRITTEN = "{ balancing: { static: 3, eject: { failures: 2 } } }";

/** No fault, half an hour, fewer users, and a host that may help. */
const CALM: Changes = [
  ["  - { at: 1h, crash: w-1, repair: 30min }\n", ""],
  ["faults:\n", ""],
  ["duration: 2h", "duration: 30min"],
  ["rate: 20/s", "rate: 5/s"],
  [
    "services:\n",
    "  spare: { network: lan, relay: r-9, power: off, serves: { rate: 50/s, concurrency: 4 } }\nservices:\n",
  ],
];
const FAULT = "  - { at: 1h, crash: w-1, repair: 30min }\n";
const policy = (balancing: string): Changes => [[WRITTEN, `{ balancing: { ${balancing} } }`]];
const FLOW: Changes = [["rate: 5/s", "mode: flow, rate: 5/s"]];

/** What each host answered of all, in percent. */
async function sharesOf(changes: Changes, hosts = HOSTS): Promise<readonly number[]> {
  const { three } = await runCase(CASE, changes);
  expect(violated(three!)).toEqual([]);
  const answered = hosts.map((host) => value(three!, `${host}.answered`) ?? 0);
  const all = answered.reduce((sum, each) => sum + each, 0);
  return answered.map((each) => Math.round((100 * each) / all));
}

describe.each([
  ["of single requests", []],
  ["of a flow", FLOW],
] as const)("%s each member gets its part from the beginning", (_, mode) => {
  test.each([
    ["share: round-robin", [33, 33, 33, 0]],
    ["share: alternate", [33, 33, 33, 0]],
    ["share: all-new", [33, 33, 33, 0]],
    ["share: { give: 2, of: 3 }", [33, 33, 33, 0]],
    ["share: capacity", [33, 33, 33, 0]],
    ["share: least-connections", [33, 33, 33, 0]],
  ])("by %s", async (share, shares) => {
    const found = await sharesOf([...CALM, ...policy(share), ...mode]);
    found.forEach((each, index) => expect(Math.abs(each - shares[index]!)).toBeLessThanOrEqual(1));
  });

  // The helper is there from the fourth minute on; what is counted begins with the tenth.
  test.each([
    ["share: round-robin", [25, 25, 25, 25]],
    ["share: alternate", [17, 17, 17, 50]],
    ["share: all-new", [0, 0, 0, 100]],
    ["share: { give: 1, of: 3 }", [22, 22, 22, 33]],
    ["share: capacity", [25, 25, 25, 25]],
  ])("and with a helper by %s", async (share, shares) => {
    expect(await sharesOf([...CALM, ...policy(`static: 4, ${share}`), ...mode])).toEqual(shares);
  });

  test("by capacity, where one member can do twice as much", async () => {
    const stronger: Changes = [
      ["services:\n", "  w-9: { like: w-1, relay: r-8, serves: { rate: 100/s, concurrency: 4 } }\nservices:\n"],
      ["[w-1, w-2, w-3]", "[w-9, w-1, w-2, w-3]"],
    ];
    const changes = [...CALM, ...stronger, ...policy("share: capacity"), ...mode];
    expect(await sharesOf(changes, ["w-9", "w-1", "w-2", "w-3"])).toEqual([40, 20, 20, 20]);
  });
});

describe("members never leave", () => {
  test.each([
    "shrink: { for: 2min }",
    "target: { stabilisation: 1min }",
    "static: 1",
    "hosts: { least: 1 }, load: polled",
  ])("with little to do under %s", async (scale) => {
    const { three } = await runCase(CASE, [...CALM, ["rate: 5/s", "rate: 1/s"], ...policy(scale)]);
    expect(value(three!, "shop.scaling.actions")).toBe(0);
    expect(value(three!, "shop.hosts.mean")).toBe(3);
    expect(value(three!, "shop.hosts.most")).toBe(3);
    expect(value(three!, "hosts.leased.hours")).toBe(0);
    expect(value(three!, "hosts.needed")).toBe(3);
    expect(violated(three!)).toEqual([]);
  });

  test("one that came to help does, and they stay", async () => {
    const helped = [...policy("hosts: { least: 4 }"), ["rate: 5/s", "rate: 1/s"]] as const;
    const { three } = await runCase(CASE, [...CALM, ...helped]);
    expect(value(three!, "shop.hosts.most")).toBe(4);
    expect(value(three!, "hosts.needed")).toBe(4);
  });
});

test("the plan sends requests to all members, with a helper and without one", () => {
  const scenario = scenarioOf(textOf(CASE, [...CALM, ...policy("pool: [spare]")]));
  const { moves } = planOf(scenario, scenario.policies[0]!);
  const [comes, leaves] = moves.map(({ steps }) => JSON.stringify(steps));
  expect(moves.map(({ from, to }) => [from, to])).toEqual([
    ["w-1, w-2, w-3", "spare"],
    ["spare", "the pool"],
  ]);
  expect(comes).toContain("w-1 (1), w-2 (1), w-3 (1), spare (1)");
  expect(leaves).toContain("w-1 (1), w-2 (1), w-3 (1), spare (0)");
});

test("a member cannot be named as one that may help", () => {
  expect(problemsOf(textOf(CASE, policy("pool: [w-2]")))).toContain("a service runs on w-2 that may need help itself");
});

test("a helper that gets everything is not enough for who needs two", () => {
  const text = textOf(CASE, [["    director: lb\n", "    director: lb\n    needs: 2\n"], ...policy("share: all-new")]);
  expect(problemsOf(text)).toContain("the first helper of shop gets everything alone, and it needs 2 hosts");
});

describe("a member that says nothing", () => {
  const polled = policy("every: 10s");

  // Three readings at 1 h, 10 s and 20 s after: a third of 20 a second is lost in 20 to 30 s; and as long after the boot none.
  test.each(["crash", "hang"])("after a %s gets nothing until it answers again", async (fault) => {
    const { three } = await runCase(CASE, [...polled, ["crash: w-1", `${fault}: w-1`]]);
    const lost = value(three!, "shop.requests.offered")! - value(three!, "shop.requests.served")!;
    expect(lost).toBeGreaterThan(100);
    expect(lost).toBeLessThanOrEqual(220);
    expect(value(three!, "shop.downtime")).toBe(0);
    expect(violated(three!)).toEqual([]);
    // It had a third of 70 minutes of 110 and more.
    const [first, second] = ["w-1", "w-2"].map((host) => value(three!, `${host}.answered`)!);
    expect(first! / second!).toBeGreaterThan(0.6);
  });

  test("is started where it does not start by itself", async () => {
    const waits: Changes = [["concurrency: 4 }", "concurrency: 4 }, boot: { auto: false }"]];
    const { three } = await runCase(CASE, [...polled, ...waits]);
    expect(value(three!, "w-1.answered")! / value(three!, "w-2.answered")!).toBeGreaterThan(0.6);
  });

  test("is not passed over when nobody says anything: that is the way to them", async () => {
    const apart: Changes = [
      ["networks: { lan: {} }", "networks: { lan: {}, control: {} }\ncontroller: { networks: [control] }"],
      [FAULT, "  - { at: 1h, cut: control, for: 30min }\n"],
    ];
    const { three } = await runCase(CASE, [...polled, ...apart]);
    expect(value(three!, "shop.availability.requests")).toBe(1);
    expect(value(three!, "shop.scaling.actions")).toBe(0);
  });

  test("is left out as soon as a director that failed meanwhile can be told", async () => {
    const both: Changes = [[FAULT, `${FAULT}  - { at: 59min, director-failure: lb, repair: 5min }\n`]];
    const { three } = await runCase(CASE, [...polled, ...both]);
    expect(value(three!, "shop.downtime")).toBe(300);
    // At most one in three of ten seconds beside the five minutes.
    const lost = value(three!, "shop.requests.offered")! - value(three!, "shop.requests.served")!;
    expect(lost).toBeLessThanOrEqual(value(three!, "shop.requests.offered")! * (300 / 6600) + 400);
  });

  test("counts again for who needs two, although fewer answered when its director was told", async () => {
    const needy: Changes = [
      ["    director: lb\n", "    director: lb\n    needs: 2\n"],
      [FAULT, "  - { at: 1h, crash: w-1, repair: 10min }\n  - { at: 61min, crash: w-2, repair: 20min }\n"],
    ];
    const { three } = await runCase(CASE, [...polled, ...needy]);
    // From the second crash until w-1 was repaired, had started (2 min 30 s) and was heard (10 s).
    expect(Math.abs(value(three!, "shop.downtime")! - (9 * 60 + 150 + 5))).toBeLessThanOrEqual(6);
  });
});

test("two services run on the same pool, and nobody is lent twice", async () => {
  const two: Changes = [["services:\n", "services:\n  blog: { like: shop, runs-on: [w-2, w-3] }\n"]];
  const { three } = await runCase(CASE, [...two, ...policy("every: 10s")]);
  expect(violated(three!)).toEqual([]);
  const [first, second] = ["w-1", "w-2"].map((host) => value(three!, `${host}.answered`)!);
  expect(second! / first!).toBeGreaterThan(2);
});
