// What is told where a value is of a wrong kind, and of many problems that are alike.
import { expect, test } from "vitest";
import { formatProblems } from "../../src/scenario/index.js";
import { decode, EXAMPLE, EXAMPLE_FILES } from "./a-scenario.js";

test("of many problems that are alike the first is told, and where the others are; of three each", () => {
  const hosts = (count: number) => Array.from({ length: count }, (_, index) => `  h${index}: {}\n`).join("");
  const told = (count: number) =>
    formatProblems(decode(`name: x\nduration: 1d\nnetworks: { lan: {} }\nhosts:\n${hosts(count)}`).problems);
  const many = told(30);
  expect(many.match(/`network` is missing/g)).toHaveLength(1);
  expect(many).toMatch(/^scenarios\/x.yaml:5:3: `network` is missing\n/);
  expect(many).toContain("  and 29 more alike, on lines 6, 7, 8, 9, 10, 11, 12 and 22 more");
  expect(told(3).match(/`network` is missing/g)).toHaveLength(3);
});

test.each<[string, string, string, string]>([
  ["failback", "data: [copy] }", "data: [copy], failback: automatic }", "a mapping, as { after: 10min }"],
  [
    "failover",
    "{ failover: { preset: 2A, data: [copy] } }",
    "{ failover: automatic }",
    "none, or a mapping, as { preset: 2A, data: [copy] }",
  ],
  [
    "a policy",
    "{ failover: { preset: 2A, data: [copy] } }",
    "automatic",
    "none, or a mapping, as { failover: { preset: 2A } }",
  ],
  ["detect", "data: [copy] }", "data: [copy], detect: fast }", "a mapping, as { reports: { misses: 3 } }"],
  ["shutdown", "data: [copy] }", "data: [copy], shutdown: 5s }", "a mapping, as { within: 60s, relay: if-needed }"],
  ["stand-ins", "data: [copy] }", "data: [copy], stand-ins: web-2 }", "a list, as [NAME]"],
  [
    "boot",
    "boot: { diagnostics: 90s, standalone: 30s, online: 60s, auto: true }",
    "boot: 60s",
    "a mapping, as { diagnostics: 90s, standalone: 30s }",
  ],
  ["a network", "{ latency: 200us, bandwidth: 1Gbps }", "1Gbps", "a mapping, as { latency: 200us, bandwidth: 1Gbps }"],
  [
    "an agent",
    "{ report: 5s, quick-diagnostics: 1min, extended-diagnostics: 1h }",
    "5s",
    "a mapping, as { report: 5s }",
  ],
  [
    "a mix",
    "{ browse: { share: 95%, reads: shareable }, order: { share: 5%, writes: shop-data } }",
    "80%",
    "a mapping, as { NAME: { share: 80%, reads: shareable } }",
  ],
  ["retry", "{ times: 2, backoff: 1s }", "2", "a mapping, as { times: 3, backoff: 90s }"],
  [
    "a fault",
    "  - at: 3d 18:30\n    crash: web-1\n    repair: 4h",
    "  - crash",
    "a mapping, as { at: 1h, crash: HOST }",
  ],
])("where %s is of a wrong kind an example of the right one is told", (_, from, to, expected) => {
  expect(EXAMPLE).toContain(from);
  const { problems } = decode(EXAMPLE.replace(from, to), EXAMPLE_FILES);
  expect(problems.map((each) => each.expected)).toEqual([expected]);
});
