import { describe, expect, test } from "vitest";
import { failoverConfig } from "../../src/scenario/assembly/failover-config.js";
import { topologyOf, weaknessesOf } from "../../src/scenario/index.js";
import { SECOND } from "../../src/units/index.js";
import { smallPolicy } from "../model/small-world.js";
import { problemsOf, scenarioOf } from "./a-scenario.js";

const BEFORE = `name: x
duration: 1d
networks: { lan: {} }
hosts:
  web-1: { network: lan, relay: r-1 }
  web-2: { network: lan, relay: r-2 }
  web-10: { network: lan, relay: r-3 }
  web-11: { network: lan, relay: r-4, power: off }
services: { shop: { runs-on: web-1 }, mail: { runs-on: web-2 } }
`;

const withAgents = (...lines: readonly string[]) => `${BEFORE}agents:\n${lines.map((each) => `  ${each}\n`).join("")}`;
const problems = (...lines: readonly string[]) => problemsOf(withAgents(...lines));

describe("an agent", () => {
  test("watches the host on which it runs, unless others are given, in any order", () => {
    const { world } = scenarioOf(withAgents("web-2: {}", "web-1: { watches: [web-10, web-1], report: 2s }"));
    expect(world.agents).toEqual([
      { host: "web-1", watches: ["web-1", "web-10"], report: 2 * SECOND },
      { host: "web-2", report: 5 * SECOND },
    ]);
    expect(scenarioOf(withAgents("web-2: { watches: [web-2] }")).world.agents).toEqual([
      { host: "web-2", report: 5 * SECOND },
    ]);
  });

  test("makes the same scenario whether its own host is named or not", () => {
    const [said, unsaid] = [scenarioOf(withAgents("web-2: { watches: [web-2] }")), scenarioOf(withAgents("web-2: {}"))];
    expect(said.digest).toBe(unsaid.digest);
    expect(scenarioOf(withAgents("web-2: { watches: [web-1] }")).digest).not.toBe(unsaid.digest);
  });

  test("tells the controller its interval for each host that it watches, and nothing for others", () => {
    const { world } = scenarioOf(withAgents("web-1: { watches: [web-1, web-2], report: 2s }", "web-10: {}"));
    const { hosts } = failoverConfig(world, smallPolicy());
    expect(hosts.map(({ name, reportEvery }) => [name, reportEvery])).toEqual([
      ["web-1", 2 * SECOND],
      ["web-2", 2 * SECOND],
      ["web-10", 5 * SECOND],
      ["web-11", null],
    ]);
  });

  test("is drawn where it runs; of others it is said from where they are watched", () => {
    const { world } = scenarioOf(withAgents("web-1: { watches: [web-1, web-2] }", "web-11: { watches: [web-10] }"));
    const facts = topologyOf(world).nodes.flatMap(({ kind, name, facts: [, ...rest] }) =>
      kind === "host" ? [[name, ...rest]] : [],
    );
    expect(facts).toEqual([
      ["web-1", "agent"],
      ["web-2", "watched from web-1"],
      ["web-10", "watched from web-11"],
      ["web-11", "agent"],
    ]);
  });

  test("is a weak point where others depend on it, the more so when its host is off", () => {
    const found = (...lines: readonly string[]) =>
      weaknessesOf(scenarioOf(withAgents(...lines))).filter((each) => each.includes("agent"));
    expect(found("web-1: {}", "web-2: {}")).toEqual([]);
    expect(found("web-1: { watches: [web-1, web-2, web-10] }")).toEqual([
      "only the agent on web-1 reports of web-2, web-10: when that dies whoever hears reports alone takes them for dead",
    ]);
    expect(found("web-11: { watches: [web-11, web-10] }")).toEqual([
      "only the agent on web-11 reports of web-10: while web-11 is off, as at first, nobody who hears reports alone notices when it fails",
    ]);
  });
});

describe("wrong agents:", () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ["an unknown host", ["web-1: { watches: [web-1, web-3] }"], ["11:29 there is no host named web-3 (web-1?)"]],
    ["none at all", ["web-1: { watches: [] }"], ["11:12 this list is empty"]],
    ["a host twice", ["web-1: { watches: [web-1, web-1] }"], ["11:29 web-1 is already watched by this agent"]],
    [
      "a host of another agent",
      ["web-1: { watches: [web-1, web-2] }", "web-10: { watches: [web-10, web-2] }"],
      ["12:31 web-2 is already watched by the agent on web-1"],
    ],
    [
      "a host of another agent, its own",
      ["web-1: { watches: [web-1, web-2] }", "web-2: {}"],
      ["12:3 web-2 is already watched by the agent on web-1"],
    ],
    [
      "a host that does not exist to run on",
      ["web-3: { watches: [web-1] }"],
      ["11:3 there is no host named web-3 (web-1?)"],
    ],
  ])("%s", (_, lines, expected) => {
    expect(problems(...lines)).toEqual(expected);
  });

  test("a crash of the agent of a host on which none runs names the host on which it does", () => {
    const faults = "faults: [{ at: 1h, agent-crash: web-2 }]\n";
    expect(problemsOf(`${withAgents("web-1: { watches: [web-1, web-2] }")}${faults}`)).toEqual([
      "12:33 no agent runs on web-2, the one that watches it runs on web-1",
    ]);
    expect(problemsOf(`${withAgents("web-1: {}")}${faults}`)).toEqual(["12:33 web-2 has no agent"]);
  });
});
