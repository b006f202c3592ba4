/** Validation item 20: the usual autoscaler of today, against its published figures. */
import { describe, expect, it } from "vitest";
import { newRecommendations, recommended, stabilised } from "../../../src/control/index.js";
import { MINUTE, SECOND } from "../../../src/units/index.js";

/** So many hosts with the same value each, all of them measured. */
function alike(count: number, value: number) {
  return { values: Array.from({ length: count }, () => value), starting: 0, silent: 0, full: 100 };
}

describe("the autoscaler of today", () => {
  it("recommends ceil(50 * 90 / 75) = 60 hosts", () => {
    expect(recommended(alike(50, 90), 75, 0.1)).toBe(60);
  });

  it("does not round up what only binary fractions make larger", () => {
    expect(recommended(alike(10, 0.6), 0.3, 0.1)).toBe(20);
    expect(recommended(alike(3, 0.9), 0.3, 0.1)).toBe(9);
    expect(recommended(alike(50, 0.9), 0.75, 0.1)).toBe(60);
  });

  it("leaves things as they are within its tolerance", () => {
    expect(recommended(alike(10, 82), 75, 0.1)).toBe(10);
    expect(recommended(alike(10, 83), 75, 0.1)).toBe(12);
    expect(recommended(alike(10, 68), 75, 0.1)).toBe(10);
    expect(recommended(alike(10, 67), 75, 0.1)).toBe(9);
  });

  it("takes hosts that are on their way for idle when it grows, and does not count them when it shrinks", () => {
    // ceil(2 × 65 / 50): two more than the one that is there, and one of them is on its way.
    expect(recommended({ ...alike(1, 130), starting: 1 }, 50, 0.1)).toBe(3);
    // Two halves of what one has now are within the tolerance.
    expect(recommended({ ...alike(1, 105), starting: 1 }, 50, 0.1)).toBe(2);
    expect(recommended({ ...alike(4, 20), starting: 1 }, 50, 0.1)).toBe(2);
  });

  it("takes hosts that do not answer for idle when it grows, and for busy when it shrinks", () => {
    // Of four with 40 each one is silent: at 100 it makes 55 of them, within the tolerance; without it three would do.
    expect(recommended({ ...alike(3, 40), silent: 1 }, 50, 0.1)).toBe(4);
    expect(recommended(alike(3, 40), 50, 0.1)).toBe(3);
    // 80, 80 and nothing: 53 are within the tolerance; without the silent one it would be four.
    expect(recommended({ ...alike(2, 80), silent: 1 }, 50, 0.1)).toBe(3);
    expect(recommended(alike(2, 80), 50, 0.1)).toBe(4);
    // What turns the direction changes nothing.
    expect(recommended({ ...alike(1, 60), silent: 1 }, 50, 0.1)).toBe(2);
  });

  it("stays at 10 while recommendations flap between 10 and 8 within its stabilisation window", () => {
    const state = newRecommendations();
    const kept = [10, 9, 8, 9, 9, 8, 9, 8, 9, 8].map((hosts, index) =>
      stabilised(state, hosts, index * 30 * SECOND, 5 * MINUTE),
    );
    expect(kept).toEqual([10, 10, 10, 10, 10, 10, 10, 10, 10, 10]);
  });

  it("shrinks to the highest that is left when the window has passed, and grows at once", () => {
    const state = newRecommendations();
    const asked = [10, 8, 9, 8, 12] as const;
    const kept = asked.map((hosts, index) => stabilised(state, hosts, index * 3 * MINUTE, 5 * MINUTE));
    expect(kept).toEqual([10, 10, 9, 9, 12]);
  });
});
