import { expect, test } from "vitest";
import { mutantsAreCaught, shippedHolds } from "../family-suite.js";
import { mutants } from "./mutants.js";
import { trial } from "./trial.js";

const OURS = [
  "one-primary-in-a-set",
  "set-epoch-rises",
  "config-monotonic",
  "acknowledged-config-kept",
  "config-converges",
  "role-after-catch-up",
  "failure-limit-honoured",
  "no-needless-replacement",
  "eventually-primary",
  "eventually-given-up",
  "eventually-admitted",
];

shippedHolds(OURS, { seeds: 12, under: "random partitions", trial });

/** Runs of wide searches in which an earlier model or judge went wrong. */
const FOUND = [1080, 1083, 1139, 1451];

test.each(FOUND)("run %d, in which something went wrong once, holds", (seed) => {
  expect(trial(seed, { blowsAlone: true }).filter(({ violations }) => violations > 0)).toEqual([]);
});

/** The newest configuration was with a member that had failed its self-test, and with two that were held out: nobody ruled any more. */
test("run 7100253, in which the only one who could rule had been out of order, holds", () => {
  expect(trial(7100253).filter(({ violations }) => violations > 0)).toEqual([]);
});

mutantsAreCaught(OURS, mutants, {
  of: "failover sets",
  most: 60,
  known: new URL("known-seeds.json", import.meta.url),
  trial: (seed, broken) => trial(seed, { ...broken, blowsAlone: true }),
});
