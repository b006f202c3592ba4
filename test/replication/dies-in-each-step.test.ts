// An agent, its host, or the server dies in each step of a transfer, of the takeover too: whoever is next goes on, and all is put right.
import { describe, expect, test } from "vitest";
import { runReplication } from "../../src/experiment/index.js";
import { scenarioOf } from "../scenario/a-scenario.js";

/** 1 GB in ten extents, three agents; the scripts run on a host that bears none of them. */
const WORLD = `
name: steps
duration: 40min
seed: 1
networks: { lan: { latency: 1ms } }
switches: { sw-1: {} }
storage:
  array-1: { port-adapters: [fa-1], disk-adapters: [da-1], bandwidth: 100MB/s,
             volumes: { data: { size: 1GB, on: da-1, via: fa-1, for: app-1 } } }
  array-2: { port-adapters: [fa-2], disk-adapters: [da-2], bandwidth: 100MB/s }
hosts:
  app-1: { network: lan }
  ops-1: { network: lan, boot: { auto: true } }
  web-1: { network: lan, boot: { auto: true } }
  web-2: { like: web-1 }
  web-3: { like: web-1 }
links:
  l-0: { joins: [app-1, sw-1] }
  l-1: { joins: [web-1, sw-1] }
  l-2: { joins: [web-2, sw-1] }
  l-3: { joins: [web-3, sw-1] }
  l-4: { joins: [sw-1, array-1/fa-1] }
  l-5: { joins: [sw-1, array-2/fa-2] }
replication:
  server: { on: ops-1 }
  agents: { ra-1: { on: web-1 }, ra-2: { on: web-2 }, ra-3: { on: web-3 } }
  applications: { shop: { on: app-1, scripts: { quiesce: 2s, resume: 1s } } }
  transfers: { copies: { from: data, to: array-2, at: 60s, extent: 100MB, agents: [ra-1, ra-2, ra-3],
                         before: { quiesce: shop }, after: { resume: shop } } }
policies: { plain: { replication: {} } }
`;

/** Who is at a step dies when it begins, again too where it comes to it again within some seconds. */
const DEATHS = {
  "its program, for good": (agent: number) => `agent-failure: ra-${agent}`,
  "its program, for a minute": (agent: number) => `agent-failure: ra-${agent}, repair: 1min`,
  "its program, for a moment": (agent: number) => `agent-failure: ra-${agent}, repair: 700ms`,
  "its program, which hangs for a minute": (agent: number) => `agent-hang: ra-${agent}, for: 1min`,
  "its host": (agent: number) => `crash: web-${agent}, repair: 5min`,
};

const FIRST = ["quiesce", "open", "copy", "close", "resume"];
const TAKEN_OVER = ["ask-target", "open", "copy", "close", "look"];

function endsWell(faults: readonly string[], world = WORLD): void {
  const scenario = scenarioOf(`${world}faults:\n${faults.map((each) => `  - { ${each} }\n`).join("")}`);
  const { result } = runReplication(scenario, scenario.policies[0]!, 0, { detail: false });
  const { measures, invariants } = result;
  expect(result.faults.filter(({ struck }) => struck === 0)).toEqual([]);
  expect(invariants.filter(({ violations }) => violations > 0)).toEqual([]);
  expect(measures["copies.completed"]).toBe(1);
  // It is quiesced until whoever finishes has resumed it, and no longer: detection and a copy are over within a few minutes.
  expect(measures["shop.quiesced"]).toBeLessThan(10 * 60);
}

describe.each(Object.entries(DEATHS))("%s", (_, dies) => {
  test.each(FIRST)("dies as the agent comes to %s", (step) => {
    endsWell([`when: { step: ${step}, of: copies }, ${dies(1)}, window: { to: 2min }`]);
  });

  test.each(TAKEN_OVER)("dies as its stand-in comes to %s", (step) => {
    endsWell([
      "at: 65s, agent-failure: ra-1, repair: 30min",
      `when: { step: ${step}, of: copies }, ${dies(2)}, window: { from: 66s, to: 3min }`,
    ]);
  });
});

/** Where storing takes no time, and where it takes longer than any exchange. */
const STORES = { "at once": "", "in 100 ms": ", store: 100ms" };

const SERVER_DIES = {
  "for a moment": "controller-failure: transfer-server, for: 700ms",
  "for a minute": "controller-failure: transfer-server, for: 1min",
  "with its host": "crash: ops-1, repair: 3min",
};

describe.each(Object.entries(STORES))("the server, which stores %s", (_, store) => {
  describe.each(Object.entries(SERVER_DIES))("dies %s", (__, dies) => {
    const world = WORLD.replace("server: { on: ops-1 }", `server: { on: ops-1${store} }`);

    test.each(["command", "carry-out", ...FIRST])("as a run comes to %s", (step) => {
      endsWell([`when: { step: ${step}, of: copies }, ${dies}, window: { to: 2min }`], world);
    });

    test.each(["select", "command", "prepare", "first-extents", ...TAKEN_OVER])("as a takeover comes to %s", (step) => {
      endsWell(
        [
          "at: 65s, agent-failure: ra-1, repair: 30min",
          `when: { step: ${step}, of: copies }, ${dies}, window: { from: 66s, to: 3min }`,
        ],
        world,
      );
    });

    test("and the agent that it has commanded with it", () => {
      endsWell(
        [
          `when: { step: copy, of: copies }, ${dies}, window: { to: 2min }`,
          "when: { step: copy, of: copies }, agent-failure: ra-1, repair: 10s, window: { to: 2min }",
        ],
        world,
      );
    });
  });
});
