import { describe, expect, test } from "vitest";
import { CONDITIONS, NOT_TOLD, type Condition } from "../../src/result/index.js";
import { laneFigure } from "../../src/report/lane-figure.js";

const seconds = (some: Partial<Record<Condition, number>>) =>
  Object.fromEntries(CONDITIONS.map((each) => [each, some[each] ?? 0])) as Record<Condition, number>;

describe("what stands beside a strip", () => {
  test("is how long it was down", () => {
    expect(laneFigure(seconds({ up: 3600, down: 90 }), ["online", "crashed"])).toBe("down 1 min 30 s");
  });

  test("is that it never was, also where it had an hour of being off", () => {
    expect(laneFigure(seconds({ up: 3600 }), ["online"])).toBe("never down");
    expect(laneFigure(seconds({ up: 3600, idle: 3600 }), ["online", "off"])).toBe("never down");
  });

  test("is that it was off or waited, where it did nothing else: who was never up was not 'never down'", () => {
    expect(laneFigure(seconds({ idle: 7200 }), ["off"])).toBe("off or waiting");
  });

  test("is a least time where not every change is told", () => {
    expect(laneFigure(seconds({ up: 60, down: 60, other: 9 }), ["up", "cut", NOT_TOLD])).toBe("down at least 1 min");
    expect(laneFigure(seconds({ up: 60, other: 9 }), ["up", NOT_TOLD])).toBe("not told in full");
  });
});
