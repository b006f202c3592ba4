// How many I/Os each path gets, against what theory says.
import { describe, expect, it } from "vitest";
import { type IoEnd } from "../../../src/model/record.js";
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

  // Little's law: as many I/Os are on each of two paths, so that their rates are to each other as what they take is not.
  it("I/Os in inverse proportion to what they take, where the shorter queue is chosen", () => {
    const faults = "{ at: 0s, slow-link: l-2, factor: 4 }";
    const ended = iosOf({ policy: "path-selector: queue-length, polling-interval: 1h", faults }, always(16));
    expect(over(ended, "l-1_fa-1") / over(ended, "l-2_fb-1")).toBeCloseTo(4, 1);
  });

  it("I/Os in inverse proportion to what they take times their weight, where the one is chosen that would be done first", () => {
    const faults = "{ at: 0s, slow-link: l-2, factor: 4 }";
    const policy = "path-selector: service-time, polling-interval: 1h, weights: { l-1: 3 }";
    const ended = iosOf({ policy, faults }, always(16));
    // Three times as many are on the first, each of which takes a quarter of the time.
    expect(over(ended, "l-1_fa-1") / over(ended, "l-2_fb-1")).toBeCloseTo(12, 0);
  });
});
