// One relay feeds a host that was replaced and one that could stand in: while the first would come back with it, the other gets no power.
import { expect, test } from "vitest";
import { runScenario, scenarioText } from "../../src/experiment/index.js";
import { value, violated } from "./run-case.js";

/** Hosts start from disks of their own, by themselves; web-2 and web-3 hang on one relay. Both that serve hang, one shortly after the other. */
const SHARED = (auto: boolean): string => `
name: relay-of-two
duration: 2h
networks: { lan: {} }
storage:
  array-1:
    port-adapters: [fa-1]
    disk-adapters: [da-1, da-2]
    bandwidth: 100MB/s
    volumes:
      stock: { size: 1GB, on: da-1, via: fa-1, for: web-1, mirror: { on: da-2 } }
      post: { size: 1GB, on: da-1, via: fa-1, for: web-2, mirror: { on: da-2 } }
links: { l-1: { joins: [web-1, fa-1] }, l-2: { joins: [web-2, fa-1] }, l-3: { joins: [web-3, fa-1] } }
hosts:
  web-1: { network: lan, relay: r-1, serves: { rate: 20/s }, boot: { diagnostics: 10s, standalone: 2s, online: 8s } }
  web-2: { like: web-1, relay: r-9, boot: { diagnostics: 10s, standalone: 2s, online: 8s, auto: ${String(auto)} } }
  web-3: { like: web-1, relay: r-9, power: off }
relays: { r-9: { shared: true } }
agents: { web-1: { report: 5s }, web-2: { report: 5s }, web-3: { report: 5s } }
services:
  shop: { runs-on: web-1, load: { rate: 2/s, mix: { order: { share: 100%, writes: stock } } } }
  mail: { runs-on: web-2, load: { rate: 2/s, mix: { letter: { share: 100%, writes: post } } } }
policies:
  p:
    failover:
      preset: 2A
      parts: [data]
      data: [split-mirror, copy]
      failback: { after: 10s }
      limits: { boot: 1min, replicate: 2min, retry-after: 5s, tries: 6 }
      shutdown: { within: 10s }
operator: { page: 10s, arrive: 30s, work: 1min }
faults:
  - { at: 5min, hang: web-1, for: 2min }
  - { at: 312s, hang: web-2, for: 30min }
`;

const run = async (auto: boolean) => (await runScenario(scenarioText(SHARED(auto)))).policies[0]!;

test("one that starts by itself would be found under the address that its stand-in has: who hangs on its relay waits", async () => {
  const p = await run(true);
  expect(violated(p)).toEqual([]);
  // Until web-2 is repaired, 30 min after it hung, and takes mail back; web-1, which then is free, has shop less than a minute later.
  expect(value(p, "shop.downtime")).toBeGreaterThan(30 * 60);
  expect(value(p, "shop.downtime")).toBeLessThan(32 * 60);
});

test("one that waits in standalone for the boot command keeps nobody from standing in", async () => {
  const p = await run(false);
  expect(violated(p)).toEqual([]);
  expect(value(p, "shop.downtime")).toBeLessThan(4 * 60);
});
