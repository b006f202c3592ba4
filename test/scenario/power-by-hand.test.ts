// `power:` of a failover policy: what of it would do nothing, and who may stand in by it.
import { describe, expect, test } from "vitest";
import { planOf } from "../../src/scenario/index.js";
import { problemsOf, scenarioOf } from "./a-scenario.js";

const world = (policy: string, more = "") => `name: power
duration: 1h
networks: { lan: {} }
hosts: { h-1: { network: lan, relay: r-1 }, h-2: { network: lan, power: off } }
agents: { h-1: {} }
services: { s: { runs-on: h-1 } }
policies: { p: { failover: { preset: 2A, data: [], ${policy} } } }
${more}`;

describe("power by hand", () => {
  test.each([
    ["power: { off: by-hand }, shutdown: { relay: never }", ["the power is never cut under this policy"]],
    [
      "power: { off: by-hand }, shutdown: { unconfirmed: retry }",
      ["somebody is called all the same, and stays until the host is off"],
    ],
    ["power: { off: by-hand }, shutdown: { unconfirmed: page }", []],
    ["operator: { page: 1min }, shutdown: { unconfirmed: retry }", ["nobody is paged under this policy"]],
    ["operator: { page: 1min }, shutdown: { unconfirmed: retry }, power: { on: by-hand }", []],
  ])("that does nothing is warned of: %s", (policy, warnings) => {
    expect(problemsOf(world(policy)).map((each) => each.replace(/.*does nothing: /, ""))).toEqual(warnings);
  });

  test("makes a stand-in of a host that is off and has no relay, and the plan says who comes, and in what time", () => {
    const planned = (policy: string) => {
      const scenario = scenarioOf(world(policy, "operator: { page: 2min, arrive: 20min }"));
      const [move] = planOf(scenario, scenario.policies[0]!).moves;
      const does = move!.steps.filter(({ name }) => name.includes("power-on"));
      return [move!.to, ...does.map(({ name, expectedMicros }) => [name, (expectedMicros ?? 0) / 60_000_000])];
    };
    expect(planned("redirect: false")).toEqual([null]);
    expect(planned("power: { on: by-hand }")).toEqual(["h-2", ["call-to-power-on", 22], ["power-on-by-hand", 0]]);
    // Whoever has switched h-1 off is there.
    expect(planned("power: { off: by-hand, on: by-hand }")).toEqual([
      "h-2",
      ["call-to-power-on", 0],
      ["power-on-by-hand", 0],
    ]);
  });
});
