// What may lead over a network, and over which.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { assumptionsOf, decodeScenario } from "../../src/scenario/index.js";

const url = new URL("../../scenarios/site-failover/corners/storage-over-the-lan.yaml", import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, url), "utf8");

function problems(from = "", to = "", more = ""): string {
  const text = `${readFileSync(url, "utf8").replace(from, to)}\n${more}`;
  const { problems: found } = decodeScenario(text, "storage-over-the-lan.yaml", { read });
  return found.map(({ message }) => message).join();
}

test("what shares the network is told, and what takes nothing of it", () => {
  const { scenario } = decodeScenario(readFileSync(url, "utf8"), "storage-over-the-lan.yaml", { read });
  expect(assumptionsOf(scenario!).join()).toContain("links over lan share the connections of their hosts and ports");
});

const FAR = "networks: { far: { latency: 1ms, bandwidth: 1Gbps } }";

test("a host on it, or one that a connector leads to it", () => {
  expect(problems()).toBe("");
  expect(problems("over: lan", "over: far", FAR)).toContain(
    "web-1 is not on far, and no connector leads there from lan",
  );
  expect(problems("over: lan", "over: far", `${FAR}\nconnectors: { router-1: { joins: [lan, far] } }`)).toBe("");
});

test("a port takes it or cables, not both", () => {
  const other = "  fc-2: { protocol: fibre-channel, over: null, bandwidth: 100MB/s, latency: 10us }";
  const moved = "hosts: { web-2: { storage: { array-1: { link: fc-2, port: fa-1 } } } }";
  expect(problems("  fc-2: { like: fc-1 }", other, moved)).toContain("and fa-1 takes ip");
});
