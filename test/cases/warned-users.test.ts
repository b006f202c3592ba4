// Users are warned before a host is shut down by choice: what that spares them, what it costs, and who is not warned.
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readScenario, runReplication, type Setting } from "../../src/experiment/index.js";
import { planOf } from "../../src/scenario/index.js";

async function load(settings: readonly Setting[]) {
  const file = fileURLToPath(new URL("../../scenarios/site-failover/corners/warned-users.yaml", import.meta.url));
  const { scenario, problems } = await readScenario(file, { settings });
  if (scenario === null) throw new Error(JSON.stringify(problems));
  return scenario;
}

async function run(policy: string, settings: readonly Setting[] = []) {
  const scenario = await load(settings);
  const { result, detail } = runReplication(
    scenario,
    scenario.policies.find(({ name }) => name === policy)!,
    0,
    {
      detail: true,
    },
  );
  return {
    measures: result.measures,
    recoveries: result.incidents.filter(({ service }) => service === "shop").map((each) => each.recoveryTimeSeconds!),
    steps: detail!.chronicle
      .map(({ what }) => what)
      .filter((what) => /^step warn-users\S* (done|failed|unknown)/.test(what)),
    warned: detail!.chronicle.filter(({ what }) => what.startsWith("warns its users")).map(({ actor }) => actor),
    violated: result.invariants.filter(({ violations }) => violations > 0).map(({ name }) => name),
  };
}

test("whoever waits for an answer gets it, where without a warning some ten of each service are turned away", async () => {
  const [abrupt, warned] = [await run("failover"), await run("warned")];
  // One request a second, and each takes ten; three shutdowns of hosts at work: shop, mail, and shop that goes back.
  expect(abrupt.measures["shop.requests.refused"]).toBeGreaterThan(10);
  expect(abrupt.measures["mail.requests.refused"]).toBeGreaterThan(4);
  expect(warned.measures["shop.requests.refused"] ?? 0).toBe(0);
  expect(warned.measures["mail.requests.refused"] ?? 0).toBe(0);
  expect(warned.warned).toEqual(["web-1", "web-2", "web-2"]);
  expect(abrupt.warned).toEqual([]);
  expect([...abrupt.violated, ...warned.violated]).toEqual([]);
});

test("that takes as long as the last request takes, of the host and then of its stand-in, and the plan counts it", async () => {
  const [abrupt, warned] = [await run("failover"), await run("warned")];
  const longer = warned.recoveries.map((each, index) => each - abrupt.recoveries[index]!);
  // At most ten seconds for each host that is shut down, and a tenth until it is seen.
  expect(longer[0]).toBeGreaterThan(18);
  expect(longer[0]).toBeLessThan(20.3);
  expect(longer[1]).toBeGreaterThan(8);
  expect(longer[1]).toBeLessThan(10.2);
  const scenario = await load([]);
  const plans = scenario.policies.map((policy) => planOf(scenario, policy).moves.find(({ to }) => to === "web-2")!);
  const [brief, long] = plans.map(({ steps }) => steps.reduce((sum, step) => sum + (step.expectedMicros ?? 0), 0));
  // And the warning and its answer are on the network for 200 us each.
  expect(long! - brief!).toBe(10_000_400);
});

test("nobody is waited for longer than the policy says: whoever is there then is turned away", async () => {
  const warned = await run("warned", [{ path: "policies.warned.failover.shutdown.warn", value: "3s" }]);
  const abrupt = await run("failover");
  expect(warned.steps).toHaveLength(3);
  expect(warned.steps.every((what) => what.startsWith("step warn-users") && what.includes("failed after 3"))).toBe(
    true,
  );
  expect(warned.recoveries[0]! - abrupt.recoveries[0]!).toBeCloseTo(6, 1);
  expect(warned.measures["shop.requests.refused"]).toBeGreaterThan(0);
});

test("users of a host that has crashed are not warned, those of its stand-in are", async () => {
  const crash: Setting = { path: "faults", value: "[{ at: 3min, crash: web-1, repair: 30min }]" };
  const { warned, violated } = await run("warned", [crash]);
  expect(warned).toEqual(["web-2"]);
  expect(violated).toEqual([]);
});
