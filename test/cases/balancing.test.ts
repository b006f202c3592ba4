// Load and its sharing: work is counted as it is done, refusals are failures, weights are no matter of the algorithm.
import { describe, expect, test } from "vitest";
import { problemsOf, runCase, textOf, value, type Changes } from "./run-case.js";

describe("utilisation is integrated over time", () => {
  test("so that requests of a minute each are seen while they are served", async () => {
    const found = await runCase("w04-long-requests");
    for (const policy of Object.values(found)) expect(value(policy, "web.hosts.most")).toBeGreaterThanOrEqual(3);
    // 200 at a time, at 75 % of 100 each: three hosts.
    const hosts = found["hpa"]!.detail.series.find(({ name }) => name === "hosts.powered")!;
    const last = hosts.values.slice(Math.floor(3600 / hosts.stepSeconds));
    expect(last.filter((each) => each === 3).length / last.length).toBeGreaterThan(0.9);
  });

  test("and the time to serve them is known when they are answered, not zero in between", async () => {
    // A hundred begin at once and end a minute later: in five of six intervals nobody is answered.
    const metric: Changes = [
      ["every: 10s, grow: { metric: utilisation, above: 80%", "every: 10s, grow: { metric: time-to-serve, above: 90s"],
      ["metric: utilisation, below: 1%, for: 10h", "metric: time-to-serve, below: 1s, for: 10h"],
    ];
    const found = await runCase("w04-long-requests", metric, { policies: ["threshold"] });
    expect(value(found["threshold"]!, "web.hosts.most")).toBeGreaterThanOrEqual(3);
  });

  test("in a flow too", async () => {
    const flow: Changes = [["load: { rate", "load: { mode: flow, rate"]];
    const found = await runCase("w04-long-requests", flow, { policies: ["hpa"] });
    const hosts = found["hpa"]!.detail.series.find(({ name }) => name === "hosts.powered")!;
    const last = hosts.values.slice(Math.floor(3600 / hosts.stepSeconds));
    expect(last.filter((each) => each === 3).length / last.length).toBeGreaterThan(0.9);
  });
});

describe("a flow that its hosts can do, but just so,", () => {
  const FLOW: Changes = [["load: { rate", "load: { mode: flow, rate"]];

  test("is served, and makes a policy grow by whatever it measures", async () => {
    // Two hosts can do 200 a minute: the second brings what is done from half to all, and a third is needed.
    for (const metric of ["transactions", "connection-requests"]) {
      const changes: Changes = [
        ...FLOW,
        ["every: 10s, grow: { metric: utilisation", `every: 10s, grow: { metric: ${metric}`],
      ];
      const found = (await runCase("w04-long-requests", changes, { policies: ["threshold"] }))["threshold"]!;
      expect(value(found, "web.hosts.most"), metric).toBe(3);
      // All but those that are being served in the end: 200 of 36,000.
      expect(value(found, "web.goodput")! * 60, metric).toBeGreaterThan(198);
    }
  });

  test("is served as single requests are when one of three hosts is lost", async () => {
    const changes: Changes = [["rate: 20/s", "timeout: 1min, rate: 100/s"]];
    for (const more of [[], [["load: { timeout", "load: { mode: flow, timeout"]] satisfies Changes]) {
      const found = (await runCase("w14-pool-without-privilege", [...changes, ...more]))["three"]!;
      // Two can do 100 a second, and a queue that grows by chance in half an hour is no longer than some seconds.
      expect(value(found, "shop.availability.requests")).toBeGreaterThan(0.999);
    }
  });
});

describe("a refusal is a failure", () => {
  const CASE = "w07-refusals-count";

  test("of a host that turns nearly everything away, which is left out then", async () => {
    const found = await runCase(CASE);
    for (const name of ["round-robin", "least-conn"]) {
      expect(value(found[name]!, "web.availability.requests")).toBeGreaterThan(0.999);
    }
    expect(value(found["no-eject"]!, "web.availability.requests")).toBeLessThan(0.75);
  });

  test("unless the user says that it is none", async () => {
    const changes: Changes = [["failures: 5,", "failures: 5, counts: [timed-out],"]];
    const found = await runCase(CASE, changes, { policies: ["round-robin"] });
    // Thirty are taken in, and time out; the host is left out only after that.
    const { measures } = found["round-robin"]!;
    const refused = measures.find(({ key }) => key === "web.requests.refused")!.overall!;
    expect(refused).toBeGreaterThan(100);
  });
});

