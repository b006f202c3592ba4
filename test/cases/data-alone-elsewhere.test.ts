// Data moves without its system to a host that starts from a disk of its own.
import { expect, test } from "vitest";
import { type Changes, runCase, value, violated } from "./run-case.js";

/** b is attached to the second storage system only, in which no system lies. */
const DATA_ALONE: Changes = [
  ["volumes: { os:", "volumes: { data: { like: os, holds: data }, os:"],
  ["data: [reassign, remote-mirror] }", "data: [reassign, remote-mirror], parts: [data] }"],
];

test("the stand-in serves with it", async () => {
  const { p } = await runCase("w11-strategy-by-stand-in", DATA_ALONE);
  expect(violated(p!)).toEqual([]);
  // As with the system: 3 min 43 s.
  expect(value(p!, "s.rto.max")).toBeGreaterThan(200);
  expect(value(p!, "s.rto.max")).toBeLessThan(240);
});
