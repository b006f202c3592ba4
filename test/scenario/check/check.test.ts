// What `check` promises of a crash is what happens, in scenarios drawn at random.
import { describe, expect, it } from "vitest";
import { checkAgainstRuns, compareMeans } from "./compare.js";

/** More are run by the campaign: `checkAgainstRuns(3000)`. */
const SCENARIOS = 40;
const VARYING = 1;
const REPLICATIONS = 200;

describe("what check says of a crash", () => {
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
