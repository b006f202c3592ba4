// A cold stand-in that is on when all is well is taken down before it takes over, so that it starts with what it is given.
import { expect, test } from "vitest";
import { type Changes, runCase, value, violated } from "./run-case.js";

const OFF: Changes = [["    relay: relay-2\n", "    relay: relay-2\n    power: off\n"]];

test("a stand-in that somebody left on takes over at the first attempt, as one that is off does", async () => {
  const { p } = await runCase("cold-stand-in-is-on");
  const { p: off } = await runCase("cold-stand-in-is-on", OFF);
  expect(violated(p!)).toEqual([]);
  expect([value(p!, "takeovers"), value(off!, "takeovers")]).toEqual([1, 1]);
  // Its shutdown takes 3 s, and it needs neither power, 1 s, nor diagnostics, 3 s, but for a message or two and the store's second.
  expect(Math.abs(value(p!, "shop.downtime")! - value(off!, "shop.downtime")!)).toBeLessThan(1);
});
