// A host that takes longer to shut down than the policy waits, behind a relay that feeds others at work: it is waited for, and they keep their power.
import { describe, expect, test } from "vitest";
import { runScenario, scenarioText } from "../../src/experiment/index.js";
import { value, violated } from "./run-case.js";

/** Three hosts that serve, and stand in for one another; each takes a minute to shut down, and is given 10 s. */
function text(relays: readonly [string, string, string], fault: string): string {
  return `
name: ends-slowly
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
      bill: { size: 1GB, on: da-1, via: fa-1, for: web-3, mirror: { on: da-2 } }
links: { l-1: { joins: [web-1, fa-1] }, l-2: { joins: [web-2, fa-1] }, l-3: { joins: [web-3, fa-1] } }
hosts:
  web-1: { network: lan, relay: ${relays[0]}, boot: { diagnostics: 10s, standalone: 2s, online: 8s }, shutdown: 1min }
  web-2: { like: web-1, relay: ${relays[1]} }
  web-3: { like: web-1, relay: ${relays[2]} }
relays: { r-9: { shared: true } }
agents: { web-1: { report: 5s }, web-2: { report: 5s }, web-3: { report: 5s } }
services: { shop: { runs-on: web-1 }, mail: { runs-on: web-2 }, bills: { runs-on: web-3 } }
policies:
  p:
    failover:
      preset: 2C
      parts: [data]
      data: [copy]
      limits: { boot: 2min, replicate: 2min, retry-after: 5s, tries: 6 }
      shutdown: { within: 10s }
faults: [${fault}]
`;
}

const run = async (...of: Parameters<typeof text>) => (await runScenario(scenarioText(text(...of)))).policies[0]!;

describe("what ends slowly is waited for:", () => {
  test("a stand-in that others share the relay of is taken once, and not tried in vain again and again", async () => {
    const p = await run(["r-9", "r-9", "r-3"], "{ at: 2min, crash: web-3, repair: 20min }");
    expect(violated(p)).toEqual([]);
    expect(value(p, "takeovers")).toBe(1);
    // Noticed in 10 s and given up after 10, cut and read in 1.1, withdrawn in 5; then a minute until the stand-in is down, its
    // mirror split in 2 s, 1 GB copied in 10 and booted in 8.
    expect(value(p, "bills.downtime")).toBeCloseTo(10 + 10 + 1.1 + 5 + 60 + 2 + 10 + 8, 0);
    expect(value(p, "mail.downtime")).toBe(0);
  });

  test("so is a failed host that can end itself", async () => {
    const p = await run(
      ["r-1", "r-9", "r-9"],
      "{ at: 2min, malfunction: web-2, component: io-controller, repair: 20min }",
    );
    expect(violated(p)).toEqual([]);
    expect(value(p, "bills.downtime")).toBe(0);
  });
});
