// A path that is lost for long is gone for the host, and found anew.
import { describe, expect, it } from "vitest";
import { SECOND } from "../../../src/units/index.js";
import { COST, iosOf } from "./bench.js";

const policy = (more: string): string => `policy: active-passive, failback: immediate, polling-interval: 30s, ${more}`;
const CUT = "{ at: 10s, cut: l-1, for: 30s }";

/** Over which path an I/O goes that is asked for at these instants, and when it is there. */
function pathsAt(more: string, faults: string, ...instants: readonly number[]) {
  const ended = iosOf({ policy: policy(more), faults, until: 150 * SECOND }, (ask) => {
    for (const at of instants) ask(at);
  });
  return ended.map(({ path, at }) => [path, at]);
}

describe("a path that has been cut for dev-loss-tmo", () => {
  it("is used again as soon as the transport has found it, and not with the next check", () => {
    // The I/O of 12 s fails at 15 s. The link is back at 40 s, and the next check would be that of 60 s.
    const instants = [12 * SECOND, 41 * SECOND];
    expect(pathsAt("dev-loss-tmo: 20s", CUT, ...instants)).toEqual([
      ["l-2_fb-1", 15 * SECOND + COST],
      ["l-1_fa-1", 41 * SECOND + COST],
    ]);
    expect(pathsAt("dev-loss-tmo: 40s", CUT, ...instants)).toEqual([
      ["l-2_fb-1", 15 * SECOND + COST],
      ["l-2_fb-1", 41 * SECOND + COST],
    ]);
  });

  it("has what is on it fail where nothing else does", () => {
    const [first] = pathsAt("fast-io-fail-tmo: off, dev-loss-tmo: 8s, checker-timeout: 20s", CUT, 12 * SECOND);
    expect(first).toEqual(["l-2_fb-1", 18 * SECOND + COST]);
  });

  it("is found when the host wakes that has hung meanwhile", () => {
    // It hangs from 35 s to 50 s; the link is back at 40 s.
    const faults = `${CUT}, { at: 35s, hang: db-1, for: 15s }`;
    const [, second] = pathsAt("dev-loss-tmo: 20s", faults, 12 * SECOND, 52 * SECOND);
    expect(second).toEqual(["l-1_fa-1", 52 * SECOND + COST]);
  });

  it("has begun anew: what it did before does not have it held out", () => {
    const flaky = "san-path-err: { threshold: 2, within: 10min, recovery-time: 10min }";
    const faults = "{ at: 10s, cut: l-1, for: 30s }, { at: 65s, cut: l-1, for: 30s }";
    const instants = [12 * SECOND, 67 * SECOND, 125 * SECOND];
    expect(pathsAt(`dev-loss-tmo: 20s, ${flaky}`, faults, ...instants).at(-1)![0]).toBe("l-1_fa-1");
    expect(pathsAt(flaky, faults, ...instants).at(-1)![0]).toBe("l-2_fb-1");
  });
});

describe("a cable that is cut twice, and found between", () => {
  it("is lost for as long as the second cut lasts", () => {
    const faults = "{ at: 10s, cut: l-1, for: 15s }, { at: 28s, cut: l-1, for: 17s }";
    // Never for 20 s: it stays known, and the check of 60 s finds it.
    expect(pathsAt("dev-loss-tmo: 20s", faults, 12 * SECOND, 46 * SECOND, 61 * SECOND).map(([path]) => path)).toEqual([
      "l-2_fb-1",
      "l-2_fb-1",
      "l-1_fa-1",
    ]);
  });
});
