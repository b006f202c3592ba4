// A network that returns, or a host that does, is heard before anybody is replaced: whoever served is left alone.
import { describe, expect, test } from "vitest";
import { runScenario, scenarioText } from "../../src/experiment/index.js";
import { value, violated } from "./run-case.js";
import { twoHosts } from "./two-hosts.js";

async function run(text: string, policy: string) {
  const { policies } = await runScenario(scenarioText(text), { policies: [policy] });
  return policies[0]!;
}

const POLICIES = `{
  fresh: { failover: { preset: 2A } },
  alone: { failover: { preset: 2A, stand-ins: [] } },
  active: { failover: { preset: 2C, stand-ins: [h-2] } } }`;

describe("a network that returns to several hosts", () => {
  // Their repairs are told one after the other: that of the second is no reason to replace the first, which was told of before.
  test.each(["10s", "43s", "5min", "11min", "1h"])("after %s brings nobody's takeover with it", async (length) => {
    const found = await run(twoHosts(POLICIES, `[{ at: 1h, cut: lan, for: ${length} }]`), "fresh");
    expect(value(found, "s.outages")).toBe(1);
    expect(value(found, "t.outages")).toBe(1);
    expect(value(found, "s.downtime")).toBe(value(found, "t.downtime"));
    expect(violated(found)).toEqual([]);
  });
});

describe("a way to the data that returns before anybody could stand in", () => {
  const alone = (fault: string): string => `
name: alone
duration: 3h
networks: { lan: {} }
storage:
  san: { port-adapters: [pa], disk-adapters: [da], bandwidth: 1GB/s, volumes: { v: { size: 1GB, for: h-1, on: da, via: pa } } }
links: { fc: {} }
hosts:
  h-1: { network: lan, relay: r-1, storage: { san: { link: fc, port: pa } }, boot: { diagnostics: 0s, standalone: 0s, online: 5s } }
agents: { h-1: { report: 1s } }
services: { s: { runs-on: h-1 } }
policies: { p: { failover: { preset: 2A } } }
faults: [{ at: 1h, ${fault} }]
`;

  // It is said to be in order when it serves and reports again: what it reports is listened to before anything is done to it.
  test.each(["cut: fc", "adapter-failure: pa", "adapter-failure: da", "power-loss: san"])(
    "(%s) leaves its host alone",
    async (fault) => {
      for (const [length, seconds] of [
        ["1s", 1],
        ["5s", 5],
        ["30s", 30],
        ["59s", 59],
      ] as const) {
        const found = await run(alone(`${fault}, for: ${length}`), "p");
        expect([value(found, "s.outages"), value(found, "s.downtime")]).toEqual([1, seconds]);
        expect(violated(found)).toEqual([]);
      }
    },
  );
});

describe("a relay that is stuck open, and acknowledges all the same", () => {
  // Whoever hangs on it is started as soon as it obeys: 1 s of switching and 5 s of booting.
  test.each(["10min", "40min", "2h"])("for %s keeps its host down no longer than that", async (length) => {
    const found = await run(twoHosts(POLICIES, `[{ at: 1h, relay-stuck: r-1, as: open, for: ${length} }]`), "alone");
    const seconds = { "10min": 600, "40min": 2400, "2h": 7200 }[length]!;
    expect([value(found, "s.outages"), value(found, "s.downtime")]).toEqual([1, seconds + 6]);
  });
});

describe("a relay that is stuck closed for a while", () => {
  // Somebody is paged after 4 s of silence, 60 s for an order, 1.1 s for the relay; that is tried again every minute since.
  const PAGED = 4 + 60 + 1.1;

  test.each([
    ["10s", 1],
    ["59s", 1],
    ["61s", 1],
    ["70s", 2],
    ["10min", 10],
  ])("for %s is tried again until it obeys, though a person was called", async (length, tries) => {
    const text = twoHosts(
      POLICIES,
      `[{ at: 1h, crash: h-1, repair: 5h }, { at: 1h 1min, relay-stuck: r-1, as: closed, for: ${length} }]`,
    )
      .replace("h-2: { like: h-1, relay: r-2 }", "h-2: { like: h-1, relay: r-2, power: off }")
      .replace(", t: { runs-on: h-2 }", "")
      .replace(/report: 1s/g, "report: 2s");
    const found = await run(text, "fresh");
    const [switched, readBack, powerOn, boot] = [1, 0.1, 1, 5];
    expect(value(found, "s.downtime")).toBeCloseTo(PAGED + tries * 60 + switched + readBack + powerOn + boot, 1);
    expect(violated(found)).toEqual([]);
  });
});

