// Where directors stand: a machine of their own, a host, or whoever serves.
import { describe, expect, test } from "vitest";
import { planOf, weaknessesOf } from "../../src/scenario/index.js";
import { problemsOf, scenarioOf } from "./a-scenario.js";

const behind = (director: string, homes = "h-1") => `name: behind
duration: 1h
networks: { lan: {}, far: {} }
connectors: { router-1: { joins: [lan, far] } }
agents: { h-1: {} }
hosts:
  h-1: { network: lan, relay: r-1, serves: { rate: 10/s } }
  h-2: { network: far, relay: r-2, power: off, serves: { rate: 10/s } }
  h-3: { network: lan, relay: r-3, serves: { rate: 10/s } }
directors: { d: ${director} }
services: { s: { runs-on: ${homes}, director: d } }
policies: { p: { failover: { preset: 2A, redirect: true, stand-ins: [h-2] } } }
`;

describe("a director", () => {
  test.each([
    ["{}", "d stands nowhere"],
    ["{ network: lan, on: h-1 }", "its host says where it stands"],
    ["{ on: primary, standby: { director: d } }", "whoever serves passes on: nobody can do so in its place"],
  ])("%s: %s", (director, message) => expect(problemsOf(behind(director)).join()).toContain(message));

  test("that is whoever serves is nobody where none of several hosts is special", () => {
    expect(problemsOf(behind("{ on: primary }", "[h-1, h-3]")).join()).toContain("there is no primary that could");
  });

  test("that is whoever serves, and by which no service is reached, is refused", () => {
    const unused = `${behind("{ on: primary }").replace(/director: d\b/, "director: other")}`;
    expect(problemsOf(unused).join()).toContain("no service is reached by d");
  });

  test("on a host stands in the network of that, and `check` tells that it fails with it", () => {
    const scenario = scenarioOf(behind("{ on: h-3 }"));
    expect(scenario.world.directors).toEqual([{ name: "d", network: "lan", on: "h-3" }]);
    expect(weaknessesOf(scenario).join("\n")).toContain("s is behind d, a program on h-3");
    expect(planOf(scenario, scenario.policies[0]!).moves[0]!.to).toBe("h-2");
  });

  test.each(["{ on: h-1 }", "{ on: primary }"])(
    "%s redirects nobody to another network when that host fails",
    (director) => {
      const scenario = scenarioOf(behind(director));
      const [move] = planOf(scenario, scenario.policies[0]!).moves;
      expect(move!.to).toBeNull();
      expect(move!.excluded[0]!.why).toContain(
        "s has neither a director nor a name server that could send users there",
      );
    },
  );
});
