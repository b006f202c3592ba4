// Services whose users ask for them by name: what is decoded, what cannot be meant, and what `check` says of it.
import { describe, expect, test } from "vitest";
import { planOf, weaknessesOf } from "../../src/scenario/index.js";
import { problemsOf, scenarioOf } from "./a-scenario.js";

const named = (service: string) => `name: named
duration: 1h
networks: { lan: {}, far: {} }
connectors: { router-1: { joins: [lan, far] } }
name-servers: { dns-1: { network: lan, ttl: 90s } }
agents: { h-1: {} }
hosts:
  h-1: { network: lan, relay: r-1, serves: { rate: 10/s } }
  h-2: { network: far, address: 10.9.0.2, relay: r-2, power: off, serves: { rate: 10/s } }
services: { s: { runs-on: h-1, found-by: dns-1${service} } }
policies: { p: { failover: { preset: 2A, redirect: true } } }
`;

describe("a service that is found by name", () => {
  test("can be taken over in another network: its name is registered anew", () => {
    const scenario = scenarioOf(named(""));
    expect(scenario.world.nameServers).toEqual([{ name: "dns-1", network: "lan", ttl: 90_000_000 }]);
    expect(JSON.stringify(planOf(scenario, scenario.policies[0]!))).toContain(
      "have dns-1 name 10.9.0.2 for s: users find out within 1 min 30 s",
    );
  });

  test("depends on its name server, and `check` says so", () => {
    const scenario = scenarioOf(named(""));
    expect(weaknessesOf(scenario).join("\n")).toContain("users of s ask one name server, dns-1");
  });

  test("has no director beside it", () => {
    expect(problemsOf(named(", director: d-1")).join()).toContain("users of s are sent to its director");
  });

  test("is not asked by a flow, in which nobody can be told apart", () => {
    const problems = problemsOf(named(", load: { rate: 1/s, mode: flow }"));
    expect(problems.join()).toContain("in a flow nobody can be told apart who knows an old address of s");
  });
});
