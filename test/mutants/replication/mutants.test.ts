import { expect, test } from "vitest";
import { mutantsAreCaught, shippedHolds } from "../family-suite.js";
import { mutants } from "./mutants.js";
import { trial } from "./trial.js";

const OURS = [
  ...["epoch-monotonic", "transfer-complete", "command-once", "scripts-balanced", "transfers-go-on"],
  ...["agents-on-paths", "at-most-one-writer", "byte-conservation", "terminates"],
];

shippedHolds(OURS, { seeds: 30, under: "random faults", trial });

/** Runs of wide searches in which something went wrong: a remount that was ordered twice within a moment was run twice. */
test.each([7000352])("run %d, in which something went wrong once, holds", (seed) => {
  expect(trial(seed).filter(({ violations }) => violations > 0)).toEqual([]);
});

mutantsAreCaught(OURS, mutants, {
  of: "transfers",
  most: 200,
  known: new URL("known-seeds.json", import.meta.url),
  trial,
});
