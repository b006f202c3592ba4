// What `check` promises of a failure is what happens, in scenarios drawn at random.
import { describe, expect, it } from "vitest";
import { checkAgainstRuns, compareMeans } from "./compare.js";

/** The hunt `check-trials` of the campaign runs more. */
const SCENARIOS = 60;
const VARYING = 1;
const REPLICATIONS = 200;

describe("what check says of a failure", () => {
  it("comes true: noticed in time, by the named stand-in, within a tenth of a second of the length", () => {
    expect(checkAgainstRuns(SCENARIOS)).toEqual([]);
  }, 300_000);

  it("comes true on average within 5 % where durations vary", () => {
    const means = compareMeans(VARYING, REPLICATIONS);
    expect(means).toHaveLength(VARYING);
    for (const { seed, promised, mean } of means) {
      expect(Math.abs(mean / promised - 1), `seed ${seed}: ${promised} s promised, ${mean} s on average`).toBeLessThan(
        0.05,
      );
    }
  }, 300_000);
});
