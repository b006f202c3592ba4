import { describe, expect, test } from "vitest";
import { sweepMarkdown } from "../../src/report/sweep-markdown.js";
import { fitTerminal } from "../../src/report/index.js";
import { sweepText } from "../../src/report/sweep-text.js";
import { certaintyInWords, findingInWords, intervalInWords, shortNames } from "../../src/report/swept-measure.js";
import type { MeasureSummary } from "../../src/result/index.js";
import { renderSweepPage } from "../../src/report/page/sweep-page.js";
import { sampleSweep, sweptValue } from "./sample-sweep.js";

/** Recovery grows with the misses, and the flush makes no difference. */
const grid = sampleSweep(({ misses }) => sweptValue(Number(misses) * 30));

describe("what a study found", () => {
  test("is told by the parameters that make a difference", () => {
    expect(findingInWords(grid, "quick", "shop.rto.mean")).toBe(
      "best 1 min at misses = 2; worst 2 min 30 s at misses = 5.",
    );
  });

  test("says where the best and the worst may be the same by chance", () => {
    const vague = sampleSweep(({ misses }) => sweptValue(Number(misses) * 30, 60));
    expect(findingInWords(vague, "quick", "shop.rto.mean")).toContain("Their intervals meet");
    const sharp = sampleSweep(({ misses }) => sweptValue(Number(misses) * 30, 1));
    expect(findingInWords(sharp, "quick", "shop.rto.mean")).not.toContain("Their intervals meet");
  });

  test("takes the highest for the best where higher is better, and no side where neither is", () => {
    const higher = sampleSweep(({ misses }) => ({ ...sweptValue(Number(misses)), unit: "count", better: "higher" }));
    expect(findingInWords(higher, "quick", "shop.rto.mean")).toBe("best 5 at misses = 5; worst 2 at misses = 2.");
    const neither = sampleSweep(({ misses }) => ({ ...sweptValue(Number(misses)), unit: "count", better: "neither" }));
    expect(findingInWords(neither, "quick", "shop.rto.mean")).toBe("lowest 2 at misses = 2; highest 5 at misses = 5.");
  });

  test("is one value where nothing differs, and nothing where nothing was measured", () => {
    const same = sampleSweep(() => sweptValue(7));
    expect(findingInWords(same, "quick", "shop.rto.mean")).toBe("7 s at every point where it was measured.");
    expect(findingInWords(same, "quick", "shop.rpo.max")).toBe("nothing was measured.");
  });
});

test("an interval is half its length, of a share both its ends, and nothing where both are one", () => {
  expect(intervalInWords(sweptValue(60, 3))).toBe("± 3 s");
  expect(intervalInWords({ ...sweptValue(0.5, 0.1), unit: "share" })).toBe("40 % to 60 %");
  expect(intervalInWords(sweptValue(60, 0))).toBeNull();
  expect(intervalInWords({ ...sweptValue(60), interval: null })).toBeNull();
});

test("a value without an interval says whether all replications gave it, or one alone", () => {
  const told = (measure: Partial<MeasureSummary>) => {
    const { points } = sampleSweep(() => ({ ...sweptValue(3), interval: null, ...measure }));
    return certaintyInWords(points[0]!, "quick", "shop.rto.mean");
  };
  expect(told({})).toBe("all 20 equal");
  expect(told({ count: 4 })).toBe("all 4 equal");
  expect(told({ count: 1 })).toBe("1 of 20 has a value");
  expect(told({ max: 5 })).toBeNull();
  expect(told({ interval: { low: 2, high: 4, level: 0.95 } })).toBe("± 1 s");
});

test("a study over seeds does not say that all of it met the same random numbers", () => {
  const over = (path: string) => ({ ...grid, parameters: [{ path, values: ["2", "3", "5"] }, grid.parameters[1]!] });
  expect(renderSweepPage(over("seed"), new Map())).toContain("Points of one seed met the same random numbers");
  expect(renderSweepPage(grid, new Map())).toContain("All points met the same random numbers");
});

test("parameters are called by as much of their paths as tells them apart", () => {
  const named = ["hosts.a.flush", "hosts.b.flush", "agents.a.report"].map((path) => ({ path, values: [] }));
  expect(shortNames(named)).toEqual(["a.flush", "b.flush", "report"]);
});

test("the terminal and Markdown tell every point, what is best, and where something failed", () => {
  const wrong = { ...grid, points: grid.points.map((point, index) => (index === 0 ? withFailure(point) : point)) };
  const text = sweepText(wrong, { colour: false, ascii: false, report: null });
  expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(text).toContain("✗ shop.rto.mean <= 30s failed at 2, 1s\n");
  expect(text).toContain("✗ unique-identity violated at 2, 1s");
  const markdown = sweepMarkdown(wrong, new Map([["shop.rto.mean", ["sweep-shop.rto.mean.png"]]])).replaceAll(
    "\u00a0",
    " ",
  );
  expect(markdown).toContain("| 2 | 1s | 1 min (± 1 s) |");
  expect(markdown).toContain("![shop.rto.mean](<sweep-shop.rto.mean.png>)");
  expect(markdown).toContain("✗ shop.rto.mean \\<= 30s failed at (2, 1s).");
  expect(markdown).toContain("✗ unique-identity violated at (2, 1s).");
});

test.each([40, 80])("in %i columns the policies of a study are in as many tables as have room", (columns) => {
  const names = Array.from({ length: 8 }, (_, index) => `policy-${index}`);
  const points = grid.points.map((point) => ({
    ...point,
    policies: names.map((policy) => ({ ...point.policies[0]!, policy })),
  }));
  fitTerminal(columns);
  try {
    const lines = sweepText({ ...grid, points }, { colour: false, ascii: false, report: null }).split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
    for (const name of names)
      expect(lines.filter((line) => line.startsWith(" A") && line.includes(name))).toHaveLength(1);
  } finally {
    fitTerminal(80);
  }
});

function withFailure(point: (typeof grid.points)[number]): (typeof grid.points)[number] {
  const wrong = { failedExpectations: 1, violatedInvariants: 1, failed: ["shop.rto.mean <= 30s"] };
  return { ...point, policies: point.policies.map((each) => ({ ...each, ...wrong, violated: ["unique-identity"] })) };
}
