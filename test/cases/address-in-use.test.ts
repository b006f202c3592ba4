// A home whose address another one serves under cannot stand in under that in another network: its own service goes back to it first.
import { expect, test } from "vitest";
import { runCase, value, violated } from "./run-case.js";

test("nobody stands in under an address that is in use; what is served under it goes home, and both are served", async () => {
  const { p } = await runCase("address-in-use");
  expect(violated(p!)).toEqual([]);
  // a: 10 s until it is missed, 60 s for an order that it does not answer, 1 s and 0.1 s for its relay, 5 s to withdraw, 5 s to reassign,
  // 1 s of power, 15 s to boot. Back: 4 s and 5 s to end and flush, 5 s to reassign, 1 s and 15 s to start.
  expect(value(p!, "a-work.downtime")).toBeCloseTo(10 + 61.1 + 5 + 5 + 16 + (9 + 5 + 16), 1);
  // b waits for that, and its stand-in is in standalone: 6 s to boot.
  expect(value(p!, "b-work.downtime")).toBeCloseTo(10 + (9 + 5 + 16) + 61.1 + 5 + 5 + 6, 1);
});

test("where its own service is served in another network its address is free, and it stands in under that", async () => {
  // c is in the branch as well: it serves a-work under its own address, and a stands in for b under its own.
  const { p } = await runCase("address-in-use", [
    ["    runs-on: a\n", "    runs-on: a\n    director: director-2\n"],
    ["    like: a\n    address: 10.0.0.13\n", "    like: a\n    network: branch\n    address: 10.9.0.13\n"],
  ]);
  expect(violated(p!)).toEqual([]);
  expect(value(p!, "b-work.downtime")).toBeCloseTo(10 + 61.1 + 5 + 5 + 16, 1);
});
