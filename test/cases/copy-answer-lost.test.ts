// The answer to a copy got lost: the storage system that made it is asked when that should be done, and says what came of it.
import { expect, test } from "vitest";
import { runReplication } from "../../src/experiment/index.js";
import { scenarioOf } from "../scenario/a-scenario.js";

/** 50 GB are copied at 100 MB/s, in 500 s; the copy begins 76.1 s after the crash, see `FENCED`. */
function outageOf(faults: string, data = "copy", more = "") {
  const scenario = scenarioOf(`name: lost
duration: 3h
networks: { lan: {}, mgmt: {} }
storage:
  array-1:
    port-adapters: [fa-1, fa-2]
    disk-adapters: [da-1]
    bandwidth: 200MB/s
    volumes: { orders: { size: 50GB, on: da-1, via: fa-1, for: web-1 ${more} } }
links: { fc-1: {}, fc-2: {} }
hosts:
  web-1: { network: lan, relay: r-1, storage: { array-1: { link: fc-1, port: fa-1 } } }
  web-2: { like: web-1, relay: r-2, power: off, storage: { array-1: { link: fc-2, port: fa-2 } } }
agents: { web-1: { report: 5s }, web-2: { report: 5s } }
services: { shop: { runs-on: web-1 } }
controller: { networks: [lan, mgmt], management: mgmt }
policies: { p: { failover: { preset: 2A, data: [${data}], limits: { replicate: 1h } } } }
faults: [{ at: 20min, crash: web-1 }, ${faults}]
`);
  const { result } = runReplication(scenario, scenario.policies[0]!, 0, { detail: false });
  expect(result.invariants.filter(({ violations }) => violations > 0)).toEqual([]);
  return result.incidents[0]!.recoveryTimeSeconds;
}

/** Three reports missed, a minute for an order that nobody answers, 1.1 s for the relay, 5 s for the withdrawal. */
const FENCED = 10 + 60 + 1.1 + 5;
const COLD_BOOT = 1 + 150;

test("once it should be done, and again after each pause until an answer comes", () => {
  expect(outageOf("{ at: 170min, crash: web-1 }")).toBeCloseTo(FENCED + 500 + COLD_BOOT, 1);
  // Cut from 480 to 600 s after the crash. It was asked a minute after it began; then when it should be done, 576.1 s after the
  // crash, which gets lost with the answer, and a minute later.
  expect(outageOf("{ at: 28min, cut: mgmt, repair: 2min }")).toBeCloseTo(FENCED + 500 + 60 + COLD_BOOT, 1);
});

test("that it failed is heard as well, and the next way is gone", () => {
  // Its disk breaks 300 s after the crash, and the answer to that is lost. Asked when it should be done, the storage system says so,
  // and the last backup is restored, 500 s, and presented, 5 s.
  const faults = "{ at: 24min 50s, cut: mgmt, repair: 2min }, { at: 25min, disk-failure: { volume: orders } }";
  const backup = ", backup: { every: 15min, bandwidth: 100MB/s }";
  expect(outageOf(faults, "copy, backup+log", backup)).toBeCloseTo(FENCED + 500 + 500 + 5 + COLD_BOOT, 1);
});
