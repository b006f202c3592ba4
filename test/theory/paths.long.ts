/** A host that reaches its data over one path or two disjoint ones, against parts in series and in parallel. */
import { describe, expect, test } from "vitest";
import { expectMean, replicate, scenarioOf, valuesOf } from "./replicate.js";

const FILE = "theory/two-paths.yaml";

/** Parts in series, each of which works for that share of the time. */
function series(...shares: readonly number[]): number {
  return shares.reduce((all, share) => all * share, 1);
}

function unavailability(scenario: Parameters<typeof replicate>[0], runs: number, policy?: string): readonly number[] {
  return valuesOf(replicate(scenario, runs, policy), "system.availability").map((value) => 1 - value);
}

test("the formulas give the figures that are known: 0.9983008 for one path, 2.88728e-6 for two that both fail", () => {
  const path = series(0.999, 0.9995, 0.9998);
  expect(path).toBeCloseTo(0.9983008, 7);
  expect((1 - path) ** 2).toBeCloseTo(2.88728e-6, 10);
});

describe("an adapter (0.98), a link (0.99) and a port (0.996) make a path", () => {
  const path = series(0.98, 0.99, 0.996);

  test("over one of them a host is cut off for 1 - A1 A2 A3 of the time", () => {
    const scenario = scenarioOf(FILE, { "via: [fa-1, fa-2]": "via: [fa-1]" });
    expectMean(unavailability(scenario, 8), 1 - path, 0.05);
  });

  test("over two that have nothing in common for the square of that", () => {
    expectMean(unavailability(scenarioOf(FILE), 40), (1 - path) ** 2, 0.1);
  });

  test("over two that share the adapter for 1 - A1 (1 - (1 - A2 A3)^2)", () => {
    const scenario = scenarioOf(FILE, { "[unit-1, hba-2]": "[unit-1, hba-1]", "[hba-2, fa-2]": "[hba-1, fa-2]" });
    expectMean(unavailability(scenario, 24), 1 - 0.98 * (1 - (1 - 0.99 * 0.996) ** 2), 0.06);
  });

  test("paths that are checked every five minutes are back as soon after their repair, and not before", () => {
    const policed = scenarioOf(FILE, {
      "500000h": "8000h",
      "policies:\n":
        "exports: { disk: { of: data } }\n\npolicies:\n  checked: { paths: { polling-interval: 5min, fast-io-fail-tmo: 0s } }\n",
    });
    const [checked, free] = ["checked", "repair-only"].map((name) => unavailability(policed, 1, name)[0]!);
    expect(free).toBeGreaterThan(0);
    expect(checked! / free!).toBeGreaterThanOrEqual(1);
    expect(checked! / free!).toBeLessThan(1.05);
  });
});
