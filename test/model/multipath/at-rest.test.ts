// Checks of paths that all answer are left out, and nothing that is told depends on it.
import { describe, expect, it } from "vitest";
import { runReplication } from "../../../src/experiment/index.js";
import { scenarioOf } from "../../scenario/a-scenario.js";
import { played } from "../../mutants/paths/trial.js";

const POLICIES = [
  undefined,
  "{ policy: active-passive, failback: followover, polling-interval: 1s }",
  "{ policy: active-passive, path-grouping: failover, failback: immediate, checker-timeout: 5s }",
];

describe("a run that leaves out checks of paths that answer", () => {
  it.each([false, true])("behaves as one that makes them all, at their very instants: %s", (onTheGrid) => {
    for (const [index, policy] of POLICIES.entries()) {
      for (let seed = 1 + 100 * index; seed <= 3 + 100 * index; seed++) {
        const broken = policy === undefined ? {} : { policy };
        const few = played(seed, broken, { onTheGrid });
        const every = played(seed, broken, { onTheGrid, everyEvent: true });
        expect([seed, few.digest]).toEqual([seed, every.digest]);
        expect(few.executed).toBeLessThanOrEqual(every.executed);
      }
    }
  });

  it("costs nothing while nothing happens, and is there when something does", () => {
    const scenario = scenarioOf(`
name: a-day
duration: 1d
networks: { lan: {} }
storage:
  san: { port-adapters: [p-1, p-2], disk-adapters: [d-1], bandwidth: 200MB/s,
         volumes: { v: { size: 10GB, for: h-1, on: d-1, via: [p-1, p-2] } } }
hosts: { h-1: { network: lan, storage: { san: [{ link: l-1, port: p-1 }, { link: l-2, port: p-2 }] } } }
links: { l-1: {}, l-2: {} }
services: { s: { runs-on: h-1 } }
exports: { dev: { of: v } }
policies: { p: { paths: { polling-interval: 5s, checker-timeout: 1s } } }
faults: [{ at: 12h3s, cut: l-1, for: 1min }]
`);
    const [few, every] = [false, true].map((everyEvent) => {
      return runReplication(scenario, scenario.policies[0]!, 0, { detail: true, everyEvent });
    });
    expect(few!.result.digest.behaviour).toBe(every!.result.digest.behaviour);
    // 17,279 intervals of 5 s.
    expect(every!.result.eventsExecuted).toBeGreaterThan(17_279);
    expect(few!.result.eventsExecuted).toBeLessThan(200);
    // Found by the check of 12 h 5 s, which is not answered within 1 s, and by that of 12 h 1 min 5 s, which is.
    const told = few!.detail!.chronicle.filter(({ what }) => what.startsWith("dev: l-1_p-1 "));
    expect(told.map(({ atSeconds, what }) => [atSeconds, what])).toEqual([
      [43_206, "dev: l-1_p-1 failed"],
      [43_265, "dev: l-1_p-1 is usable"],
    ]);
  });
});
