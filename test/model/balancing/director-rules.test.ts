/** Every rule of a director, from the word in a policy to the host that answered: how much of what may be shared the helper got. */
import { describe, expect, it, test } from "vitest";
import { buildRun } from "../../../src/scenario/assembly/build-run.js";
import { decodeScenario, formatProblems, type Scenario } from "../../../src/scenario/index.js";
import { Kernel, Streams } from "../../../src/sim/index.js";
import { MINUTE } from "../../../src/units/index.js";

const MINUTES = 20;

/** Two hosts of 20/s and 10/s with local disks; a third of what users ask may not be shared. */
function scenarioWith(balancing: string, load = "", faults = "[]"): Scenario {
  const text = `
name: rules
duration: ${MINUTES + 5}min
seed: 3
networks: { lan: { latency: 200us } }
hosts:
  home: { network: lan, boot: { diagnostics: 0s, standalone: 0s, online: 0s }, serves: { rate: 20/s, concurrency: 4 } }
  helper: { like: home, relay: relay-1, power: off, serves: { rate: 10/s } }
services:
  shop:
    runs-on: home
    director: director-1
    load: { ${load === "" ? "rate: 9/s, " : ""}mix: { browse: { share: 66.6%, reads: shareable }, order: { share: 33.4% } }${load} }
policies: { rule: { balancing: { ${balancing} } } }
faults: ${faults}
`;
  const { scenario, problems } = decodeScenario(text, "rules.yaml", { read: () => new Error("no other file") });
  if (scenario === null) throw new Error(formatProblems(problems));
  return scenario;
}

/** Requests that a host received in the last minutes of the run, by host. */
function received(scenario: Scenario, minutes: number): Readonly<Record<string, number>> {
  const kernel = new Kernel();
  const { world, begin } = buildRun(scenario, scenario.policies[0]!, kernel, new Streams(scenario.seed));
  begin();
  const counts = () => [...world.hosts].map(([name, { server }]): [string, number] => [name, server.received]);
  kernel.run(scenario.duration - minutes * MINUTE);
  const before = Object.fromEntries(counts());
  kernel.run(scenario.duration);
  return Object.fromEntries(counts().map(([name, count]) => [name, count - before[name]!]));
}

/** Share of all requests that the helper got, over what may be shared. */
function helpersShare(scenario: Scenario, minutes = MINUTES): number {
  const { home = 0, helper = 0 } = received(scenario, minutes);
  return helper / (0.666 * (home + helper));
}

describe("of what may be shared the helper gets", () => {
  test.each([
    ["every other request", "share: round-robin", 0.5],
    ["every other request", "share: alternate", 0.5],
    ["all that is new", "share: all-new", 1],
    ["two of three", "share: { give: 2, of: 3 }", 2 / 3],
    ["a third by what it can do", "share: capacity", 1 / 3],
    ["half at random", "share: random", 0.5],
    ["half of the users by their source", "share: source-hash", 0.5],
    ["a third in turn", "share: round-robin, weights: capacity", 1 / 3],
    ["a third at random", "share: random, weights: capacity", 1 / 3],
    ["a third of the users by their source", "share: source-hash, weights: capacity", 1 / 3],
  ])("%s with %s", (_, rule, share) => {
    // Of 7200 requests that may be shared, the number of which is chance too: four standard deviations are 0.03.
    expect(Math.abs(helpersShare(scenarioWith(`static: 2, ${rule}`)) - share)).toBeLessThan(0.03);
  });

  test.each(["least-connections", "random-of-two"])(
    "less than half with share: %s by capacity, as it is the slower one",
    (rule) => {
      const share = helpersShare(scenarioWith(`static: 2, share: ${rule}, weights: capacity`));
      expect(share).toBeGreaterThan(0.1);
      expect(share).toBeLessThan(0.5);
    },
  );
});

describe("users in a session", () => {
  const SESSIONS = ", session: { requests: 20, think: 20s }, rate: 0.45/s";

  /** In the third minute after the helper came, when most of the users have come before it. */
  const early = (sessions: string): number => {
    const scenario = scenarioWith(`share: all-new, sessions: ${sessions}, grow: { above: 10%, for: 5min }`, SESSIONS);
    const policy = scenario.policies[0]!;
    return helpersShare({ ...scenario, policies: [policy], duration: 10 * MINUTE }, 1);
  };

  it("stay with the primary where they are, or go to the helper with their next request", () => {
    expect(early("move")).toBeGreaterThan(0.9);
    expect(early("stay")).toBeLessThan(0.6);
  });
});

describe("a helper that hangs, with a controller that is patient", () => {
  /** Attempts that nobody answered in time, of some 9000 after it began to hang. */
  const lost = (eject: string): number => {
    const patient = scenarioWith(
      `static: 2, share: round-robin, misses: 1000${eject}`,
      "",
      "[{ at: 8min, hang: helper }]",
    );
    const kernel = new Kernel();
    const { world, begin } = buildRun(patient, patient.policies[0]!, kernel, new Streams(patient.seed));
    begin();
    kernel.run(patient.duration);
    return world.traffic.clientOf("shop")!.ended["timed out"];
  };

  it("gets its share of the requests all the time, and with ejection a few in between", () => {
    const without = lost("");
    const within = lost(", eject: { failures: 5, for: 30s }");
    // Seventeen minutes of nine a second, two thirds of them in turn: some 3000, less those that still wait.
    expect(without).toBeGreaterThan(2700);
    expect(within).toBeLessThan(without / 4);
    expect(within).toBeGreaterThan(5);
  });
});
