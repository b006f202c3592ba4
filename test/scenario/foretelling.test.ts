// Who counts minor errors: what would do nothing, and what a plan says of it.
import { expect, test } from "vitest";
import { planOf } from "../../src/scenario/index.js";
import { problemsOf, scenarioOf } from "./a-scenario.js";

const world = (agent: string, precursors: string) => `name: foretelling
duration: 1h
networks: { lan: {} }
hosts: { h-1: { network: lan }, h-2: { network: lan } }
agents: { h-1: ${agent} }
services: { s: { runs-on: h-1 } }
policies: { p: { failover: { preset: 2A, data: [], detect: { precursors: ${precursors} } } } }
`;

test("an agent that is to count must have numbers to count by, and a controller that does not count needs none", () => {
  const warned = (agent: string, precursors: string) =>
    problemsOf(world(agent, precursors)).map((each) => each.replace(/.*does nothing: /, ""));
  expect(warned("{}", "{ by: agent }")).toEqual(["no agent recognises a series of minor errors"]);
  expect(warned("{ foretells: {} }", "{ by: agent }")).toEqual([]);
  expect(warned("{ foretells: {} }", "{ by: agent, errors: 4 }")).toEqual(["agents count, each by its own numbers"]);
  expect(warned("{}", "{ errors: 4 }")).toEqual([]);
});

test("the plan says who recognises what", () => {
  const notices = (precursors: string) => {
    const scenario = scenarioOf(world("{ foretells: {} }", precursors));
    return planOf(scenario, scenario.policies[0]!).moves[0]!.notices.filter((each) => each.includes("minor"));
  };
  expect(notices("{ by: agent }")).toEqual(["a series of minor errors that its agent recognises, before it fails"]);
  expect(notices("{}")).toEqual(["3 minor errors of a component within 1 h, before it fails"]);
});
