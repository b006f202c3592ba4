// A pool has no privileged member: whichever is lost, its users hardly notice.
import { describe, expect, test } from "vitest";
import { problemsOf, runCase, textOf, value, violated, type Changes } from "./run-case.js";

const CASE = "w14-pool-without-privilege";

describe("of a pool of three", () => {
  test.each(["w-1", "w-2", "w-3"])("%s may be lost", async (lost) => {
    const { three } = await runCase(CASE, [["crash: w-1", `crash: ${lost}`]]);
    const offered = value(three!, "shop.requests.offered")!;
    expect(offered).toBeGreaterThan(131_000);
    expect(offered - value(three!, "shop.requests.served")!).toBeLessThanOrEqual(5);
    expect(value(three!, "shop.downtime")).toBe(0);
    expect(value(three!, "shop.outages")).toBe(0);
    expect(value(three!, "shop.availability.objective")).toBe(1);
    expect(value(three!, "shop.hosts.most")).toBe(3);
    expect(violated(three!)).toEqual([]);
  });

  test("each serves a third, before and after", async () => {
    const { three } = await runCase(CASE);
    const powered = three!.detail.series.find(({ name }) => name === "hosts.powered")!.values;
    expect(powered.at(-1)).toBe(3);
    expect(powered[0]).toBe(3);
  });

  test("two may be lost, one after the other, and only the loss of all is an outage", async () => {
    const second = "  - { at: 65min, crash: w-2, repair: 10min }\n";
    const two = await runCase(CASE, [["faults:\n", `faults:\n${second}`]]);
    expect(value(two["three"]!, "shop.outages")).toBe(0);
  });

  test("without a policy a third of the requests find nobody, which is a brown-out", async () => {
    const none: Changes = [["three: { balancing: { static: 3, eject: { failures: 2 } } }", "three: none"]];
    const { three } = await runCase(CASE, none);
    expect(value(three!, "shop.downtime")).toBe(0);
    expect(value(three!, "shop.brown-outs")).toBe(1);
    expect(Math.abs(value(three!, "shop.brown-out.longest")! - 32.5 * 60)).toBeLessThanOrEqual(60);
  });
});

test("runs-on: w-1 keeps its meaning: with it the service is lost", async () => {
  const { three } = await runCase(CASE, [["runs-on: [w-1, w-2, w-3]", "runs-on: w-1"]]);
  expect(value(three!, "shop.downtime")).toBe(32.5 * 60);
});

test.each([
  ["page: { reads: shareable }", "page: {}", "page may not be shared"],
  ["    director: lb\n", "", "nobody spreads shop over several hosts"],
  ["[w-1, w-2, w-3]", "[w-1, w-2, w-1]", "a host stands here twice"],
])("a pool with %s replaced by '%s' is refused", (from, to, problem) => {
  expect(problemsOf(textOf(CASE, [[from, to]]))).toContain(problem);
});
