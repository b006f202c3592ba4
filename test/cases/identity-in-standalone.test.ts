// The identity of a stand-in, set in standalone: when, with what it costs, and who cannot be given one that way.
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readScenario, runReplication, type Setting } from "../../src/experiment/index.js";
import { planOf } from "../../src/scenario/index.js";

async function read(settings: readonly Setting[] = []) {
  const file = fileURLToPath(
    new URL("../../scenarios/site-failover/corners/identity-in-standalone.yaml", import.meta.url),
  );
  return readScenario(file, { settings });
}

async function load(settings: readonly Setting[] = []) {
  const { scenario, problems } = await read(settings);
  if (scenario === null) throw new Error(JSON.stringify(problems));
  return scenario;
}

async function run(policy: string) {
  const scenario = await load();
  return runReplication(
    scenario,
    scenario.policies.find(({ name }) => name === policy)!,
    0,
    { detail: true },
  );
}

test("it is set once the host has power and has come there, and it goes online with that", async () => {
  const { result, detail } = await run("in-standalone");
  const at = (what: string): number => detail!.chronicle.find((each) => each.what.startsWith(what))!.atSeconds;
  expect(at("step set-identity-in-standalone done") - at("step power-on done")).toBeCloseTo(4, 6);
  expect(result.incidents[0]!.recoveryTimeSeconds).toBeCloseTo(2.0002 + 10.1 + 1 + 1 + 6, 2);
  expect(result.invariants.filter(({ violations }) => violations > 0)).toEqual([]);
});

test("started anew from there it goes through its diagnostics once more, and the plan counts that", async () => {
  const { result } = await run("rebooted");
  expect(result.incidents[0]!.recoveryTimeSeconds).toBeCloseTo(2.0002 + 10.1 + 1 + 1 + 6 + 4, 2);
  expect(result.invariants.filter(({ violations }) => violations > 0)).toEqual([]);
  const scenario = await load();
  const counted = scenario.policies.map((policy) =>
    ["set-identity-in-standalone", "boot"].map(
      (step) => planOf(scenario, policy).moves[0]!.steps.find(({ name }) => name === step)?.expectedMicros ?? 0,
    ),
  );
  // It comes to standalone in 4 s, and from there online in 2 s; through its diagnostics once more that is 6 s.
  const rounded = counted.map((steps) => steps.map((micros) => Math.round(micros / 1e5) / 10));
  expect(rounded).toEqual([
    [0, 6],
    [4, 2],
    [4, 6],
  ]);
});

test("a host that starts by itself is no such stand-in, and the plan says why", async () => {
  const scenario = await load([{ path: "hosts.web-2.boot.auto", value: "true" }]);
  const [move] = planOf(scenario, scenario.policies[1]!).moves;
  expect(move!.to).toBeNull();
  expect(move!.excluded.map(({ why }) => why)).toEqual([
    "web-2 goes from power-on straight to online, and nobody could set its identity in standalone",
  ]);
});

test("to start anew from there means nothing where it is set while the host is off", async () => {
  const { problems } = await read([{ path: "policies.rebooted.failover.identity", value: "{ reboot: true }" }]);
  expect(problems.map(({ message }) => message).join()).toContain(
    "this does nothing: a stand-in that gets its identity while it is off starts with that",
  );
});
