/** What means nothing where a load is a flow is refused, with where and why. */
import { expect, test } from "vitest";
import { decodeScenario } from "../../../src/scenario/index.js";

function problemsOf(host: string, load: string): readonly string[] {
  const text = `name: flow
duration: 1h
networks: { lan: {} }
hosts: { host-1: { network: lan, serves: { rate: 100/s${host} } } }
services: { shop: { runs-on: host-1, load: { mode: flow, rate: 10/s${load} } } }
policies: { nobody: none }
`;
  return decodeScenario(text, "flow.yaml", { read: () => new Error("none") }).problems.map(({ message }) => message);
}

test("that requests are kept while a host hangs", () => {
  expect(problemsOf("", "")).toEqual([]);
  expect(problemsOf(", hung: kept", "")).toEqual([
    "the load of shop is a flow, of which a host that hangs keeps nothing",
  ]);
});

test("that some are served before others", () => {
  expect(problemsOf("", ", mix: { all: { priority: 1 } }")).toEqual(["`priority` means nothing of a flow"]);
});
