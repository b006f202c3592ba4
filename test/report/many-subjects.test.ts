/** Of very many transfers or services those that fare worst are told, and how many there are beside. */
import { expect, test } from "vitest";
import { comparedMeasures } from "../../src/report/comparison-table.js";
import { notComparedInWords } from "../../src/report/subjects-compared.js";
import { transfersIn, transfersTold } from "../../src/report/transfer-facts.js";
import type { MeasureSummary, PolicyResult, Summary } from "../../src/result/index.js";

/** As many of a kind, each with a value of a measure: the higher its number, the higher. */
function policyOf(kind: string, count: number, ...keys: readonly string[]): PolicyResult {
  const names = Array.from({ length: count }, (_, index) => `n-${index + 1}`);
  const about = { about: "", unit: "seconds", better: "lower", count: 1, interval: null } as const;
  const measures = names.flatMap((name, index) => {
    const mean = (index + 1) / 1000;
    const value = { ...about, mean, min: mean, max: mean, overall: mean };
    return keys.map((key): MeasureSummary => ({ key: `${name}.${key}`, ...value }));
  });
  const strips = names.map((actor) => ({ actor, kind, intervals: [] }));
  return { policy: "tried", measures, expectations: [], detail: { strips } } as unknown as PolicyResult;
}

const summaryOf = (...policies: readonly PolicyResult[]) => ({ policies }) as unknown as Summary;

test("of a thousand transfers the twelve with the oldest copies are told and compared", () => {
  const policy = policyOf("transfer", 1000, "lag.mean", "lag.max");
  const oldest = Array.from({ length: 12 }, (_, index) => `n-${989 + index}`);
  const { told, left } = transfersTold(policy, transfersIn(policy));
  expect(told.map(({ name }) => name)).toEqual(oldest);
  expect(left).toBe("988 other transfers with copies that are no older: replications.csv");
  const keys = comparedMeasures(summaryOf(policy)).map(({ key }) => key);
  expect(keys).toEqual(oldest.flatMap((name) => [`${name}.lag.mean`, `${name}.lag.max`]));
  expect(notComparedInWords(summaryOf(policy))).toBe(
    "The 12 worst of each kind; 988 other transfers: replications.csv.",
  );
});

test("of a hundred services those that were least available are compared", () => {
  const policy = policyOf("service", 100, "availability");
  const least = Array.from({ length: 12 }, (_, index) => `n-${index + 1}.availability`);
  expect(comparedMeasures(summaryOf(policy)).map(({ key }) => key)).toEqual(least);
});

test("of a dozen all are told", () => {
  const policy = policyOf("transfer", 12, "lag.max");
  expect(transfersTold(policy, transfersIn(policy))).toMatchObject({ told: { length: 12 }, left: null });
  expect(comparedMeasures(summaryOf(policy))).toHaveLength(12);
  expect(notComparedInWords(summaryOf(policy))).toBe(null);
});
