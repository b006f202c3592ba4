// What `check` promises of a failure is what happens, in scenarios drawn at random.
import { describe, expect, it } from "vitest";
import { checkAgainstRuns, compareMeans, compareOf, decoded, disagreement, textOf } from "./compare.js";

/** The hunts `check-trials`, `check-corners` and `check-means` of the campaign run hundreds more. */
const SCENARIOS = 100;
const CORNERS = 50;
const VARYING = 1;
const REPLICATIONS = 100;

/** Scenarios of wide searches in which check, the model or this comparison was wrong. */
const FOUND = [1002, 1037, 1113, 1127, 1128, 1131, 1178, 900_116, 900_205, 900_277, 900_321, 900_354];

/** The same, with corners. */
const FOUND_IN_CORNERS = [1002, 1016, 1018, 1047, 1116, 1118, 1123, 1_000_089, 1_000_102, 1_000_119];

/** One host fails, whose data is copied; another one changes its own all the while. */
const BUSY = `
name: busy
duration: 1h
networks: { lan: {} }
storage:
  array-1:
    port-adapters: [fa-1]
    disk-adapters: [da-1, da-2]
    bandwidth: 100MB/s
    volumes:
      shop-data: { size: 8GB, holds: data, on: da-1, via: fa-1, for: web-1 }
      news-data: { size: 8GB, holds: data, on: da-1, via: fa-1, for: web-3, change-rate: 20MB/s }
links: { fc-1: {}, fc-2: {}, fc-3: {} }
relays: { relay-1: {}, relay-2: {} }
hosts:
  web-1: { network: lan, storage: { array-1: { link: fc-1, port: fa-1 } }, relay: relay-1 }
  web-2: { network: lan, storage: { array-1: { link: fc-2, port: fa-1 } }, relay: relay-2, power: off }
  web-3: { network: lan, storage: { array-1: { link: fc-3, port: fa-1 } } }
agents: { web-1: {}, web-3: {} }
services: { shop: { runs-on: web-1 }, news: { runs-on: web-3 } }
policies: { tried: { failover: { preset: 2A, data: [copy], stand-ins: [web-2] } } }
faults: [{ name: it, at: 10min, crash: web-1 }]
`;

describe("what check says of a failure", () => {
  it("comes true: noticed in time, by the named stand-in, within a tenth of a second of the length", () => {
    expect(checkAgainstRuns(SCENARIOS, 1, { brief: true })).toEqual([]);
  }, 300_000);

  it("comes true in corners: limits just long enough, two of everything, people for power, losses, repairs", () => {
    expect(checkAgainstRuns(CORNERS, 1, { brief: true, corners: true })).toEqual([]);
  }, 300_000);

  it.each(FOUND_IN_CORNERS)("comes true in the corners of scenario %d, where it once did not", (seed) => {
    const compared = compareOf(decoded(textOf(seed, { brief: true, corners: true })), 0, 1);
    expect(disagreement(compared), JSON.stringify(compared)).toBeNull();
  });

  it.each(FOUND)("comes true in scenario %d, where it once did not", (seed) => {
    const compared = compareOf(decoded(textOf(seed, {})));
    expect(disagreement(compared), JSON.stringify(compared)).toBeNull();
  });

  it("knows what others change of their data through the adapter that a copy is read from", () => {
    const compared = compareOf(decoded(BUSY));
    expect(disagreement(compared), JSON.stringify(compared)).toBeNull();
    const unshared = compareOf(decoded(BUSY.replace("change-rate: 20MB/s", "")));
    // 8 GB at 80 MB/s instead of at 100.
    expect(compared.promised.takes! - unshared.promised.takes!).toBeCloseTo(20, 6);
    expect(disagreement(unshared), JSON.stringify(unshared)).toBeNull();
  });

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