describe("a host that wakes while somebody is waited for who is to pull its plug", () => {
  // Whoever is called comes after 35 min; the management path, and with it the relay, is back in the third hour.
  test.each([
    ["2min", "relay-stuck: r-1, as: closed"],
    ["10min", "relay-unreachable: r-1"],
    ["34min", "cut: management"],
    ["2h", "cut: management"],
  ])("after %s (%s) is left alone", async (length, fault) => {
    const text = twoHosts(POLICIES, `[{ at: 1h, hang: h-1, for: ${length} }, { at: 1h, ${fault}, for: 3h }]`);
    const found = await run(text, "fresh");
    const seconds = { "2min": 120, "10min": 600, "34min": 2040, "2h": 7200 }[length]!;
    expect([value(found, "s.outages"), value(found, "s.downtime")]).toEqual([1, seconds]);
    expect(violated(found)).toEqual([]);
  });
});

describe("a relay that is tried again sooner than it can be switched and read", () => {
  // Every 20 s: switching and reading may take 10 s each. The cut ends 1134.9 s after the page, in the 57th of these times.
  test.each(["100ms", "1s", "20s"])("(retry-after %s) obeys all the same", async (pause) => {
    const policies = POLICIES.replace("preset: 2A }", `preset: 2A, limits: { retry-after: ${pause} } }`);
    const text = twoHosts(
      policies,
      `[{ at: 1h, crash: h-1, repair: 5h }, { at: 1h, relay-unreachable: r-1, for: 20min }]`,
    )
      .replace("h-2: { like: h-1, relay: r-2 }", "h-2: { like: h-1, relay: r-2, power: off }")
      .replace(", t: { runs-on: h-2 }", "")
      .replace(/report: 1s/g, "report: 2s");
    const found = await run(text, "fresh");
    const paged = 4 + 60 + 20;
    const [switched, readBack, powerOn, boot] = [1, 0.1, 1, 5];
    expect(value(found, "s.downtime")).toBeCloseTo(paged + 56 * 20 + switched + readBack + powerOn + boot, 1);
    expect(violated(found)).toEqual([]);
  });
});

describe("a host that is repaired while another one is tried in vain", () => {
  const text = (repair: string): string => `
name: repaired-in-vain
duration: 1d
networks: { lan: {} }
storage:
  san:
    port-adapters: [p-1, p-2]
    disk-adapters: [d-1, d-2]
    bandwidth: 200MB/s
    volumes:
      os: { size: 4GB, holds: system, on: d-1, via: p-1, for: h-1, mirror: { on: d-2 } }
      data: { size: 60GB, on: d-1, via: p-1, for: h-1, mirror: { on: d-2 } }
links: { f-1: {}, f-2: {} }
hosts:
  h-1: { network: lan, storage: { san: { link: f-1, port: p-1 } }, relay: r-1 }
  h-2: { network: lan, storage: { san: { link: f-2, port: p-2 } }, relay: r-2, power: off }
agents: { h-1: { report: 5s }, h-2: { report: 5s } }
services: { s: { runs-on: h-1 } }
policies: { p: { failover: { preset: 2A } } }
faults: [{ at: 1h, crash: h-1, repair: ${repair} }, { at: 1h 2min, crash: h-2, repair: 6h }]
`;

  // Both had been given up before. After 100 min the attempt at h-2 is in its start, for longer than that takes twice: it ends, and
  // a pause of a minute follows. Later that is over, and nobody else is heard of within a second. Nothing was written on what h-2
  // had, so h-1 is given its own back.
  test.each([
    ["100min", 100 * 60 + 60],
    ["110min", 110 * 60 + 1],
    ["116min", 116 * 60 + 1],
  ])("(after %s) is tried next, and at once", async (repair, begun) => {
    const found = await run(text(repair), "p");
    const [shutDown, switched, readBack, withdraw, giveBack, boot] = [60, 1, 0.1, 5, 5, 150];
    const takenBack = shutDown + switched + readBack + withdraw + giveBack + switched + boot;
    expect(value(found, "s.downtime")).toBeCloseTo(begun + takenBack, 1);
    expect(violated(found)).toEqual([]);
  });
});

describe("a host that was displaced and crashed", () => {
  const faults = (repair: string): string =>
    `[{ at: 3h, crash: h-1, repair: 1h }, { at: 6h, crash: h-2, repair: ${repair} }]`;

  // In every phase of the attempts to start it anew: while it is off, is told to shut down, boots, and in the pauses.
  test.each(["2min", "18min30s", "20min", "39min30s", "40min40s", "56min", "1h"])(
    "goes on with its own life when it is back after %s, and is not shut down for that",
    async (repair) => {
      const found = await run(twoHosts(POLICIES, faults(repair)), "active");
      // It had to make room once, and serves again from its repair to the end.
      expect(value(found, "t.outages")).toBe(1);
      expect(value(found, "t.incidents.censored")).toBe(0);
      expect(violated(found)).toEqual([]);
    },
  );
});

