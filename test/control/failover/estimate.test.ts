import { expect, it } from "vitest";
import { expectedMicros } from "../../../src/control/failover/data/index.js";
import { SECOND } from "../../../src/units/index.js";

const MB = 1e6;
const seconds = (estimates: Parameters<typeof expectedMicros>[0]) => expectedMicros(estimates) / SECOND;

it("volumes that go through one bottleneck take as long as all their bytes", () => {
  const through = { fixed: 0, bandwidth: 100 * MB };
  expect(seconds([{ ...through, bytes: 1000 * MB }])).toBe(10);
  expect(
    seconds([
      { ...through, bytes: 1000 * MB },
      { ...through, bytes: 3000 * MB },
    ]),
  ).toBe(40);
});

it("a bottleneck of its own makes nobody wait", () => {
  const own = { fixed: 0, bandwidth: 100 * MB, own: true } as const;
  expect(
    seconds([
      { ...own, bytes: 1000 * MB },
      { ...own, bytes: 3000 * MB },
    ]),
  ).toBe(30);
});

it("of a bottleneck nobody takes more than it can: two restores share it, and the longer one goes on at its own rate", () => {
  const restore = { fixed: 0, bandwidth: 90 * MB, most: 80 * MB };
  expect(seconds([{ ...restore, bytes: 17_000 * MB }])).toBe(212.5);
  // Each at 45 MB/s for 66.67 s, when the 3 GB are through; the other 14 GB at 80 MB/s in 175 s.
  const both = seconds([
    { ...restore, bytes: 17_000 * MB },
    { ...restore, bytes: 3000 * MB },
  ]);
  expect(both).toBeCloseTo(3000 / 45 + 14_000 / 80, 6);
});

it("what one does not take the others share", () => {
  const through = { fixed: 0, bandwidth: 100 * MB };
  // The slow one takes 10 of the 100, the other the 90 that are left.
  expect(
    seconds([
      { ...through, bytes: 900 * MB },
      { ...through, bytes: 50 * MB, most: 10 * MB },
    ]),
  ).toBeCloseTo(5 + (900 - 5 * 90) / 100, 6);
});

it("what is not there is never through, and what is fixed takes its time", () => {
  expect(seconds([{ fixed: 0, bytes: 1, bandwidth: 0 }])).toBe(Infinity);
  expect(seconds([{ fixed: 4 * SECOND, bytes: 0, bandwidth: Infinity }])).toBe(4);
  expect(seconds([])).toBe(0);
});
