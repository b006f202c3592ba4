/** Processor sharing, by hand and beside a twin that gives everybody his share step by step. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { SharedPace } from "../../../src/model/load/shared-pace.js";
import { Kernel } from "../../../src/sim/index.js";

interface Request {
  readonly at: number;
  readonly work: number;
}

function ends(requests: readonly Request[], paces: number): readonly number[] {
  const kernel = new Kernel();
  const found = requests.map(() => NaN);
  const shared = new SharedPace(kernel, paces, (slot) => (found[slot] = kernel.now));
  requests.forEach(({ at, work }, slot) => kernel.schedule(at, () => shared.enter(slot, work)));
  kernel.run(1e12);
  return found;
}

/** From one arrival or end to the next. */
function twin(requests: readonly Request[], paces: number): readonly number[] {
  const left = requests.map(({ work }) => work);
  const found = requests.map(() => NaN);
  let now = 0;
  for (;;) {
    const there = requests.flatMap(({ at }, i) => (at <= now && Number.isNaN(found[i]) ? [i] : []));
    const pace = Math.min(1, paces / there.length);
    const next = Math.min(
      ...requests.flatMap(({ at }) => (at > now ? [at] : [])),
      ...there.map((i) => now + left[i]! / pace),
    );
    if (next === Infinity) return found;
    for (const i of there) {
      left[i]! -= (next - now) * pace;
      if (left[i]! < 1e-6) found[i] = next;
    }
    now = next;
  }
}

test("who comes while another is served halves the pace of both, until one of them has all", () => {
  const requests = [
    { at: 0, work: 10_000 },
    { at: 4_000, work: 2_000 },
  ];
  expect(ends(requests, 1)).toEqual([12_000, 8_000]);
  expect(ends(requests, 2)).toEqual([10_000, 6_000]);
});

test("two that come together and bring as much end together, the first first", () => {
  const order: number[] = [];
  const kernel = new Kernel();
  const shared = new SharedPace(kernel, 1, (slot) => order.push(slot));
  for (const slot of [7, 3, 5]) shared.enter(slot, 1000);
  kernel.run(1e9);
  expect(order).toEqual([7, 3, 5]);
  expect(kernel.now).toBe(1e9);
});

test("after all were sent away nobody ends, and who comes then has the place alone", () => {
  const kernel = new Kernel();
  const found: number[] = [];
  const shared = new SharedPace(kernel, 1, () => found.push(kernel.now));
  shared.enter(0, 5000);
  kernel.schedule(1000, () => shared.empty());
  kernel.schedule(2000, () => shared.enter(1, 5000));
  kernel.run(1e9);
  expect(found).toEqual([7000]);
});

const request = fc.record({ at: fc.nat(100_000), work: fc.integer({ min: 1, max: 40_000 }) });

test("everybody ends when a twin says, to the microseconds that rounding may cost", () => {
  fc.assert(
    fc.property(
      fc.array(request, { minLength: 1, maxLength: 25 }),
      fc.integer({ min: 1, max: 4 }),
      (requests, paces) => {
        const wanted = twin(requests, paces);
        ends(requests, paces).forEach((end, i) =>
          expect(Math.abs(end - wanted[i]!)).toBeLessThanOrEqual(requests.length + 1),
        );
      },
    ),
    { numRuns: 200 },
  );
});