describe("a report that was sent before an order to shut down, and comes after that", () => {
  // Silent from 20 min on; the report of 20 min 4 s comes 200 ms late, when the order has been given, and is lost.
  const lateReport = (next: string, length: string): string => `
name: late-report
duration: 1h
networks: { lan: {} }
hosts:
  h-1: { network: lan, relay: r-1, boot: { diagnostics: 0s, standalone: 0s, online: 5s } }
  h-2: { like: h-1, relay: r-2, power: off }
agents: { h-1: { report: 2s }, h-2: { report: 2s } }
services: { s: { runs-on: h-1 } }
policies: { shut: { failover: { preset: 2A, shutdown: { within: 5s } } } }
faults:
  - { at: 20min, partition: h-1, for: 3s }
  - { at: 20min 3s, disturbance: { from: h-1, to: controller, delay: 200ms }, for: 1500ms }
  - { at: 20min 3s, partition: h-1, lost: to-host, for: 2s }
  - { at: 20min ${next}, partition: h-1, for: ${length} }
`;

  // Who gave the order cannot know that it was lost, and what a host did before says nothing of what it did with it.
  test("is no proof that the host is well: it is fenced, and nobody is blamed", async () => {
    const found = await run(lateReport("5s", "30s"), "shut");
    expect(value(found, "takeovers.needless")).toBe(1);
    expect(value(found, "s.outages")).toBe(1);
    expect(violated(found)).toEqual([]);
  });

  test("is followed by one that is such a proof, and the takeover is given up", async () => {
    const found = await run(lateReport("7s", "4s"), "shut");
    expect(value(found, "s.outages")).toBe(0);
    expect(violated(found)).toEqual([]);
  });
});

describe("a host that could not reach its only storage system", () => {
  // Nothing could be brought to anybody meanwhile. When it is said to be repaired what sees to its paths has not looked yet.
  test("is left alone until that is back, and serves from that instant on", async () => {
    const text = `
name: storage-returns
duration: 3h
networks: { lan: {} }
storage:
  san: { port-adapters: [pa], disk-adapters: [da], bandwidth: 200MB/s, volumes: { d: { size: 2GB, on: da, via: pa, for: a } } }
links: { fc: { joins: [a, pa] } }
hosts: { a: { network: lan, relay: r, boot: { diagnostics: 0s, standalone: 0s, online: 20s }, shutdown: 10s } }
agents: { a: { report: 5s } }
services: { s: { runs-on: a } }
exports: { disk: { of: d } }
policies: { p: { failover: { preset: 2A } } }
faults: [{ at: 1h, power-loss: san, for: 10min }]
`;
    const found = await run(text, "p");
    expect(value(found, "s.outages")).toBe(1);
    expect(value(found, "s.rto.max")).toBeCloseTo(10 * 60, 7);
    expect(value(found, "takeovers.needless")).toBe(0);
    expect(violated(found)).toEqual([]);
  });
});

const WITH_STORAGE = (mirror: string, faults: string): string => `
name: returned
duration: 3h
networks: { lan: {} }
storage:
  san: { port-adapters: [pa-1, pa-2], disk-adapters: [da-1, da-2], bandwidth: 200MB/s, volumes: { d: { size: 1GB, for: a, on: da-1, via: pa-1${mirror} } } }
links: { fc-1: {}, fc-2: {} }
hosts:
  a: { network: lan, storage: { san: { link: fc-1, port: pa-1 } }, relay: r1, serves: { rate: 100/s } }
  b: { network: lan, storage: { san: { link: fc-2, port: pa-2 } }, relay: r2, power: off, serves: { rate: 100/s } }
agents: { a: { report: 2s }, b: { report: 2s } }
services: { s: { runs-on: a, load: { rate: 10/s, mix: { w: { writes: d } } } } }
policies:
  copied: { failover: { preset: 2A, data: [copy] } }
  split: { failover: { preset: 2A, data: [split-mirror, copy] } }
  given: { failover: { preset: 2A, data: [reassign] } }
  restored: { failover: { preset: 2A, data: [backup+log] } }
faults: ${faults}
`;

describe("a storage system that returns with its host", () => {
  const faults = "[{ at: 30min, power-loss: [a, san], repair: 20min }]";

  // Ordered while it had no power, the copy was never heard of: the step's own time, six hours, is not waited for.
  test.each([
    ["copied", ""],
    ["copied", ", mirror: { on: da-2 }"],
    ["split", ", mirror: { on: da-2 }"],
    ["split", ""],
    ["given", ""],
    [
      "restored",
      ", backup: { every: 10min, bandwidth: 50MB/s }, log: { on: da-2, written: commit }, log-rate: 100kB/s",
    ],
  ])("is told once more what it has not heard: %s%s", async (policy, mirror) => {
    const found = await run(WITH_STORAGE(mirror, faults), policy);
    expect(value(found, "s.outages")).toBe(1);
    expect(value(found, "s.downtime")).toBeLessThan(25 * 60);
    expect(violated(found)).toEqual([]);
  });

  test("is not told twice what it works on, however long that takes", async () => {
    const slow = WITH_STORAGE(
      "",
      "[{ at: 30min, crash: a, repair: 3h }, { at: 31min 6s, slow-link: da-1, factor: x400, for: 2h }]",
    );
    const found = await run(slow, "copied");
    expect(value(found, "s.outages")).toBe(1);
    expect(value(found, "storage.copied")).toBe(1e9);
  });
});
