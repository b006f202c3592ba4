// Whoever a policy names and could never use has power of its own: nobody of the logic decides whether it is on.
import { expect, test } from "vitest";
import { runScenario, scenarioText } from "../../src/experiment/index.js";
import { value, violated } from "./run-case.js";

/** The director is a program on a host to which no data leads; its relay breaks open for a minute. */
const DIRECTED = (named: string): string => `
name: named-for-nothing
duration: 20min
networks: { lan: {} }
storage:
  array-1: { port-adapters: [fa-1], disk-adapters: [da-1], bandwidth: 100MB/s, volumes: { stock: { size: 1GB, on: da-1, via: fa-1, for: web-1 } } }
links: { l-1: { joins: [web-1, fa-1] }, l-2: { joins: [web-2, fa-1] } }
hosts:
  web-1: { network: lan, relay: r-1, serves: { rate: 10/s }, boot: { diagnostics: 3s, standalone: 1s, online: 6s } }
  web-2: { like: web-1, relay: r-2, power: off }
  front: { like: web-1, relay: r-3, storage: {} }
agents: { web-1: { report: 5s } }
directors: { d-1: { on: front } }
services:
  shop: { runs-on: web-1, director: d-1, load: { rate: 2/s, mix: { browse: { share: 100%, reads: exclusive, of: stock } } } }
policies:
  p: { failover: { preset: 2A, parts: [data], data: [copy]${named} } }
faults:
  - { at: 5min, relay-stuck: r-3, as: open, for: 1min }
`;

test.each([
  ["named among the stand-ins", ", stand-ins: [web-2, front]"],
  ["one of all, where none is named", ""],
])("a host that is %s and can stand in for nobody gets the power back that it had", async (_, named) => {
  const { policies } = await runScenario(scenarioText(DIRECTED(named)));
  const [p] = policies;
  expect(violated(p!)).toEqual([]);
  // Down for the minute in which the relay is stuck, for 3 s of diagnostics and 6 s until it is online: it does not stop in standalone.
  expect(value(p!, "shop.downtime")).toBe(69);
});
