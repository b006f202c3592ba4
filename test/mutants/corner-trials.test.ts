// Corner cases with one thing more that goes wrong; all of them, and that all was at stake: corner-trials.long.ts.
import { expect, test } from "vitest";
import { cornerNames, oneMore, runCorner } from "./corner-run.js";

/** The policy of this one is wrong on purpose. */
const UNSAFE = "stuck-relay-unsafe";

test("runs of the corner cases, with one thing more that goes wrong, violate nothing", () => {
  const bad = cornerNames.flatMap((name) =>
    name === UNSAFE
      ? []
      : runCorner(name, { replication: 0, more: (world) => oneMore(world) }).invariants.flatMap((each) =>
          each.violations > 0 ? [`${name}: ${each.name}`] : [],
        ),
  );
  expect(bad).toEqual([]);
});

/** Runs of wide searches, with one thing more, in which an earlier logic, model or judge went wrong. */
const FOUND: readonly (readonly [corner: string, replication: number])[] = [
  ["ordered-failback", 57],
  ["own-system", 60],
  ["two-links-to-one-array", 6529],
  ["preempted-stand-in", 92095],
];

test.each(FOUND)("%s %d and more, in which something went wrong once, holds", (name, replication) => {
  const { invariants } = runCorner(name, { replication, more: (world) => oneMore(world) });
  expect(invariants.filter(({ violations }) => violations > 0)).toEqual([]);
});
