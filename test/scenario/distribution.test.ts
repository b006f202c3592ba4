// Distributions as they are written: what they mean, and why some are none.
import { describe, expect, test } from "vitest";
import { distributionIn } from "../../src/scenario/quantity/index.js";

const files: Readonly<Record<string, string>> = {
  "repairs.csv": "repair,who\n2h,a\n30min,b\n\n# a comment\n90s,c\n",
  "numbers.csv": "hours\n2\n0.5\n",
  "bad.csv": "2h\nsoon\n",
  "empty.csv": "",
};

const quantity = distributionIn({ read: (path) => files[path] ?? new Error("there is no such file") });

function read(text: string) {
  const parsed = quantity.parse(text);
  if (!("value" in parsed)) throw new Error(parsed.complaint.message);
  return parsed.value;
}

const MINUTE = 60e6;

test.each([
  ["90s", "constant(90000000)", 90e6],
  ["0s", "constant(0)", 0],
  ["constant(1min)", "constant(60000000)", MINUTE],
  ["exponential(20d)", "exponential(1728000000000)", 20 * 24 * 60 * MINUTE],
  ["lognormal(45min, 30min)", "lognormal(2700000000, 1800000000)", 45 * MINUTE],
  ["uniform( 1s ,3s )", "uniform(1000000, 3000000)", 2e6],
  ["triangular(1s, 2s, 6s)", "triangular(1000000, 2000000, 6000000)", 3e6],
  ["gamma(0.5, 2h)", "gamma(0.5, 7200000000)", 60 * MINUTE],
  ["erlang(3, 1h)", "erlang(3, 3600000000)", 60 * MINUTE],
  ["weibull(1, 816h)", "weibull(1, 2937600000000)", 816 * 60 * MINUTE],
  ["empirical(1s, 2s, 3s)", "empirical(1000000, 2000000, 3000000)", 2e6],
  ["empirical(repairs.csv)", "empirical(7200000000, 1800000000, 90000000)", 3030e6],
  ["empirical(numbers.csv, h)", "empirical(7200000000, 1800000000)", 75 * MINUTE],
])("%s is %s", (text, written, mean) => {
  const distribution = read(text);
  expect(distribution.written).toBe(written);
  expect(distribution.mean / (mean || 1)).toBeCloseTo(mean === 0 ? 0 : 1, 9);
});

test("quantiles are those of the distribution, in microseconds", () => {
  expect(read("uniform(1s, 3s)").quantile(0.25)).toBe(1.5e6);
  expect(read("exponential(1min)").quantile(0.5)).toBeCloseTo(MINUTE * Math.LN2, 3);
});

describe("no distribution is", () => {
  test.each([
    ["90", "90 has no unit"],
    ["-90s", "-90s is negative"],
    ["exponental(20d)", "no distribution is named exponental"],
    ["exponential", "exponential is not a distribution"],
    [
      "exponential(20d",
      "exponential(20d has no closing bracket; within { } and [ ] a comma ends a value that is not in quotes",
    ],
    ["exponential()", "exponential() has 0 parameters"],
    ["exponential(1d, 2d)", "exponential(1d, 2d) has 2 parameters"],
    ["lognormal(2, 1h)", "2 has no unit"],
    ["weibull(1h, 1h)", "shape of weibull is a number without a unit, not 1h"],
    ["gamma(-1, 1h)", "shape of gamma is a number without a unit, not -1"],
    ["exponential(0s)", "exponential(0s): mean must be a positive number, not 0 (durations in microseconds)"],
    [
      "uniform(2s, 1s)",
      "uniform(2s, 1s): high must be a number not below low (2000000), not 1000000 (durations in microseconds)",
    ],
    [
      "erlang(1.5, 1h)",
      "erlang(1.5, 1h): k must be a whole number from 1 to 1000000, not 1.5 (durations in microseconds)",
    ],
    ["gamma(1000000, 1y)", "gamma(1000000, 1y) is on average longer than the 285 years that can be told"],
    ["empirical(bad.csv)", "bad.csv line 2: soon is not a duration"],
    ["empirical(numbers.csv)", "numbers.csv line 2: 2 has no unit"],
    ["empirical(empty.csv)", "empirical(empty.csv): empirical takes at least one value (durations in microseconds)"],
    ["empirical(none.csv)", "none.csv cannot be read: there is no such file"],
    ["empirical(../none.csv)", "../none.csv is outside the scenario's folder"],
    ["empirical(numbers.csv, hours)", "after the file stands the unit of its numbers, not hours"],
    ["exponential(numbers.csv)", "only empirical takes a file, not exponential"],
  ])("%s", (text, message) => {
    expect(() => read(text)).toThrow(new Error(message));
  });
});
