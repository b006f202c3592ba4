/** What failed under the policies of a comparison: expectations that were missed and invariants that were violated. */
import type { ComparedExpectation, Comparison, ComparedMeasure } from "../result/index.js";
import { Tally } from "../stats/index.js";
import { distanceInWords } from "./expectation-in-words.js";
import { formatNumberOf, formatQuantity } from "./number-format.js";

/** `slow: shop.rto.max <= 2min failed: 3 min; missed by 1 min`, of the baseline too. */
export function failedExpectations(comparison: Comparison): readonly string[] {
  return comparison.policies.flatMap(({ label, expectations }) =>
    expectations.flatMap((expectation) =>
      expectation.holds
        ? []
        : [
            [`${label}: ${expectation.key} ${expectation.condition} failed`, howItFailed(expectation, comparison)]
              .filter((words) => words !== "")
              .join(": "),
          ],
    ),
  );
}

/** What was measured and how far it is from the limit; nothing in an older file where it is not compared: its unit is not known then. */
export function howItFailed(expectation: ComparedExpectation, { measures }: Comparison): string {
  const { key, measured, message, unit = measures.find((each) => each.key === key)?.unit } = expectation;
  if (measured === null) return message;
  return unit === undefined ? "" : `${formatQuantity(measured, unit)}; ${distanceInWords(expectation, unit)}`;
}

export function brokenInvariants({ policies }: Comparison): readonly string[] {
  return policies.flatMap(({ label, invariants }) =>
    invariants
      .filter(({ violations }) => violations > 0)
      .map(({ name, violations }) => `${label}: invariant ${name} violated ${formatNumberOf(violations, "time")}`),
  );
}

/** Means of the baseline and of one of the others over the same replications, so that they differ by what is told. */
export function meansOfPairs(
  { samples, differences }: ComparedMeasure,
  index: number,
): readonly [baseline: number | null, policy: number | null] {
  const [baseline, sample] = [samples[0]!, samples[index + 1]!];
  const { pairs } = differences[index]!;
  if (pairs === 0 || (pairs === baseline.count && pairs === sample.count)) return [baseline.mean, sample.mean];
  const paired = sample.values.flatMap((value, replication) => {
    const before = baseline.values[replication] ?? null;
    return value === null || before === null ? [] : [{ before, value }];
  });
  return [Tally.of(paired.map(({ before }) => before)).mean, Tally.of(paired.map(({ value }) => value)).mean];
}
