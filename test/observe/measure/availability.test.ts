import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { down, run, START, up, type Told } from "../small-run.js";

describe("availability by time", () => {
  it("is the share of the time in which the service could answer", () => {
    const { measures } = run([START, [10, down()], [30, up()], [90, down()], [95, up()]]);
    expect(measures["shop.availability"]).toBe(0.75);
    expect(measures["shop.downtime"]).toBe(25);
    expect(measures["shop.downtime.per-year"]).toBe(0.25 * 365 * 86_400);
    expect(measures["shop.outages"]).toBe(2);
    expect(measures["shop.outage.longest"]).toBe(20);
  });

  it("counts an outage that lasts to the end up to there", () => {
    const { measures } = run([START, [90, down()]]);
    expect(measures["shop.availability"]).toBe(0.9);
    expect(measures["shop.outage.longest"]).toBe(10);
    expect(measures["shop.incidents.censored"]).toBe(1);
  });

  it("begins after the warm-up, also within an outage, which is then no outage of its own", () => {
    const { measures, incidents } = run([START, [10, down()], [30, up()]], { warmUpSeconds: 20 });
    expect(measures["shop.availability"]).toBe(70 / 80);
    expect(measures["shop.outages"]).toBe(0);
    expect(incidents).toEqual([]);
  });

  it("is zero for a service that never comes up, and that is one incident without a former host", () => {
    const { measures, incidents } = run([]);
    expect(measures["shop.availability"]).toBe(0);
    expect(measures["shop.nines"]).toBe(0);
    expect(incidents).toMatchObject([{ from: null, startSeconds: 0, endSeconds: null, recoveryTimeSeconds: 100 }]);
  });

  it("has the nines of one microsecond of downtime when there was none", () => {
    const { measures } = run([START]);
    expect(measures["shop.availability"]).toBe(1);
    expect(measures["shop.nines"]).toBeCloseTo(8, 10);
    expect(measures["shop.outage.longest"]).toBe(0);
    expect(measures["shop.rto.mean"]).toBeNull();
  });

  it("has no value when the warm-up takes the whole run", () => {
    const { measures } = run([START, [10, down()]], { warmUpSeconds: 100 });
    expect(measures["shop.availability"]).toBeNull();
    expect(measures["shop.nines"]).toBeNull();
    expect(measures["shop.downtime"]).toBe(0);
  });

  it("agrees with counting microseconds one by one, whatever the order of ups and downs", () => {
    const change = fc.record({ gap: fc.integer({ min: 0, max: 9 }), up: fc.boolean() });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), fc.integer({ min: 0, max: 60 }), (changes, warmUp) => {
        let at = 0;
        const told: Told[] = changes.map((each) => [(at += each.gap) / 1e6, each.up ? up() : down()]);
        const length = 120;
        const { measures } = run(told, { seconds: length / 1e6, warmUpSeconds: warmUp / 1e6 });
        expect(measures["shop.downtime"]).toBe(downOneByOne(told, warmUp, length) / 1e6);
      }),
    );
  });
});

/** A dumb twin: looks at every microsecond. */
function downOneByOne(told: readonly Told[], from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 1) {
    const last = told.findLast(([seconds]) => Math.round(seconds * 1e6) <= at);
    if (last === undefined || last[1]!.kind === "ServiceDown") count += 1;
  }
  return count;
}

describe("availability by request", () => {
  it("counts a request with its retries once, served when one attempt was", () => {
    const { measures } = run([START], {
      requests: (requests) => {
        // Three requests: one served at once, one at its second attempt, one never.
        for (const at of [1e6, 2e6, 3e6]) requests.issued(0, 0, at, false);
        requests.ended(0, 0, "served", 1_200_000, 200_000, true);
        requests.ended(0, 0, "timed out", 12e6, 10e6, false);
        requests.issued(0, 0, 13e6, true);
        requests.ended(0, 0, "served", 13_400_000, 11_400_000, true);
        requests.ended(0, 0, "refused", 3e6, 0, false);
        requests.issued(0, 0, 4e6, true);
        requests.ended(0, 0, "failed", 5e6, 2e6, true);
      },
    });
    expect(measures["shop.availability.requests"]).toBeCloseTo(2 / 3, 15);
    expect(measures["shop.requests.offered"]).toBe(3);
    expect(measures["shop.requests.retried"]).toBe(2);
    expect(measures["shop.requests.served"]).toBe(2);
    expect(measures["shop.requests.timed-out"]).toBe(1);
    expect(measures["shop.requests.refused"]).toBe(1);
    expect(measures["shop.requests.failed"]).toBe(1);
    expect(measures["shop.goodput"]).toBe(0.02);
    expect(measures["shop.latency.mean"]).toBe(5.8);
    expect(measures["shop.latency.max"]).toBe(11.4);
    expect(measures["shop.latency.p50"]).toBeGreaterThanOrEqual(0.2);
    expect(measures["shop.latency.p50"]).toBeLessThan(0.2 * (1 + 1 / 1024));
  });

  it("leaves out requests that ended before the warm-up did, and those that are still open", () => {
    const { measures, latencies } = run([START], {
      warmUpSeconds: 50,
      requests: (requests) => {
        requests.issued(0, 0, 10e6, false);
        requests.ended(0, 0, "failed", 20e6, 10e6, true);
        requests.issued(0, 0, 49e6, false);
        requests.ended(0, 0, "served", 51e6, 2e6, true);
        requests.issued(0, 0, 99e6, false);
      },
    });
    expect(measures["shop.availability.requests"]).toBe(1);
    expect(measures["shop.requests.offered"]).toBe(1);
    expect(latencies["shop"]).toMatchObject({ min: 2e6, max: 2e6, sum: "2000000" });
  });

  it("has no value without requests", () => {
    const { measures } = run([START]);
    expect(measures["shop.availability.requests"]).toBeNull();
    expect(measures["shop.latency.p99"]).toBeNull();
    expect(measures["shop.requests.offered"]).toBe(0);
  });
});
