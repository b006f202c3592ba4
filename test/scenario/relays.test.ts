// Relays that are far away: what is refused, what a plan expects of them, and what is assumed of their way.
import { describe, expect, test } from "vitest";
import { assumptionsOf, planOf, weaknessesOf } from "../../src/scenario/index.js";
import { problemsOf, scenarioOf } from "./a-scenario.js";

const world = (relay: string, policy = "") => `name: relays
duration: 1h
networks: { lan: {}, phone: { latency: 250ms } }
hosts: { h-1: { network: lan, relay: r-1 }, h-2: { network: lan, relay: r-2, power: off } }
relays: { r-1: ${relay}, r-2: {} }
agents: { h-1: {} }
services: { s: { runs-on: h-1 } }
policies: { p: { failover: { preset: 2A, data: [], ${policy} } } }
faults: [{ at: 1min, cut: phone, for: 1min }]`;

describe("a relay at the other end of a telephone line", () => {
  test("cannot be reached over a line that is always busy", () => {
    expect(problemsOf(world("{ over: phone, modem: { busy: 100% } }"))).toEqual([
      "5:46 somebody else speaks on the line all the time",
    ]);
  });

  test("takes as long as dialling, the line and the relay do, and the plan says that it is called", () => {
    const planned = (relay: string) => {
      const scenario = scenarioOf(world(relay, "limits: { relay: 2min }"));
      const [move] = planOf(scenario, scenario.policies[0]!).moves;
      const [shutDown] = move!.steps;
      const otherwise = shutDown!.otherwise;
      if (typeof otherwise === "string") throw new Error(otherwise);
      return otherwise.slice(0, 2).map(({ does, expectedMicros }) => [...does, (expectedMicros ?? 0) / 1_000_000]);
    };
    expect(planned("{}")).toEqual([
      ["switch r-1 off", 1],
      ["read r-1 back", 0.1],
    ]);
    // There and back over the line takes half a second.
    expect(planned("{ over: phone, modem: { dial: 30s } }")).toEqual([
      ["switch r-1 off by modem", 31.5],
      ["read r-1 back by modem", 30.6],
    ]);
  });

  test("is given up each time where dialling takes longer than it may, and `check` says so", () => {
    const found = (dial: string) =>
      weaknessesOf(scenarioOf(world("{}").replace("r-2: {}", `r-2: { modem: { dial: ${dial} } }`)));
    expect(found("30s").filter((each) => each.includes("power-on"))).toEqual([
      "under p power-on takes about 31 s at h-2 (s), and may take 10 s: it is given up each time",
    ]);
    expect(found("5s").filter((each) => each.includes("power-on"))).toEqual([]);
  });

  test("does not take the way of all other orders", () => {
    const assumed = (relay: string) => assumptionsOf(scenarioOf(world(relay)));
    expect(assumed("{ over: phone }")).toEqual([
      "orders to relays (but r-1), storage systems and people take a path of their own, `management`, which nothing in this scenario breaks",
    ]);
    expect(assumed("{}")).toEqual([
      "orders to relays, storage systems and people take a path of their own, `management`, which nothing in this scenario breaks",
    ]);
  });
});
