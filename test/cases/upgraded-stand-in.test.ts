// A stand-in is upgraded while it works with another's data: that stays in the format of before, which its own host reads.
import { expect, test } from "vitest";
import { type Changes, runCase, value, violated } from "./run-case.js";

/** web-1 is repaired after three minutes, and web-3, which is of the same make, has stood in for it since. */
const UPGRADED: Changes = [
  ["stand-ins:\n        - web-2\n        - web-3", "stand-ins:\n        - web-3"],
  ["data:\n        - copy\n        - transform", "data:\n        - copy"],
  ["  - at: 1min\n    corruption: spare-os\n", ""],
  ["repair: 30min", "repair: 3min"],
  [
    "faults:\n",
    "orders:\n  - { at: 8min, upgrade: web-3, platform: { hardware: sun-4x, system: solaris-9, applications: [oracle-7.3.4] } }\nfaults:\n",
  ],
];

test("its home gets the data back, though nobody could convert it from what the stand-in is now", async () => {
  const { p } = await runCase("converted-in-vain", UPGRADED);
  expect(violated(p!)).toEqual([]);
  expect(value(p!, "takeovers")).toBe(2);
  // Two takeovers of less than a minute; it would be down for the last twelve minutes.
  expect(value(p!, "shop.downtime")).toBeLessThan(2 * 60);
});

test("its home gets the data back also when it was upgraded while that was brought to it", async () => {
  const changes: Changes = UPGRADED.map(([from, to]) => [from, to.replace("at: 8min", "at: 2min 8s")]);
  const { p } = await runCase("converted-in-vain", changes);
  expect(violated(p!)).toEqual([]);
  // It cannot start with what it was brought. Three minutes until the repair, and less than one until its home serves.
  expect(value(p!, "shop.downtime")).toBeLessThan(4 * 60);
});
