/** Ten weeks around Christmas of the year of three shops: what one pool of hosts is good for. */
import { expect, test } from "vitest";
import { runReplication } from "../../src/experiment/run-replication.js";
import { scenarioOf } from "./replicate.js";

const SHOPS = ["toys", "fireworks", "cars"];

test("a pool serves the toy season about as well as every shop's peak, with fewer hosts and a third of the hours", () => {
  const scenario = scenarioOf("load-balancing/three-seasons.yaml", {
    "duration: 365d": "duration: 70d",
    "start: 2001-01-01": "start: 2001-11-01",
  });
  const [pool, peak, average] = ["pool", "static-peak", "static-average"].map((name) => {
    const policy = scenario.policies.find((each) => each.name === name)!;
    const { measures, invariants } = runReplication(scenario, policy, 0, { detail: false }).result;
    for (const name of ["request-conservation", "answered-once", "queue-bounded", "pool-conservation"]) {
      expect(invariants.find((each) => each.name === name)!.violations, name).toBe(0);
    }
    const sum = (key: string): number => SHOPS.reduce((total, shop) => total + measures[`${shop}.${key}`]!, 0);
    return {
      served: sum("requests.served") / sum("requests.offered"),
      hosts: SHOPS.length + measures["hosts.leased.most"]!,
      hours: measures["hosts.hours"]!,
    };
  });
  // 120, 80 and 100 requests a second, times 4, 5 and 3, times 1.5, over 80 % of 100: 9, 8 and 6.
  expect(peak!.hosts).toBe(23);
  expect(peak!.served).toBeGreaterThan(0.9999);
  expect(pool!.served).toBeGreaterThan(0.99);
  expect(pool!.hosts).toBeLessThanOrEqual(13);
  expect(pool!.hours / peak!.hours).toBeLessThan(0.45);
  expect(average!.served).toBeLessThan(0.9);
});
