import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Numbered } from "../../../src/control/index.js";

const step = fc.record({
  what: fc.constantFrom("set", "delete", "get"),
  number: fc.oneof(fc.nat(40), fc.nat(3000), fc.integer({ min: 100_000, max: 100_200 })),
});

describe("things by their numbers", () => {
  it("are those of a map, by rising numbers, whichever come and go", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const numbered = new Numbered<string>();
        const map = new Map<number, string>();
        steps.forEach(({ what, number }, index) => {
          if (what === "set") {
            numbered.set(number, `thing ${index}`);
            map.set(number, `thing ${index}`);
          } else if (what === "delete") expect(numbered.delete(number)).toBe(map.delete(number));
          expect(numbered.get(number)).toBe(map.get(number));
          expect(numbered.size).toBe(map.size);
          const rising = [...map].sort(([one], [other]) => one - other);
          expect(numbered.lowest).toBe(rising[0]?.[0]);
          expect([...numbered.values()]).toEqual(rising.map(([, thing]) => thing));
        });
      }),
    );
  });

  it("take no more room the more have come and gone", () => {
    const numbered = new Numbered<number>();
    for (let number = 0; number < 100_000; number++) {
      numbered.set(number, number);
      if (number >= 50) numbered.delete(number - 50);
    }
    expect(numbered.size).toBe(50);
    expect(JSON.stringify(numbered).length).toBeLessThan(2000);
  });
});
