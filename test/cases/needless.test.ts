// Takeovers that were needless on the truth: measured, told, and against no invariant where the policy's rule had to.
import { describe, expect, test } from "vitest";
import { explainReplication, runScenario, scenarioText } from "../../src/experiment/index.js";
import { explanation, terminalSummary } from "../../src/report/index.js";
import { needlessInWords } from "../../src/report/policy-facts.js";
import { runCase, textOf, value, violated, type Changes } from "./run-case.js";
import { twoHosts } from "./two-hosts.js";

const CASE = "w10-needless-takeovers";

describe("an agent that is frozen while its database serves", () => {
  test("makes every takeover a needless one", async () => {
    const found = await runCase(CASE, [], { replications: 100 });
    const { replications } = found["ttl-30"]!;
    const counts = replications.map(({ measures }) => measures["takeovers.needless"]!);
    expect(counts).toEqual(replications.map(({ measures }) => measures["takeovers"]));
    const all = counts.reduce((sum, each) => sum + each, 0);
    expect(all).toBeGreaterThanOrEqual(40);
    expect(all).toBeLessThanOrEqual(60);
    expect(value(found["ttl-60"]!, "takeovers.needless")).toBe(0);
    for (const policy of Object.values(found)) expect(violated(policy)).toEqual([]);
  });

  test("is told with what it cost", async () => {
    const always: Changes = [["for: 25s", "for: 5min"]];
    const { "ttl-30": policy } = await runCase(CASE, always, { policies: ["ttl-30"] });
    expect(value(policy!, "takeovers.needless")).toBe(1);
    expect(value(policy!, "takeovers.needless.downtime")).toBe(value(policy!, "db.downtime"));
    const whole = await runScenario(scenarioText(textOf(CASE, always)), { policies: ["ttl-30"], replications: 2 });
    const terminal = terminalSummary(whole, { colour: false, ascii: false, report: null }).replace(/\s+/g, " ");
    const needless = "2 takeovers were needless, of 2 in 2 replications: the former holder served its users. That cost";
    expect(terminal).toContain(needless);
    // Which is what the page says above its incidents.
    expect(needlessInWords(whole.policies[0]!)).toContain(needless);
    const summary = await explainReplication(scenarioText(textOf(CASE, always)), "ttl-30", 0);
    const told = explanation(summary.scenario, summary.policies[0]!).replace(/\s+/g, " ");
    expect(told).toContain("needless: pg-1 served its users when shut-down began");
  });
});

test("a takeover from a host that had crashed is not needless", async () => {
  const crash: Changes = [["agent-crash: pg-1\n    for: 25s", "crash: pg-1\n    repair: 5min"]];
  const { "ttl-30": policy } = await runCase(CASE, crash, { policies: ["ttl-30"] });
  expect(value(policy!, "takeovers")).toBe(1);
  expect(value(policy!, "takeovers.needless")).toBe(0);
});

test("a policy that is more impatient than its reports come is against the invariant, faults or not", async () => {
  const eager: Changes = [
    ["detect: { reports: { misses: 3 } }", "detect: { reports: off, freshness: { shift: 1us } }"],
    ["latency: 1ms", "latency: 200ms"],
  ];
  const { "ttl-30": policy } = await runCase(CASE, eager, { policies: ["ttl-30"] });
  expect(violated(policy!)).toContain("no-needless-failover");
});

describe("whether a host served its users", () => {
  const two = (policy: string, faults: string): string => twoHosts(`{ p: { failover: ${policy} } }`, faults);
  const run = async (text: string) => (await runScenario(scenarioText(text))).policies[0]!;

  test("is not asked of what it was moved there for and never came up", async () => {
    const silent = "{ preset: 2A, detect: { reports: off, queries: { every: 5s, timeout: 2s } } }";
    const cut = two(silent, "[{ at: 1h, cut: lan, for: 1h }]")
      .replace("t: { runs-on: h-2 }", "")
      .replace("r-2 }", "r-2, power: off }");
    const found = await run(cut);
    expect(value(found, "takeovers")).toBeGreaterThan(3);
    expect(value(found, "takeovers.needless")).toBe(0);
    expect(value(found, "s.detection.false")).toBe(0);
  });

  test("has nothing to do with what had to make room there", async () => {
    const active = "{ preset: 2C, stand-ins: [h-2, h-1] }";
    const found = await run(two(active, "[{ at: 3h, crash: h-1, repair: 1h }, { at: 6h, agent-crash: h-2, for: 1h }]"));
    expect(value(found, "takeovers.needless")).toBe(1);
    expect(value(found, "s.detection.false")).toBe(1);
  });

  test("counts where it is its own stand-in, too", async () => {
    const found = await run(two("{ preset: 2A, stand-ins: [] }", "[{ at: 3h, agent-crash: h-1, for: 1h }]"));
    expect(value(found, "takeovers.needless")).toBe(value(found, "takeovers"));
    expect(value(found, "takeovers.needless.downtime")).toBe(value(found, "s.downtime"));
    expect(value(found, "s.outages")).toBe(1);
  });
});

describe("reports that come later than the rule waits for them", () => {
  const LATE = (network: string): string => `
name: late
duration: 1h
networks: { lan: { ${network} } }
hosts: { a: { network: lan, relay: r-1, boot: { online: 5s } }, b: { like: a, relay: r-2, power: off } }
agents: { a: { report: 5s }, b: {} }
services: { s: { runs-on: a } }
policies: { p: { failover: { preset: 2A, detect: { reports: { misses: 3 } } } } }
`;

  // Fifteen seconds of silence are a failure by the policy's own rule, whatever is under way.
  test.each(['jitter: "exponential(20s)"', 'jitter: "uniform(0s, 10min)"', "jitter: constant(30s)", "latency: 30s"])(
    "make needless takeovers, and accuse nobody: %s",
    async (network) => {
      const [p] = (await runScenario(scenarioText(LATE(network)))).policies;
      expect(value(p!, "takeovers.needless")).toBeGreaterThan(0);
      expect(violated(p!)).toEqual([]);
    },
  );

  test("a jitter of some milliseconds delays none of three", async () => {
    const [p] = (await runScenario(scenarioText(LATE("jitter: exponential(20ms)")))).policies;
    expect(value(p!, "takeovers")).toBe(0);
  });
});
