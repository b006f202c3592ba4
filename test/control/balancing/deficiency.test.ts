/** The detector of sustained load as text: readings in a row, and after which of them it is sustained. */
import { describe, expect, it } from "vitest";
import { isSustained, newWatch } from "../../../src/control/index.js";
import { type Micros, MINUTE } from "../../../src/units/index.js";

interface Given {
  readonly side: "above" | "below";
  readonly limit: number;
  readonly for: number;
  readonly tolerance?: number;
}

/** One reading a minute, `-` for one that is missing, `?` for one that does not tell; gives the minutes after which it is sustained. */
function sustainedAt(given: Given, readings: string): string {
  const { side, limit, tolerance = 0 } = given;
  const rule = { metric: "connection-requests", limit: { value: limit }, for: given.for * MINUTE, tolerance } as const;
  const watch = newWatch();
  const found: number[] = [];
  for (const [minute, word] of readings.trim().split(/\s+/).entries()) {
    if (word === "-") continue;
    const at: Micros = minute * MINUTE;
    const value = word === "?" ? null : Number(word);
    if (isSustained(watch, rule, side, { value, limit, at, gap: 1.5 * MINUTE })) found.push(minute);
  }
  return found.join(" ");
}

describe("load that is beyond its limit", () => {
  const grow: Given = { side: "above", limit: 80, for: 5 };

  it("is sustained once it has been there for the whole time, and as long as it stays", () => {
    expect(sustainedAt(grow, "90 90 90 90 90 90 90 90")).toBe("5 6 7");
  });

  it("counts from the reading before the first one beyond, which says how it was until then", () => {
    expect(sustainedAt(grow, "50 50 90 90 90 90 90 90")).toBe("6 7");
  });

  it("lasts over readings that do not tell, and is seen with the next that does", () => {
    expect(sustainedAt(grow, "50 90 ? ? 90 ? ? 90")).toBe("7");
    expect(sustainedAt(grow, "50 90 ? ? 50 ? ? 90")).toBe("");
    expect(sustainedAt({ side: "below", limit: 80, for: 3 }, "50 50 50 50 ? 50 50 50")).toBe("3 7");
  });

  it("is not sustained by a transient, however high", () => {
    expect(sustainedAt(grow, "50 999 999 999 999 50 50 999 999 999 999 50")).toBe("");
  });

  it("begins anew after one reading on the other side", () => {
    expect(sustainedAt(grow, "90 90 90 90 80 90 90 90 90 90 90")).toBe("9 10");
  });

  it("is not beyond when it is exactly at the limit", () => {
    expect(sustainedAt(grow, "80 80 80 80 80 80 80 80")).toBe("");
    expect(sustainedAt({ ...grow, side: "below" }, "80 80 80 80 80 80 80 80")).toBe("");
  });

  it("is looked for below the limit too", () => {
    expect(sustainedAt({ side: "below", limit: 20, for: 3 }, "19 19 19 19 21 19 19 19")).toBe("3 7");
  });

  it("is not sustained over a gap in the readings: what was not seen does not count", () => {
    expect(sustainedAt(grow, "90 90 90 - 90 90 90 90 90 90")).toBe("9");
  });

  it("may be on the other side for the share of the time that is tolerated, but not at the end", () => {
    const tolerant = { ...grow, tolerance: 0.2 };
    expect(sustainedAt(tolerant, "90 90 90 50 90 90 90 90 50 90")).toBe("5 6 7 9");
    expect(sustainedAt(tolerant, "90 90 50 50 90 90 90 90 90")).toBe("7 8");
  });
});
