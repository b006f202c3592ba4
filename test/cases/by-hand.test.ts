// The conventional way: what somebody who comes does to the storage, and what that costs those who have nothing to do with it.
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readScenario, runReplication, runScenario, scenarioText, type Setting } from "../../src/experiment/index.js";
import { planOf } from "../../src/scenario/index.js";
import { scenarioOf } from "../scenario/a-scenario.js";
import { value, violated } from "./run-case.js";

async function read(name: string, settings: readonly Setting[] = []) {
  const file = fileURLToPath(new URL(`../../scenarios/site-failover/corners/${name}.yaml`, import.meta.url));
  return readScenario(file, { settings });
}

async function load(name: string, settings: readonly Setting[] = []) {
  const { scenario, problems } = await read(name, settings);
  if (scenario === null) throw new Error(JSON.stringify(problems));
  return scenario;
}

async function run(name: string, policy: string, settings: readonly Setting[] = []) {
  const scenario = await load(name, settings);
  return runReplication(
    scenario,
    scenario.policies.find((each) => each.name === policy)!,
    0,
    { detail: true },
  );
}

describe("a storage system that is powered down while cables are moved", () => {
  test("takes the data of hosts that never failed, and that is put down to the takeover", async () => {
    const { result } = await run("storage-powered-down", "storage-off");
    expect(result.measures["mail.downtime"]).toBe(60);
    expect(result.measures["mail.collateral.time"]).toBe(60);
    const mail = result.incidents.find(({ service }) => service === "mail");
    expect(mail!.causes).toEqual(["takeover of shop, for which array-1 was powered down"]);
    expect(result.invariants.filter(({ violations }) => violations > 0)).toEqual([]);
  });

  test("has its power back when the work is done, unless the supply has failed meanwhile", async () => {
    const fault = `[{ at: 3min, crash: web-1, repair: 30min }, { at: 4min, power-loss: array-1, repair: 2min }]`;
    const { detail } = await run("storage-powered-down", "storage-off", [{ path: "faults", value: fault }]);
    const told = detail!.chronicle.filter(({ actor }) => actor === "array-1");
    const power = told.filter(({ what }) => what.startsWith("has ")).map(({ atSeconds, what }) => [atSeconds, what]);
    expect(power).toHaveLength(2);
    expect(power[1]![0]).toBe(360);
  });

  test("costs nobody anything where it stays on", async () => {
    const { result } = await run("storage-powered-down", "storage-on");
    expect(result.measures["mail.downtime"]).toBe(0);
    expect(result.measures["mail.collateral.time"]).toBe(0);
  });
});

describe("backups that somebody restores at a second site", () => {
  test("bring back what was written up to the last of them", async () => {
    const { result, detail } = await run("restored-by-hand", "by-hand");
    // Backed up at 20 min, written for 30 s until then; the crash was at 22 min.
    expect(result.incidents[0]!.lostSeconds).toBeGreaterThan(118);
    expect(result.incidents[0]!.lostSeconds).toBeLessThan(125);
    expect(detail!.chronicle.some(({ what }) => what.includes("fetch-backups"))).toBe(true);
    expect(result.invariants.filter(({ violations }) => violations > 0)).toEqual([]);
  });

  test("are of no use to a stand-in where there are none: the plan says so", async () => {
    const none: Setting = { path: "storage.array-1.volumes.shop-os.backup", value: "null" };
    const scenario = await load("restored-by-hand", [none]);
    const [move] = planOf(scenario, scenario.policies[0]!).moves;
    expect(move!.to).toBeNull();
    expect(move!.excluded.map(({ why }) => why)).toEqual(["shop-os has no backup"]);
  });

  test("need no storage that is off", async () => {
    const both: Setting = { path: "policies.by-hand.failover.manual", value: "{ data: backup, storage-off: true }" };
    const { problems } = await read("restored-by-hand", [both]);
    expect(problems.map(({ message }) => message).join()).toContain("no cables are moved where backups are restored");
  });
});

describe("a stand-in in another network", () => {
  const TEXT = (network: string): string => `
name: two-sites
duration: 10d
networks: { here: {}, there: {} }
connectors: { wan: { joins: [here, there] } }
hosts:
  a: { network: here, relay: r-1, boot: { diagnostics: 0s, online: 5s } }
  b: { like: a, network: ${network}, relay: r-2, power: off }
agents: { a: {}, b: {} }
services: { s: { runs-on: a, director: d } }
policies: { p: { failover: { manual: { page: 10min, arrive: 30min, work: 1h } } } }
faults: [{ at: 1h, crash: a, repair: 2d }]
`;

  // Noticed after 10 to 15 s, a page, a way and an hour of work, and the boot.
  test("is given the cables where users find it", async () => {
    const [p] = (await runScenario(scenarioText(TEXT("here")))).policies;
    expect(value(p!, "s.downtime")! - (100 * 60 + 5)).toBeGreaterThan(5);
    expect(value(p!, "s.downtime")! - (100 * 60 + 5)).toBeLessThan(16);
  });

  test("is passed over by people who send no users there: nobody would find it, and its home would not take over again", async () => {
    const text = TEXT("there");
    const scenario = scenarioOf(text);
    const [move] = planOf(scenario, scenario.policies[0]!).moves;
    expect(move!.excluded).toEqual([
      { host: "b", why: "b is in another network (there), and the policy does not redirect" },
    ]);
    const [p] = (await runScenario(scenarioText(text))).policies;
    expect(value(p!, "s.downtime")).toBe(2 * 86_400 + 5);
    expect(violated(p!)).toEqual([]);
  });
});
