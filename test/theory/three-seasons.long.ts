/** Ten weeks around Christmas of the year of three shops: what one pool of hosts is good for. */
import { expect, test } from "vitest";
import { runReplication } from "../../src/experiment/run-replication.js";
import { scenarioOf } from "./replicate.js";

const SHOPS = ["toys", "fireworks", "cars"];

const TEN_WEEKS = { "duration: 365d": "duration: 70d", "start: 2001-01-01": "start: 2001-11-01" };

/** What the shops got together under each policy. */
function outcomes(changes: Readonly<Record<string, string>>) {
  const scenario = scenarioOf("load-balancing/three-seasons.yaml", { ...TEN_WEEKS, ...changes });
  return (name: string) => {
    const policy = scenario.policies.find((each) => each.name === name)!;
    const { measures, invariants } = runReplication(scenario, policy, 0, { detail: false }).result;
    for (const name of ["request-conservation", "answered-once", "queue-bounded", "pool-conservation"]) {
      expect(invariants.find((each) => each.name === name)!.violations, name).toBe(0);
    }
    const sum = (key: string): number => SHOPS.reduce((total, shop) => total + measures[`${shop}.${key}`]!, 0);
    return {
      offered: sum("requests.offered"),
      lost: sum("requests.offered") - sum("requests.served"),
      availability: Math.min(...SHOPS.map((shop) => measures[`${shop}.availability`]!)),
      hosts: measures["hosts.needed"]!,
      hours: measures["hosts.hours"]!,
    };
  };
}

test("a pool serves the toy season as well as every shop's peak, with fewer hosts and less than half of the hours", () => {
  const of = outcomes({});
  const [pool, peak, average] = [of("pool"), of("static-peak"), of("static-average")];
  // 120, 80 and 100 requests a second, times 4, 5 and 3, times 1.5, over 80 % of 100: 9, 8 and 6.
  expect(peak.hosts).toBe(23);
  expect(peak.availability).toBe(1);
  // Whatever is open when the run ends has not been served yet.
  expect(peak.lost).toBeLessThan(1000);
  expect(pool.availability).toBeGreaterThanOrEqual(peak.availability);
  expect(pool.lost).toBeLessThanOrEqual(peak.lost);
  expect(pool.hosts).toBe(13);
  expect(pool.hours / peak.hours).toBeLessThan(0.45);
  expect(average.lost / average.offered).toBeGreaterThan(0.1);
});

test("load that trebles in an instant is more than a pool that only reacts can follow", () => {
  const jump = { "05:00-06:00: x0.45": "05:00-06:00: x0.3", "06:00-07:00: x0.65": "06:00-07:00: x1" };
  const { lost, offered } = outcomes(jump)("pool");
  expect(lost / offered).toBeGreaterThan(1e-4);
  expect(lost / offered).toBeLessThan(0.01);
});
