/** A pool whose hosts are on several networks: its director finds those to whom a way leads. */
import { expect, test } from "vitest";
import { runScenario } from "../cases/run-case.js";
import { scenarioOf } from "../a-scenario.js";

/** Two sides of two hosts, a director on each; from either two of the four are enough. */
const SIDES = `name: sides
duration: 100min
networks: { left: { latency: 0s }, right: { latency: 0s } }
connectors: { backbone: { joins: [left, right] } }
hosts:
  l1: { network: left, boot: { diagnostics: 0s, standalone: 0s, online: 0s } }
  l2: { like: l1 }
  r1: { like: l1, network: right }
  r2: { like: r1 }
directors: { at-left: { network: left }, at-right: { network: right } }
services:
  from-left: { runs-on: [l1, l2, r1, r2], needs: 2, director: at-left }
  from-right: { runs-on: [l1, l2, r1, r2], needs: 2, director: at-right }
policies: { p: none }
`;

const away = (faults: string) =>
  runScenario(scenarioOf(`${SIDES}faults: [${faults}]\n`))[0]!
    .result.incidents.map(({ service, startSeconds, endSeconds }) => ({
      service,
      from: startSeconds / 60,
      to: endSeconds! / 60,
    }))
    .map(({ service, from, to }) => `${service} ${from} to ${to}`)
    .toSorted((one, other) => (one < other ? -1 : 1));

const backbone = "{ at: 10min, cut: backbone, repair: 20min }";

test.each([
  ["with the backbone cut each side has its own two", backbone, []],
  [
    "one host less on one side is felt there alone",
    `${backbone}, { at: 20min, crash: r1, repair: 20min }`,
    ["from-right 20 to 30"],
  ],
  [
    "one host less on each side leaves nobody enough until the backbone is back",
    `${backbone}, { at: 20min, crash: [l1, r1], repair: 20min }`,
    ["from-left 20 to 30", "from-right 20 to 30"],
  ],
  [
    "a director whose own network is cut finds nobody, the other one its own side",
    "{ at: 10min, cut: left, repair: 20min }",
    ["from-left 10 to 30"],
  ],
])("%s", (_, faults, expected) => {
  expect(away(faults)).toEqual(expected);
});
