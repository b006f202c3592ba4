import fc from "fast-check";
import { expect, test } from "vitest";
import { exploredChain, meanShare, meanTimeUpTo, stateAt, steadyState } from "../../src/stats/index.js";

/** A unit that fails every 1000 and is repaired in 10; two of them with so many crews. */
const one = [
  [0, 1 / 1000],
  [1 / 10, 0],
];
const two = (crews: number) => [
  [0, 2 / 1000, 0],
  [1 / 10, 0, 1 / 1000],
  [0, crews / 10, 0],
];

test("a unit is available for mu / (lambda + mu) of the time", () => {
  expect(steadyState(one)[0]).toBeCloseTo(0.990099, 7);
});

test("two units are both down as the closed forms say, with two crews and with one", () => {
  expect(steadyState(two(2))[2]).toBeCloseTo(9.80296e-5, 10);
  expect(steadyState(two(1))[2]).toBeCloseTo(1.9604e-4, 10);
});

test("two units with one crew are first both down after 51,500 on average, of which a run of thirty times that sees all", () => {
  expect(meanTimeUpTo(1_545_000, two(1), [2])).toBeCloseTo(51_500, 0);
});

test("of a unit's life no more than the first hundred are seen as 1000 (1 - e^(-1/10))", () => {
  expect(meanTimeUpTo(100, one, [1])).toBeCloseTo(1000 * (1 - Math.exp(-0.1)), 6);
});

test("a new unit is available with the probability of the closed form, at once, soon and after a long time", () => {
  expect(stateAt(one, [1, 0], 0)[0]).toBe(1);
  expect(stateAt(one, [1, 0], 1)[0]).toBeCloseTo(0.9990488, 7);
  expect(stateAt(one, [1, 0], 10)[0]).toBeCloseTo(0.9937051, 7);
  // Many mean jumps, which one sum of Poisson terms could not hold.
  expect(stateAt(one, [1, 0], 1e6)[0]).toBeCloseTo(steadyState(one)[0]!, 9);
});

test("a new unit is available for 0.9910793 of its first hundred", () => {
  expect(meanShare(one, [1, 0], 100, [0])).toBeCloseTo(0.9910793, 7);
});

test("in the long run as much leads into every state as out of it", () => {
  const rate = fc.double({ min: 1e-4, max: 1e4, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.array(rate, { minLength: 5, maxLength: 5 }), { minLength: 5, maxLength: 5 }), (rates) => {
      const shares = steadyState(rates);
      expect(shares.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12);
      for (let state = 0; state < 5; state++) {
        const others = [0, 1, 2, 3, 4].filter((each) => each !== state);
        const into = others.reduce((sum, from) => sum + shares[from]! * rates[from]![state]!, 0);
        const out = others.reduce((sum, to) => sum + shares[state]! * rates[state]![to]!, 0);
        expect(into / out).toBeCloseTo(1, 9);
      }
    }),
    { numRuns: 50 },
  );
});

test("a chain that never leaves a state has no shares of a long run", () => {
  expect(() =>
    steadyState([
      [0, 1],
      [0, 0],
    ]),
  ).toThrow("leads nowhere");
});

test("a chain is explored from one state: two units with a crew, as moves that are told one by one", () => {
  const { states, rates } = exploredChain({ down: 0 }, ({ down }) => [
    ...(down < 2 ? [[{ down: down + 1 }, (2 - down) / 1000] as const] : []),
    ...(down > 0 ? [[{ down: down - 1 }, 1 / 10] as const] : []),
  ]);
  expect(states).toEqual([{ down: 0 }, { down: 1 }, { down: 2 }]);
  expect(rates).toEqual(two(1));
});
