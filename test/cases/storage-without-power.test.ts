// A host that does not reach its storage is not ended while the storage system, the only one there is, has no power: nobody could be given anything of it.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { runReplication, runScenario, scenarioText } from "../../src/experiment/index.js";
import { decodeScenario } from "../../src/scenario/index.js";
import { value, violated } from "./run-case.js";

const WORLD = (fault: string): string => `
name: dark
duration: 3h
networks: { lan: {} }
storage:
  san: { port-adapters: [p-1, p-2], disk-adapters: [d-1, d-2], bandwidth: 200MB/s, split: 1s, reassign: 1s,
         volumes: { v: { size: 1GB, for: h-1, on: d-1, via: p-1, mirror: { on: d-2 } } } }
links: { l-1: {}, l-2: {} }
hosts:
  h-1: { network: lan, storage: { san: { link: l-1, port: p-1 } }, relay: r-1, boot: { diagnostics: 0s, standalone: 0s, online: 10s }, shutdown: 5s, serves: { rate: 10/s } }
  h-2: { like: h-1, storage: { san: { link: l-2, port: p-2 } }, relay: r-2, power: off }
agents: { h-1: { report: 2s }, h-2: { report: 2s } }
services: { s: { runs-on: h-1, load: { rate: 1/s, mix: { w: { share: 100%, writes: v } } } } }
policies:
  stands-in: { failover: { preset: 2A, data: [split-mirror] } }
  nobody: none
faults: [{ at: 1h, ${fault} }]
`;

async function run(fault: string) {
  const { policies } = await runScenario(scenarioText(WORLD(fault)), { policies: ["stands-in", "nobody"] });
  expect(policies.map(violated)).toEqual([[], []]);
  const [standsIn, nobody] = policies.map((each) => value(each, "s.downtime")!);
  return { standsIn: standsIn!, nobody: nobody!, lost: value(policies[0]!, "s.rpo.writes") ?? 0 };
}

describe("a storage system without power", () => {
  test.each([20, 180, 1200])("costs no more than its outage, of %i s", async (seconds) => {
    const { standsIn, nobody, lost } = await run(`power-loss: san, for: ${seconds}s`);
    expect([standsIn, nobody]).toEqual([seconds, seconds]);
    expect(lost).toBe(0);
  });

  test("is told from a cut link: it answers, and its host is replaced at once", async () => {
    const { standsIn } = await run("cut: l-1, for: 20min");
    // It cannot write what it has still to write: it is not down within a minute, and its power is cut.
    const [shutDown, cutPower, withdraw, split, powerOn, boot] = [60, 1.1, 1, 1, 1, 10];
    expect(standsIn).toBeCloseTo(shutDown + cutPower + withdraw + split + powerOn + boot, 1);
  });
});

/** A second storage system, to which both hosts are attached; `mirror`: with a mirror of the data in the first one. */
function two(fault: string, mirror: "" | "mirrored"): string {
  const links = "links: { l-1: {}, l-2: {}, l-3: {}, l-4: {} }";
  const other = `
  nas: { port-adapters: [p-3, p-4], disk-adapters: [d-3], bandwidth: 200MB/s, split: 1s, reassign: 1s,
         volumes: { w: { size: 1GB, for: h-2, on: d-3, via: p-4 } } }
${links}`;
  const second = (port: string, link: string): string => `, nas: { link: ${link}, port: ${port} } }`;
  const text = WORLD(fault)
    .replace("links: { l-1: {}, l-2: {} }", other.replace(/^\n/, ""))
    .replace("port: p-1 } }", `port: p-1 }${second("p-3", "l-3")}`)
    .replace("port: p-2 } }", `port: p-2 }${second("p-4", "l-4")}`);
  if (mirror === "") return text;
  return text
    .replace("data: [split-mirror]", "data: [remote-mirror]")
    .replace("mirror: { on: d-2 } } } }", "remote-mirror: { array: nas, on: d-3 } } } }")
    .replace(links, `array-links: { wan: { joins: [san, nas], bandwidth: 100MB/s } }\n${links}`);
}

describe("one of several storage systems without power", () => {
  const outages = async (text: string) => {
    const { policies } = await runScenario(scenarioText(text), { policies: ["stands-in", "nobody"] });
    expect(policies.map(violated)).toEqual([[], []]);
    return policies.map((each) => value(each, "s.downtime")!);
  };

  test.each([20, 180, 1200])(
    "costs no more than its outage, of %i s, where nobody could have the data without it",
    async (seconds) => {
      expect(await outages(two(`power-loss: san, for: ${seconds}s`, ""))).toEqual([seconds, seconds]);
    },
  );

  test("is done without where the other has a mirror", async () => {
    const [standsIn, nobody] = await outages(two("power-loss: san, for: 20min", "mirrored"));
    expect(nobody).toBe(1200);
    expect(standsIn).toBeLessThan(180);
  });
});

test("whoever was to stand in meanwhile, and need not, keeps its users and is not told to go", () => {
  const own = new URL("../../scenarios/site-failover/corners/warned-users.yaml", import.meta.url);
  const [kept] = readFileSync(own, "utf8").split("\nfaults:");
  const read = (file: string) => readFileSync(new URL(file.split("/").at(-1)!, own), "utf8");
  const text = `${kept}\nfaults: [{ at: 3min, power-loss: array-1, for: 3min }]\n`;
  const { scenario } = decodeScenario(text, "warned-users.yaml", { read });
  const warned = scenario!.policies.find(({ name }) => name === "warned")!;
  const { result } = runReplication(scenario!, warned, 0, { detail: false });
  expect(result.invariants.filter(({ violations }) => violations > 0)).toEqual([]);
  expect(result.incidents.map(({ service, recoveryTimeSeconds }) => [service, recoveryTimeSeconds])).toEqual([
    ["mail", 180],
    ["shop", 180],
  ]);
});
