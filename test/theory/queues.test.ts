/** Queues with chance in every request against queueing theory: service times are 1 s, so that times are in service times. */
import { beforeAll, describe, expect, test } from "vitest";
import type { ReplicationResult } from "../../src/result/index.js";
import { expectMean, replicate, scenarioOf, valuesOf } from "./replicate.js";

describe("hosts of several servers", () => {
  let results: readonly ReplicationResult[];
  beforeAll(() => {
    results = replicate(scenarioOf("theory/erlang.yaml"), 12);
  });

  test.each([
    ["m-m-1", 4],
    ["m-m-2", 1.777778],
    ["m-m-4", 0.745541],
    ["m-m-8", 0.286028],
  ])("%s has requests wait as Erlang's second formula says", (service, wait) => {
    expectMean(valuesOf(results, `${service}.latency.mean`), 1 + wait, 0.15);
  });

  test("times at a single server are exponential", () => {
    expectMean(valuesOf(results, "m-m-1.latency.p95"), 14.9787, 0.25);
    expectMean(valuesOf(results, "m-m-1.latency.p99"), 23.0259, 0.35);
  });

  test("a host without a queue refuses the share of Erlang's first formula", () => {
    const shares = results.map(({ measures }) => {
      const { "loss.requests.refused": refused, "loss.requests.offered": offered } = measures;
      return refused! / offered!;
    });
    expectMean(shares, 0.119739, 0.03);
  });

  test("keeps Little's law: offered times latency is what is there on average", () => {
    for (const { measures } of results) {
      // 10 of 12 servers' worth is offered, of which 1 - B is taken in and stays 1 s.
      const busy = measures["loss.goodput"]! * measures["loss.latency.mean"]!;
      expect(busy).toBeGreaterThan(8.6);
      expect(busy).toBeLessThan(9);
    }
  });
});

describe("one server at a load of 0.8", () => {
  let results: readonly ReplicationResult[];
  beforeAll(() => {
    results = replicate(scenarioOf("theory/service-times.yaml"), 10);
  });

  test.each([
    ["deterministic", 2, 0.1],
    ["erlang-4", 2.5, 0.1],
    ["memoryless", 4, 0.15],
    ["spread-4", 10, 0.3],
  ])("and %s service has requests wait %d service times", (service, wait, within) => {
    expectMean(valuesOf(results, `${service}.latency.mean`), 1 + wait, within);
  });
});
