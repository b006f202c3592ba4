// The identity of a stand-in that comes with its system: written where that lies still, or into the copy; what else has to be done for it then.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readScenario, runReplication } from "../../src/experiment/index.js";
import { decodeScenario, planOf } from "../../src/scenario/index.js";

async function load() {
  const file = fileURLToPath(
    new URL("../../scenarios/site-failover/corners/identity-with-the-data.yaml", import.meta.url),
  );
  const { scenario, problems } = await readScenario(file, { settings: [] });
  if (scenario === null) throw new Error(JSON.stringify(problems));
  return scenario;
}

async function run(name: string) {
  const scenario = await load();
  const policy = scenario.policies.find((each) => each.name === name)!;
  const { result, detail } = runReplication(scenario, policy, 0, { detail: true });
  const told = detail!.chronicle.map(({ what }) => what);
  expect(result.invariants.filter(({ violations }) => violations > 0)).toEqual([]);
  return { recovery: result.incidents[0]!.recoveryTimeSeconds, told };
}

const CAME = "step set-identity skipped";

// 2 s to notice, 8 s for the shutdown and 1.1 s for the power, 1 s to withdraw; then the data, 1 s for power, 3 s and 2 s to boot.
const withData = (seconds: number): number => 2.0002 + 8 + 1.1 + 1 + seconds + 1 + 5;

describe("the identity of a stand-in in another network", () => {
  test("is copied with the system in which it was written before, and is not set once more", async () => {
    const { told, recovery } = await run("before-the-copy");
    expect(told).toContain("step set-identity-before-copy done");
    expect(told.filter((each) => each === CAME)).toHaveLength(2);
    expect(recovery).toBeCloseTo(withData(15), 2);
  });

  test("is on the mirror too, which is split off with it", async () => {
    const { told, recovery } = await run("before-the-split");
    expect(told.filter((each) => each === CAME)).toHaveLength(2);
    expect(recovery).toBeCloseTo(withData(1), 2);
  });

  test("is written into the copy, and the first host starts with its own again from what it had", async () => {
    const { told, recovery } = await run("during-the-copy");
    expect(told).not.toContain("step set-identity-before-copy done");
    // There, and on the way back.
    expect(told.filter((each) => each === CAME)).toHaveLength(2);
    expect(recovery).toBeCloseTo(withData(15), 2);
  });
});

test("the plan says what is written where", async () => {
  const scenario = await load();
  const steps = (name: string) =>
    planOf(
      scenario,
      scenario.policies.find((each) => each.name === name)!,
    ).moves[0]!.steps.flatMap(({ does }) => does);
  expect(steps("before-the-copy")).toContain("write the address 10.1.0.12 into shop-os");
  expect(steps("during-the-copy")).toContain("copy shop-os for web-2, with the address 10.1.0.12");
});

describe("it does nothing", () => {
  const url = new URL("../../scenarios/site-failover/corners/identity-with-the-data.yaml", import.meta.url);
  const read = (name: string): string => readFileSync(new URL(name, url), "utf8");
  const idle = (from: string, to: string): string => {
    const text = readFileSync(url, "utf8").replaceAll(from, to);
    const { problems } = decodeScenario(text, "identity-with-the-data.yaml", { read });
    return problems.map(({ message }) => message).join();
  };

  test("where no way copies", () => {
    expect(idle("data: [copy]", "data: [split-mirror]")).toContain(
      "no way of this policy makes a copy after the failure",
    );
  });

  test("where no system moves, or all are in one network", () => {
    expect(idle("identity: { set: during-copy }", "identity: { set: during-copy }\n      parts: [data]")).toContain(
      "the stand-in keeps a system of its own",
    );
    expect(idle("{ network: far, address: 10.1.0.12 }", "{ address: 10.0.0.12 }")).toContain(
      "all hosts are in one network, and the system that is brought carries the identity",
    );
  });
});
