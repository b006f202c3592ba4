import fc from "fast-check";
import { expect, test } from "vitest";
import { packMeasures, unpackMeasures } from "../../../src/report/page/packed-measures.js";
import type { MeasureSummary } from "../../../src/result/index.js";

const value = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((each) => (each === 0 ? 0 : each)));
const finite = fc.integer({ min: -9, max: 9 });
const measure: fc.Arbitrary<MeasureSummary> = fc
  .record({
    key: fc.string(),
    about: fc.constantFrom("How long.", "How many.", "How many"),
    unit: fc.constantFrom("seconds", "count"),
    better: fc.constantFrom("higher", "lower", "neither"),
    count: fc.nat(3),
    overall: value,
    others: fc.option(fc.record({ mean: value, min: value, max: value })),
    interval: fc.option(fc.record({ low: finite, high: finite, level: fc.constant(0.95) })),
  })
  .map(({ others, overall, ...rest }) => {
    return { ...rest, overall, ...(others ?? { mean: overall, min: overall, max: overall }) };
  });

test("measures come back from the page as they were", () => {
  fc.assert(
    fc.property(fc.array(measure), (measures) => {
      const stored = JSON.parse(JSON.stringify(packMeasures(measures))) as ReturnType<typeof packMeasures>;
      expect(unpackMeasures(stored)).toEqual(measures);
    }),
    { seed: 12 },
  );
});

test("what measures mean is held once, and one without a value is its name alone", () => {
  const nothing = { count: 0, overall: null, mean: null, min: null, max: null, interval: null };
  const measured = (key: string): MeasureSummary => {
    return { key, about: "Number of outages.", unit: "count", better: "lower", ...nothing };
  };
  const one = { ...measured("c.outages"), count: 1, overall: 2, mean: 2, min: 2, max: 2 };
  expect(packMeasures([measured("a.outages"), measured("b.outages"), one])).toEqual({
    meanings: [{ about: "Number of outages.", unit: "count", better: "lower" }],
    measures: [
      ["a.outages", 0],
      ["b.outages", 0],
      ["c.outages", 0, 1, 2],
    ],
  });
});
