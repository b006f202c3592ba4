// What an agent said before its host was said to be in order, and comes after it, counts for nothing: it says once more what is still wrong.
import { expect, test } from "vitest";
import { runScenario, scenarioText } from "../../src/experiment/index.js";
import { value, violated } from "./run-case.js";

/** Reports take a second; those who repair something are heard at once. */
function text(faults: readonly string[], detect = ""): string {
  return `
name: report-of-before-the-repair
duration: 1h
networks: { lan: { latency: 1s } }
storage:
  array-1:
    port-adapters: [fa-1]
    disk-adapters: [da-1, da-2]
    bandwidth: 100MB/s
    volumes:
      stock: { size: 1GB, on: da-1, via: fa-1, for: web-1, mirror: { on: da-2 } }
links: { l-1: { joins: [web-1, fa-1] }, l-2: { joins: [web-2, fa-1] } }
hosts:
  web-1: { network: lan, relay: r-1, boot: { diagnostics: 10s, standalone: 2s, online: 8s }, shutdown: 3s }
  web-2: { like: web-1, relay: r-2, power: off }
agents: { web-1: { report: 5s }, web-2: { report: 5s } }
services: { shop: { runs-on: web-1 } }
policies:
  p: { failover: { preset: 2A, parts: [data], data: [split-mirror, copy]${detect} } }
faults:
${faults.map((each) => `  - ${each}`).join("\n")}
`;
}

const run = async (...of: Parameters<typeof text>) => (await runScenario(scenarioText(text(...of)))).policies[0]!;

test("an error report that is on its way while its cause is mended ends no host that serves", async () => {
  const p = await run(["{ at: 2min, power-loss: array-1, repair: 500ms }"]);
  expect(violated(p)).toEqual([]);
  expect(value(p, "takeovers")).toBe(0);
  expect(value(p, "shop.downtime")).toBe(0.5);
});

test("nor does one of the first of two faults of one storage system that overlap, whichever ends first", async () => {
  for (const repairs of [
    ["400ms", "500ms"],
    ["700ms", "100ms"],
  ]) {
    const p = await run([
      `{ at: 2min, power-loss: array-1, repair: ${repairs[0]!} }`,
      `{ at: 120200ms, power-loss: array-1, repair: ${repairs[1]!} }`,
    ]);
    expect(violated(p)).toEqual([]);
    expect(value(p, "takeovers")).toBe(0);
    expect(value(p, "shop.downtime")).toBeCloseTo(0.7, 6);
  }
});

test("what is still wrong is said once more, and believed", async () => {
  const p = await run([
    "{ at: 2min, malfunction: web-1, component: adapter, repair: 10min }",
    "{ at: 121s, slow: web-1, factor: x2, repair: 1s }",
  ]);
  expect(violated(p)).toEqual([]);
  expect(value(p, "takeovers")).toBe(1);
  expect(value(p, "shop.downtime")).toBeLessThan(60);
});

test("an answer to what was asked before is no word on what is broken after", async () => {
  // Asked at 120 s, it sees at 121 s what is mended at 121.5 s, and that is heard at 122 s.
  const queries =
    ", detect: { reports: off, errors: false, queries: { every: 5s, timeout: 4s, misses: 3, ask: [status] } }";
  const p = await run(["{ at: 120800ms, power-loss: array-1, repair: 700ms }"], queries);
  expect(violated(p)).toEqual([]);
  expect(value(p, "takeovers")).toBe(0);
});
