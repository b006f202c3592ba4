// How many I/Os each path gets, against what theory says.
import { describe, expect, it } from "vitest";
import { type IoEnd } from "../../../src/model/request-listener.js";
import type { Kernel } from "../../../src/sim/index.js";
import { SECOND } from "../../../src/units/index.js";
import { type Ask, iosOf, MEGABYTE } from "./bench.js";

function over(ended: readonly IoEnd[], path: string): number {
  return ended.filter((each) => each.path === path).length;
}

/** So many I/Os are always under way: the next one is asked for when one is answered. */
function always(count: number) {
  return (ask: Ask, kernel: Kernel): void => {
    const again = (): void => ask(kernel.now, again);
    for (let i = 0; i < count; i++) ask(SECOND, again);
  };
}

describe("the paths of a host get", () => {
  it("I/Os in the proportion of their weights, in each turn", () => {
    const ended = iosOf({ policy: "weights: { l-1: 3 }" }, (ask) => {
      for (let i = 0; i < 400; i++) ask(SECOND + i * 20_000);
    });
    expect([over(ended, "l-1_fa-1"), over(ended, "l-2_fb-1")]).toEqual([300, 100]);
    expect(ended.slice(0, 8).map(({ path }) => path === "l-1_fa-1")).toEqual([
      ...[true, true, true, false],
      ...[true, true, true, false],
    ]);
  });

  it("what is counted of them once, whoever asks for what is new", () => {
    const seen: number[] = [];
    iosOf(
      {
        policy: "weights: { l-1: 3 }",
        then: (world) => {
          const { access } = world.host("db-1").storage;
          const multipath = access.multipathTo(world.volume("orders").current);
          const told = () => multipath.policed!.takeParts(0).reduce((sum, { bytes }) => sum + bytes, 0);
          seen.push(access.carried, told(), told(), access.carried);
        },
      },
      (ask) => {
        for (let i = 0; i < 3; i++) ask(SECOND + i * 20_000);
      },
    );
    expect(seen).toEqual([3 * MEGABYTE, 3 * MEGABYTE, 0, 3 * MEGABYTE]);
  });

  describe("when more is asked than both can move, and one moves a fourth of what the other does,", () => {
    const faults = "{ at: 0s, slow-link: l-2, factor: 4 }";
    const ratio = (policy: string): number => {
      const ended = iosOf({ policy: `polling-interval: 1h, ${policy}`, faults }, always(16));
      return over(ended, "l-1_fa-1") / over(ended, "l-2_fb-1");
    };

    // Both are busy all the time, whoever has how many: each moves what it can.
    it("I/Os in the proportion of what they can move, where the shorter queue is chosen", () => {
      expect(ratio("path-selector: queue-length")).toBeCloseTo(4, 1);
    });

    it("as many where the one is chosen that would be done first", () => {
      expect(ratio("path-selector: service-time, weights: { l-1: 3 }")).toBeCloseTo(4, 1);
    });

    it("equally many in turns: the quick one waits for the slow one", () => {
      // But for those that are on their way when the run ends.
      expect(ratio("path-selector: round-robin")).toBeCloseTo(1, 1);
    });
  });

  // Of two that are on their way one is on each path, at 10 and 40 ms: by the shorter queue.
  it("whoever is free, where few are on their way", () => {
    const faults = "{ at: 0s, slow-link: l-2, factor: 4 }";
    const ended = iosOf({ policy: "path-selector: queue-length, polling-interval: 1h", faults }, always(2));
    expect(over(ended, "l-1_fa-1") / over(ended, "l-2_fb-1")).toBeCloseTo(4, 1);
    const bySpeed = "path-selector: service-time, polling-interval: 1h, weights: { l-1: 4 }";
    // A second one on the first path is done after 20 ms, and so before one on the other: that gets nothing.
    expect(over(iosOf({ policy: bySpeed, faults }, always(2)), "l-2_fb-1")).toBe(0);
  });
});
