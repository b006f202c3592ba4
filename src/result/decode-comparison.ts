/** Reads `compare.json` back: checks that it is whole, and says where it is not. */
import type { Comparison } from "./comparison.js";
import { expectationFields, invariant, measureInfo, scenarioIdentity, SummaryError } from "./decode-summary.js";
import { RESULT_VERSION } from "./run-result.js";
import {
  count,
  flag,
  listOf,
  literal,
  number,
  object,
  oneOf,
  optional,
  orNull,
  replicationNumber,
  type Shape,
  text,
  WrongShape,
} from "./shape.js";

const expected = object({ ...expectationFields, unit: optional(measureInfo.unit) });

const estimate = orNull(object({ low: number, high: number, level: number }));

const VERDICTS = ["better", "worse", "higher", "lower", "equivalent", "no difference seen"] as const;

const comparison: Shape<Comparison> = object({
  format: literal("understudy-comparison"),
  formatVersion: literal(RESULT_VERSION),
  version: text,
  scenario: scenarioIdentity,
  seed: text,
  partial: flag,
  baseline: text,
  level: number,
  comparisons: count,
  policies: listOf(
    object({
      label: text,
      policy: text,
      replicationsRun: count,
      expectations: listOf(expected),
      invariants: listOf(invariant),
    }),
  ),
  measures: listOf(
    object({
      ...measureInfo,
      margin: orNull(number),
      samples: listOf(
        object({ label: text, count, mean: orNull(number), interval: estimate, values: listOf(orNull(number)) }),
      ),
      differences: listOf(
        object({
          label: text,
          pairs: count,
          unpaired: count,
          mean: orNull(number),
          interval: estimate,
          verdict: oneOf(VERDICTS),
          extremes: listOf(object({ replication: replicationNumber, baseline: number, value: number })),
        }),
      ),
    }),
  ),
});

/** @param file only named in messages @throws SummaryError when the value is no comparison, or damaged */
export function decodeComparison(value: unknown, file: string): Comparison {
  try {
    return comparison(value, "");
  } catch (error) {
    if (!(error instanceof WrongShape)) throw error;
    throw new SummaryError(`${file}: ${error.message}; the file is damaged.`, "Make the baseline anew.");
  }
}
