/** Validation item 20: the usual autoscaler of today, against its published figures. */
import { describe, expect, it } from "vitest";
import { newRecommendations, recommended, stabilised } from "../../../src/control/index.js";
import { MINUTE, SECOND } from "../../../src/units/index.js";

describe("the autoscaler of today", () => {
  it("recommends ceil(50 * 90 / 75) = 60 hosts", () => {
    expect(recommended(50, 90, 75, 0.1)).toBe(60);
  });

  it("does not round up what only binary fractions make larger", () => {
    expect(recommended(10, 0.6, 0.3, 0.1)).toBe(20);
    expect(recommended(3, 0.9, 0.3, 0.1)).toBe(9);
    expect(recommended(50, 0.9, 0.75, 0.1)).toBe(60);
  });

  it("leaves things as they are within its tolerance", () => {
    expect(recommended(10, 82, 75, 0.1)).toBe(10);
    expect(recommended(10, 83, 75, 0.1)).toBe(12);
    expect(recommended(10, 68, 75, 0.1)).toBe(10);
    expect(recommended(10, 67, 75, 0.1)).toBe(9);
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
