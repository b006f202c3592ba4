import fc from "fast-check";
import { expect, test } from "vitest";
import { IntegerSum } from "../../src/stats/index.js";

test("a sum beyond 2^53 keeps its last digit", () => {
  const sum = new IntegerSum();
  for (let i = 0; i < 5; i += 1) sum.add(Number.MAX_SAFE_INTEGER);
  sum.add(1);
  expect(sum.toJSON()).toBe("45035996273704956");
});

test("sums and products agree with bigint arithmetic, after a journey through JSON too", () => {
  const integer = fc.maxSafeInteger();
  fc.assert(
    fc.property(fc.array(fc.tuple(integer, integer)), (pairs) => {
      const sum = new IntegerSum();
      let exact = 0n;
      for (const [a, b] of pairs) {
        sum.add(a);
        sum.addProduct(a, b);
        exact += BigInt(a) + BigInt(a) * BigInt(b);
      }
      expect(sum.exact).toBe(exact);
      const doubled = IntegerSum.fromJSON(sum.toJSON());
      doubled.merge(sum);
      expect(doubled.exact).toBe(2n * exact);
    }),
  );
});

test("fractions and numbers too large to be exact are refused", () => {
  for (const value of [0.5, Number.MAX_SAFE_INTEGER + 1, NaN])
    expect(() => new IntegerSum().add(value)).toThrow(RangeError);
});
