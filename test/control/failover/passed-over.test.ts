import { describe, expect, it } from "vitest";
import { namesOf, Passing, sayPassedOver } from "../../../src/control/failover/passed-over.js";

describe("who is passed over", () => {
  it("is told with the reason of each, those who failed together", () => {
    const passing = new Passing();
    passing.add("a", { kind: "failed", why: "a has failed" });
    passing.add("s", { kind: "busy", why: "s serves mail" });
    passing.add("b", { kind: "failed", why: "b has failed" });
    expect(namesOf(passing.told())).toBe("a, b and s");
    expect(sayPassedOver(passing.told())).toBe("a and b have failed; s serves mail");
  });

  it("is counted by the kinds of reasons where they are many", () => {
    const passing = new Passing();
    for (let n = 0; n < 1000; n += 1) passing.add(`h-${n}`, { kind: "busy", why: `h-${n} serves w-${n}` });
    for (let n = 0; n < 40; n += 1) passing.add(`f-${n}`, { kind: "failed", why: `f-${n} has failed` });
    expect(namesOf(passing.told())).toBe("h-0, h-1, h-2 and 1037 more");
    expect(sayPassedOver(passing.told())).toBe(
      "h-0 serves w-0, h-1 serves w-1, h-2 serves w-2, and 997 more are busy; f-0, f-1, f-2 and 37 more have failed",
    );
  });
});
