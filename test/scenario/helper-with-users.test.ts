// A host on which a service runs helps another one beside that: what may be said, and that its own users and data are left alone.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { runReplication } from "../../src/experiment/index.js";
import { planOf, weaknessesOf } from "../../src/scenario/index.js";
import { problemsOf, scenarioOf } from "./a-scenario.js";

const FILE = readFileSync(new URL("../../scenarios/load-balancing/helper-with-users.yaml", import.meta.url), "utf8");

function changed(from: string, to: string): string {
  if (!FILE.includes(from)) throw new Error(`there is no ${from}`);
  return FILE.replace(from, to);
}

describe("a helper with users of its own", () => {
  test.each([
    ["then: hand-on", "then: power-off", "it would be shut down to help, or afterwards, or lose data of its own"],
    ["parts: applications", "parts: all", "it would be shut down to help, or afterwards, or lose data of its own"],
    ["by: [copy]", "by: [split-mirror, copy]", "it would be shut down to help, or afterwards, or lose data of its own"],
    ["pool: [mail-1]", "pool: [web-1]", "a service runs on web-1 that may need help itself"],
  ])("%s instead of %s: %s", (from, to, message) => {
    expect(problemsOf(changed(from, to)).join()).toContain(message);
  });

  test("gets what it helps with beside what it has itself, and is neither shut down nor booted", () => {
    const scenario = scenarioOf(FILE);
    // Nobody does what stands in the way out: that is for a host that does not answer, and so may be down.
    const usual = (key: string, value: unknown): unknown => (key === "otherwise" ? undefined : value);
    const plan = JSON.stringify(planOf(scenario, scenario.policies[0]!), usual);
    expect(plan).toContain("copy toys-data for mail-1, beside what it has itself");
    expect(plan).toContain("mail-1 goes on with its own system");
    expect(plan).not.toContain("bring mail-1 online");
    expect(plan).not.toContain("shut mail-1 down");
  });

  test("helps where failover would move what it serves, too, and is theirs first", () => {
    const moved = readFileSync(
      new URL("../../scenarios/load-balancing/helped-and-moved.yaml", import.meta.url),
      "utf8",
    );
    const scenario = scenarioOf(moved);
    expect(weaknessesOf(scenario).join()).not.toContain("never helps");
    // Nobody but failover gives it power, or starts it: it may be fenced for the sake of its users.
    const plan = JSON.stringify(planOf(scenario, scenario.policies[0]!).moves.filter(({ to }) => to === "mail-1"));
    expect(plan).toContain("ask mail-1 how it is");
    expect(plan).not.toContain("bring mail-1 online");
    const [both, alone] = scenario.policies.map((policy) => runReplication(scenario, policy, 0, { detail: true }));
    expect(both!.result.invariants.filter(({ violations }) => violations > 0)).toEqual([]);
    const outages = ({ result }: NonNullable<typeof both>) =>
      result.incidents.map(({ service, to, recoveryTimeSeconds }) => [service, to, recoveryTimeSeconds?.toFixed(0)]);
    // Its users are off as long as without that: until the spare has their data, and once more while they go back.
    expect(outages(both!)).toEqual(outages(alone!));
    expect(outages(both!).map(([service, to]) => [service, to])).toEqual([
      ["mail", "spare"],
      ["mail", "mail-1"],
    ]);
    // Before it crashed, and again when it has its users back.
    expect(both!.detail!.chronicle.filter(({ what }) => what.startsWith("mail-1 helps with toys: done"))).toHaveLength(
      2,
    );
    // It is told that it reads no more before that is taken from it, and nothing is missed.
    expect(both!.detail!.chronicle.filter(({ what }) => what.includes("storage cannot be reached"))).toEqual([]);
  });

  test("is not shut down either when it crashed while it helped, and comes to help anew", () => {
    const faults = "\nfaults:\n  - { at: 5h, crash: mail-1, repair: 10min }\n";
    const scenario = scenarioOf(FILE.replace(/\nexpect:[^]*$/, faults));
    const { result, detail } = runReplication(scenario, scenario.policies[0]!, 0, { detail: true });
    // Ten minutes, 90 s of diagnostics and 60 s to service.
    const outages = result.incidents.filter(({ service }) => service === "mail");
    expect(outages.map(({ startSeconds, recoveryTimeSeconds }) => [startSeconds, recoveryTimeSeconds])).toEqual([
      [18000, 750],
    ]);
    const told = detail!.chronicle.filter(({ actor }) => actor === "mail-1").map(({ what }) => what);
    expect(told.filter((what) => what.startsWith("shutting-down"))).toEqual([]);
    const helps = detail!.chronicle.filter(({ what }) => what.startsWith("mail-1 helps with toys: done"));
    expect(helps.length).toBeGreaterThan(1);
    expect(result.invariants.filter(({ violations }) => violations > 0)).toEqual([]);
  });
});
