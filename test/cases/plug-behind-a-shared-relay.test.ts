// A plug that was pulled is put back in with its relay open, so that the host stays off: not where others get their power through that.
import { describe, expect, test } from "vitest";
import { runScenario, scenarioText } from "../../src/experiment/index.js";
import { value, violated } from "./run-case.js";

/** web-1 crashes at 2 min, somebody pulls its plug, and web-3 takes over; it is repaired at 22 min. */
function text(failback: string, relay = "r-9", faults = ""): string {
  return `
name: plug-behind-a-shared-relay
duration: 1h
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
  web-1: { network: lan, relay: ${relay}, serves: { rate: 20/s }, boot: { diagnostics: 10s, standalone: 2s, online: 8s, auto: false }, shutdown: 3s }
  web-2: { like: web-1, relay: r-9 }
  web-3: { like: web-1, relay: r-3, power: standalone }
relays: { r-9: { shared: ${String(relay === "r-9")} } }
agents: { web-1: { report: 5s }, web-2: { report: 5s }, web-3: { report: 5s } }
services: { shop: { runs-on: web-1 }, mail: { runs-on: web-2 } }
policies:
  p:
    failover:
      preset: 2A
      parts: [data]
      data: [split-mirror, copy]
      power: { off: by-hand }
      ${failback}
      limits: { boot: 1min, replicate: 2min, retry-after: 5s, tries: 6 }
      shutdown: { within: 10s }
operator: { page: 10s, arrive: 30s, work: 1min }
faults:
  - { at: 2min, crash: web-1, repair: 20min }
${faults}
`;
}

const run = async (...changes: Parameters<typeof text>) =>
  (await runScenario(scenarioText(text(...changes)))).policies[0]!;

describe("the plug of a host that was repaired beside one that works, behind the same relay", () => {
  test("stays out, and the one that works keeps its power", async () => {
    const p = await run("");
    expect(violated(p)).toEqual([]);
    expect(value(p, "mail.downtime")).toBe(0);
  });

  test("is put in when the host takes over again, by whoever is there by then", async () => {
    const p = await run("failback: { after: 1min }");
    expect(violated(p)).toEqual([]);
    expect(value(p, "mail.downtime")).toBe(0);
    // Noticed after 10 s, given up after 10, somebody comes within 40, then withdrawn in 5, split in 2, on in 1 and booted in 8: 76 s.
    // Back: shut down in 3 s, withdrawn in 5, copied in less than 1, on in 1 and booted in 19 to 20, for somebody is there already.
    expect(value(p, "shop.downtime")).toBeGreaterThan(76 + 27);
    expect(value(p, "shop.downtime")).toBeLessThan(76 + 31);
  });
});

test("a plug that stayed out because a relay was welded closed is put in by somebody who is called", async () => {
  const p = await run("failback: { after: 1min }", "r-1", "  - { at: 10min, relay-stuck: r-1, as: closed }");
  expect(violated(p)).toEqual([]);
  expect(value(p, "shop.downtime")).toBeGreaterThan(76 + 27);
  expect(value(p, "shop.downtime")).toBeLessThan(76 + 31);
});
