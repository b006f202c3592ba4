import { expect, test } from "vitest";
import { declaredTakeover } from "../../../src/control/index.js";
import { failoverConfig } from "../../../src/scenario/assembly/failover-config.js";
import { SECOND } from "../../../src/units/index.js";
import { quickPolicy, quickSpec } from "../../mutants/trial.js";

const declared = (change: Parameters<typeof quickPolicy>[0]) =>
  declaredTakeover(failoverConfig(quickSpec(), quickPolicy(change)));

test("the limits of all steps and of all alternatives but those of people add up", () => {
  // The longest is that home: shutdown 8 s, and relay and reading 2 × 5 s; devices are withdrawn from the stand-in, 5 s, or
  // its power is cut, 2 × 5 s; it gets its identity back, 5 s; devices are given back, 30 s; two strategies, 30 s each;
  // identity and power 2 × 5 s; boot 15 s.
  const expected = (8 + 10 + 5 + 10 + 5 + 30 + 60 + 10 + 15) * SECOND;
  expect(declared({ data: ["split-mirror", "copy"] })).toBe(expected);
  expect(declared({ data: ["split-mirror"] })).toBe(expected - 30 * SECOND);
});

test("a stand-in that is on when all is well is shut down first, or its power is cut", () => {
  const spec = quickSpec();
  const { limits } = quickPolicy();
  const policy = quickPolicy({ data: ["copy"], limits: { ...limits, replicate: 10 * SECOND } });
  const third = { ...spec.hosts[1]!, name: "web-3", relay: "relay-3" };
  const declaredWith = (power: "on" | "off") =>
    declaredTakeover(failoverConfig({ ...spec, hosts: [...spec.hosts, { ...third, power }] }, policy))!;
  // With it off the longest is that home, where devices are given back, 10 s: that is not the longest any more.
  expect(declaredWith("on") - declaredWith("off")).toBe((8 + 10 - 10) * SECOND);
});

test("where somebody is called in any case nothing is declared", () => {
  expect(declared({ preset: "manual" })).toBeNull();
});