describe("in a flow too a host that fails is left out", () => {
  const FLOW: Changes = [["load: { rate", "load: { mode: flow, rate"]];
  const SLOW = "slow: h-1\n    factor: x1000000";

  test("and of two at the same moment no more than may be", async () => {
    const changes: Changes = [[SLOW, "slow: [h-1, h-2]\n    factor: x1000000"]];
    const options = { policies: ["round-robin"] };
    for (const more of [[], FLOW]) {
      const found = (await runCase("w07-refusals-count", [...changes, ...more], options))["round-robin"]!;
      // For 5 of 35 minutes all is well; then half of what is sent goes to the one that may not be left out.
      expect(value(found, "web.availability.requests")).toBeCloseTo((5 + 30 / 2) / 35, 2);
    }
  });

  test.each([
    ["that turns away", SLOW],
    ["that hangs", "hang: h-1"],
    ["that crashed", "crash: h-1"],
  ])("one %s, as of single requests", async (_, fault) => {
    const changes: Changes = [[SLOW, fault]];
    const options = { policies: ["round-robin"] };
    const single = (await runCase("w07-refusals-count", changes, options))["round-robin"]!;
    const flow = (await runCase("w07-refusals-count", [...changes, ...FLOW], options))["round-robin"]!;
    const served = "web.availability.requests";
    expect(Math.abs(value(flow, served)! - value(single, served)!)).toBeLessThan(0.001);
    for (const key of ["web.requests.refused", "web.requests.failed"]) {
      expect(Math.abs(value(flow, key)! - value(single, key)!), key).toBeLessThanOrEqual(1);
    }
  });

  test("again and again, as its time ends", async () => {
    const { "round-robin": flow } = await runCase("w07-refusals-count", [...FLOW, ["for: 1h", "for: 30s"]]);
    // Left out for half a minute, then a whole one, and so on: within 1,800 s eleven times, five refusals each.
    expect(value(flow!, "web.requests.refused")).toBeGreaterThanOrEqual(50);
    expect(value(flow!, "web.requests.refused")).toBeLessThanOrEqual(60);
  });

  test("but not one whose failures do not count, nor as long as nobody leaves out", async () => {
    const found = await runCase("w07-refusals-count", [...FLOW, ["failures: 5,", "failures: 5, counts: [failed],"]]);
    for (const policy of Object.values(found)) expect(value(policy, "web.availability.requests")).toBeLessThan(0.75);
  });
});

describe("weights are said apart from the algorithm", () => {
  const CASE = "w08-weights-and-algorithm";
  /** Half of 80 requests a second go to a host that serves 25. */
  const EQUAL = 65 / 80;

  test("equal weights give each host as much, in turn and at random alike", async () => {
    const found = await runCase(CASE);
    for (const name of ["round-robin", "random"]) {
      expect(Math.abs(value(found[name]!, "web.availability.requests")! - EQUAL)).toBeLessThan(0.005);
    }
    expect(Math.abs(value(found["source-hash"]!, "web.availability.requests")! - EQUAL)).toBeLessThan(0.02);
  });

  test("by capacity each gets what it can serve, whatever the algorithm", async () => {
    const found = await runCase(CASE, [["static: 2,", "static: 2, weights: capacity,"]]);
    for (const policy of Object.values(found)) {
      expect(value(policy, "web.availability.requests")).toBeGreaterThan(0.99);
    }
  });

  test("what says itself who gets how much takes none", () => {
    const text = textOf(CASE, [["share: random", "share: capacity, weights: equal"]]);
    expect(problemsOf(text)).toMatch(/capacity says itself who gets how much/);
  });
});
