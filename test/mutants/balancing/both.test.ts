import { describe, expect, test } from "vitest";
import { balancingController, failoverController } from "../../../src/control/index.js";
import { MINUTE, SECOND } from "../../../src/units/index.js";
import { says, tampered, type Tampering } from "../tampering.js";
import { type Balancer, type Mover, type Pair, pairTrial } from "./both.js";

/** So many runs of what is shipped; the hunt `pair-trials` makes many more. */
const RUNS = 15;

/** Whatever is broken must be caught within so many seeds. */
const SEEDS = 40;

describe.each([1, 2] as const)("failover and load balancing by controllers at %d places", (places) => {
  test("violate no invariant under random faults, and hosts were wanted by both", () => {
    const violated: unknown[] = [];
    const stakes = new Map<string, number>();
    for (let seed = 0; seed < RUNS; seed++) {
      for (const found of pairTrial(seed, { places })) {
        if (found.violations > 0) violated.push({ seed, ...found });
        stakes.set(found.name, (stakes.get(found.name) ?? 0) + found.atStake);
      }
    }
    expect(violated).toEqual([]);
    for (const name of ["no-double-allocation", "unique-identity", "fence-before-takeover", "released-returns"]) {
      expect(stakes.get(name), name).toBeGreaterThan(0);
    }
  });
});

/** Runs of wide searches in which an earlier logic or judge went wrong, by the number of places. */
const FOUND: readonly (readonly [places: Pair["places"], seed: number])[] = [
  [1, 4000570],
  [2, 4002035],
  // Four faults and a load that rises and falls: eleven and twelve turns, each for a reason of its own.
  [2, 4001913],
  [2, 5000003],
];

test.each(FOUND)("so do those by controllers at %d places in which one was found, %d", (places, seed) => {
  expect(pairTrial(seed, { places }).filter(({ violations }) => violations > 0)).toEqual([]);
});

/** Seeds until an invariant is violated, `null` when it never is. */
function caughtAfter(pair: Pair, invariant = "no-double-allocation", seeds = SEEDS): number | null {
  for (let seed = 0; seed < seeds; seed++) {
    const found = pairTrial(seed, pair).find(({ name }) => name === invariant);
    if (found !== undefined && found.violations > 0) return seed;
  }
  return null;
}

/** Every question is answered before it was heard. */
const granted: Tampering["reply"] = (said) =>
  said.kind === "reserve" ? { kind: "reserved", question: said.question, refused: null } : null;

describe("no-double-allocation catches", () => {
  test("a balancer that takes every question for granted", () => {
    const balancing: Balancer = tampered(balancingController as Balancer, {
      reply: granted,
    });
    expect(caughtAfter({ places: 2, balancing })).not.toBeNull();
  });

  test("two controllers at one place that ask each other nothing", () => {
    const failover: Mover = tampered(failoverController as Mover, {
      swallow: (input) => says(input, "reserve"),
    });
    const balancing: Balancer = tampered(balancingController as Balancer, {
      reply: granted,
    });
    expect(caughtAfter({ places: 1, failover, balancing })).not.toBeNull();
  });
});

test.each([1, 2] as const)("no-flapping catches thresholds that lie too close, at %d places", (places) => {
  const limit = (share: number) => ({
    ...{ metric: "connection-requests" as const, limit: { share } },
    ...{ for: 5 * SECOND, tolerance: 0 },
  });
  const scale = { by: "thresholds", grow: limit(0.6), shrink: limit(0.55), cooldown: 0 } as const;
  expect(caughtAfter({ places, plan: { scale } }, "no-flapping", 3)).not.toBeNull();
});

// Failover gives back what a host read before it gets its own data: one of the two is enough to spare users stale reads.
test("reads-for-its-tenant catches controllers that let helpers keep the volumes that they read", () => {
  const keeps: Tampering["answer"] = (action) =>
    action.kind === "configure" && action.volumes.length === 0 ? { status: "done" } : null;
  const balancing: Balancer = tampered(balancingController as Balancer, { answer: keeps });
  const failover: Mover = tampered(failoverController as Mover, { answer: keeps });
  expect(caughtAfter({ places: 1, balancing }, "reads-for-its-tenant", 10)).toBeNull();
  expect(caughtAfter({ places: 1, balancing, failover }, "reads-for-its-tenant")).not.toBeNull();
});

/** Crashes that last longer than two takeovers may take. */
const LONG = { places: 1, hits: ["crash"], longest: 8 * MINUTE } as const;

describe("returned-host-stands-in", () => {
  test("holds as shipped", () => {
    expect(caughtAfter({ ...LONG }, "returned-host-stands-in", 8)).toBeNull();
  });

  test("catches a failover that never takes a lent host back", () => {
    const failover: Mover = tampered(failoverController as Mover, {
      swallow: (input) => input.kind === "message" && input.body.kind === "reserve" && input.body.service === null,
    });
    expect(caughtAfter({ ...LONG, failover }, "returned-host-stands-in")).not.toBeNull();
  });
});
