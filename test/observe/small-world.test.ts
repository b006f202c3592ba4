import { describe, expect, it } from "vitest";
import { observe } from "../../src/observe/index.js";
import { HOUR, MINUTE, SECOND } from "../../src/units/index.js";
import { smallRun, smallSpec } from "../model/small-world.js";

/** What a crash and its takeover put at stake. */
const STAKES_OF_A_CRASH = [
  "unique-identity",
  "at-most-one-primary",
  "fence-before-takeover",
  "fence-verified",
  "no-write-after-fence",
  "no-acked-write-lost-silently",
  "loss-accounted",
  "answered-once",
  "request-conservation",
  "relay-matches-host",
  "no-needless-failover",
  "terminates",
  "effects-match",
  "time-monotonic",
];

describe("an observation of the real world", () => {
  it("finds a crash, its takeover, and exactly the loss that the recovering host reports", () => {
    const spec = smallSpec();
    const { world, kernel, records, of } = smallRun(spec);
    const observation = observe({ spec, duration: HOUR, warmUp: MINUTE, replication: 0 });
    for (const record of records) observation.hear(record);
    world.listen((record) => observation.hear(record));
    world.requestListener = observation.requests;
    kernel.schedule(10 * MINUTE + 3 * SECOND, () => world.host("web-1").crash());
    kernel.run(HOUR);
    const found = observation.finish(HOUR);

    expect(found.invariants.filter(({ violations }) => violations > 0)).toEqual([]);
    const atStake = found.invariants.filter((each) => each.atStake > 0).map(({ name }) => name);
    expect(atStake).toEqual(expect.arrayContaining(STAKES_OF_A_CRASH));
    expect(found.incidents).toHaveLength(1);
    const [incident] = found.incidents;
    expect(incident).toMatchObject({ startSeconds: 603, from: "web-1", to: "web-2" });
    expect(incident?.phases.map(({ phase }) => phase)).toEqual(["detect", "fence", "data", "boot"]);
    const [reported] = of("LossReported").flatMap(({ missing }) => missing);
    expect(incident?.lostWrites).toBeGreaterThan(0);
    expect(incident).toMatchObject({ lostWrites: reported?.writes, lostBytes: reported?.bytes });
    expect(found.measures["shop.rpo.max"]).toBeCloseTo(603 - (reported?.oldestAt ?? 0) / SECOND, 9);
    expect(found.measures["shop.downtime"]).toBe(incident?.recoveryTimeSeconds);
  });
});
