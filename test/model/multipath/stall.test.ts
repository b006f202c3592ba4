// How long I/Os stall when a path is lost: until that is noticed, and as long as the device takes to serve elsewhere. Worked out by hand.
import { describe, expect, it } from "vitest";
import { SECOND } from "../../../src/units/index.js";
import { COST, iosOf } from "./bench.js";

const CUT = "{ at: 10s, cut: l-1, for: 10min }";
const PASSIVE = ", access: active-passive, trespass: 2s";

// A megabyte takes 10 ms on a link, and 10 us to get there.
const MOVED = 10_000;
const WAY = COST - MOVED;

describe("two I/Os on one path at once", () => {
  const policy = "policy: active-passive, polling-interval: 1h";

  it("wait for one another, whether both begin together or one in the midst of the other", () => {
    const ended = iosOf({ policy }, (ask) => {
      for (const at of [SECOND, SECOND, 2 * SECOND, 2 * SECOND + MOVED / 2]) ask(at);
    });
    expect(ended.map(({ path, at }) => [path, at])).toEqual([
      ["l-1_fa-1", SECOND + MOVED + WAY],
      ["l-1_fa-1", SECOND + 2 * MOVED + WAY],
      ["l-1_fa-1", 2 * SECOND + MOVED + WAY],
      ["l-1_fa-1", 2 * SECOND + 2 * MOVED + WAY],
    ]);
  });

  it("do not wait for one another on two paths, unless for the disk behind both", () => {
    const ended = iosOf({ policy: "polling-interval: 1h" }, (ask) => {
      for (let i = 0; i < 4; i++) ask(SECOND);
    });
    // Four take 2.5 ms each at the adapter of the disk, at 400 MB/s: that is done when the links are.
    expect(ended.map(({ path, at }) => [path, at])).toEqual([
      ["l-1_fa-1", SECOND + MOVED + WAY],
      ["l-2_fb-1", SECOND + MOVED + WAY],
      ["l-1_fa-1", SECOND + 2 * MOVED + WAY],
      ["l-2_fb-1", SECOND + 2 * MOVED + WAY],
    ]);
  });

  it("go on at another pace when the link becomes slow, or quick again, in their midst", () => {
    // A fourth of the first is through, and of the rest it does a tenth in the same time.
    const faults = "{ at: 1002500us, slow-link: l-1, factor: x10, for: 10ms }";
    const ended = iosOf({ policy, faults }, (ask) => {
      ask(SECOND);
      ask(SECOND);
    });
    // Slow for 10 ms, in which 1 ms is done: 6.5 ms of the first are left at 12.5 ms, and the whole of the second.
    expect(ended.map(({ at }) => at)).toEqual([SECOND + 19_000 + WAY, SECOND + 29_000 + WAY]);
  });

  it("leave their turn to who stands behind them when nobody waits for them any more", () => {
    const ended = iosOf({ policy }, (ask, kernel, world) => {
      for (let i = 0; i < 3; i++) ask(SECOND);
      kernel.schedule(SECOND + 4_000, () => world.exports.mapOf("db-1", "disk-a")!.withdraw(0));
    });
    expect(ended.map(({ at }) => at)).toEqual([SECOND + 4_000 + MOVED + WAY, SECOND + 4_000 + 2 * MOVED + WAY]);
  });

  it("both go elsewhere when the first of them has failed on a path that is lost", () => {
    const ended = iosOf({ policy: `${policy}, fast-io-fail-tmo: off, io-timeout: 3s`, faults: CUT }, (ask) => {
      ask(10.5 * SECOND);
      ask(11 * SECOND);
    });
    // The first has the path given up, which is why the other does not wait for its own.
    expect(ended.map(({ path, at }) => [path, at])).toEqual([
      ["l-2_fb-1", 13.5 * SECOND + MOVED + WAY],
      ["l-2_fb-1", 13.5 * SECOND + 2 * MOVED + WAY],
    ]);
  });
});

describe("an I/O on a path that is lost", () => {
  it("is sent elsewhere when it has not been answered for its time-out", () => {
    const policy = "polling-interval: 1h, fast-io-fail-tmo: off, io-timeout: 3s";
    const [first, second] = iosOf({ policy, faults: CUT }, (ask) => {
      ask(10.5 * SECOND);
      ask(14 * SECOND);
    });
    expect(first).toMatchObject({ path: "l-2_fb-1", at: 13.5 * SECOND + COST, stall: 3 * SECOND, retries: 1 });
    // By then the path has been given up.
    expect(second).toMatchObject({ path: "l-2_fb-1", at: 14 * SECOND + COST, stall: 0, retries: 0 });
  });

  it("waits for the transport to fail it, and for the device to serve elsewhere", () => {
    const policy = "policy: active-passive, polling-interval: 1h, fast-io-fail-tmo: 5s, io-timeout: 30s";
    const ended = iosOf({ policy, device: PASSIVE, faults: CUT }, (ask) => ask(12 * SECOND));
    // Cut at 10 s, failed at 15 s, serving at 17 s.
    expect(ended).toMatchObject([{ path: "l-2_fb-1", at: 17 * SECOND + COST, stall: 5 * SECOND, retries: 1 }]);
  });

  it("waits for the checks to fail, and for the device to serve elsewhere", () => {
    const policy =
      "policy: active-passive, polling-interval: 4s, checker-timeout: 1s, checker-retries: 1, fast-io-fail-tmo: off";
    const ended = iosOf({ policy, device: PASSIVE, faults: CUT }, (ask) => ask(10.25 * SECOND));
    // Checked at 12 s, and again at 13 s; given up at 14 s, serving at 16 s.
    expect(ended).toMatchObject([{ path: "l-2_fb-1", at: 16 * SECOND + COST, stall: 5.75 * SECOND, retries: 1 }]);
  });

  it("goes on there when the path is back before anybody has noticed", () => {
    const policy = "polling-interval: 1h, fast-io-fail-tmo: off, io-timeout: 30s";
    const faults = "{ at: 10s, cut: l-1, for: 2s }";
    const ended = iosOf({ policy, faults }, (ask) => ask(10.5 * SECOND));
    expect(ended).toMatchObject([{ path: "l-1_fa-1", at: 12 * SECOND + COST, stall: 1.5 * SECOND, retries: 1 }]);
  });

  it("fails when no path is left and its time is over, and at once from then on", () => {
    const policy = "polling-interval: 1h, fast-io-fail-tmo: 1s, no-path-retry: 7s";
    const faults = "{ at: 10s, group: { cut: [l-1, l-2] }, for: 10min }";
    const ended = iosOf({ policy, faults }, (ask) => {
      ask(10.5 * SECOND);
      ask(10.5 * SECOND);
    });
    // Both paths fail at 11 s.
    expect(ended).toMatchObject([
      { path: null, done: false, at: 18 * SECOND, stall: 7.5 * SECOND },
      { path: null, done: false, at: 18 * SECOND, stall: 7.5 * SECOND },
    ]);
  });
});

describe("an order to serve elsewhere, the path of which is lost meanwhile", () => {
  const policy =
    "policy: active-passive, polling-interval: 10s, checker-timeout: 1s, fast-io-fail-tmo: 5s, no-path-retry: queue";
  const device = ", access: active-passive, trespass: 3s";

  it("fails as an I/O does there, and then the first path is used that works", () => {
    // Lost at 10.5 s, failed at 15.5 s; the order goes over l-2, which is lost at 16 s, and has failed at 21 s.
    const faults = "{ at: 10.5s, cut: l-1, for: 7s }, { at: 16s, cut: l-2, for: 10min }";
    const ended = iosOf({ policy, device, faults }, (ask) => ask(12 * SECOND));
    // The check of 20 s finds l-1 usable, but the device serves at l-2 since 18.5 s: it is ordered back at 21 s.
    expect(ended).toMatchObject([{ path: "l-1_fa-1", at: 24 * SECOND + COST, done: true, stall: 12 * SECOND }]);
  });

  it("is answered when the path is back before that", () => {
    const faults = "{ at: 10.5s, cut: l-1, for: 10min }, { at: 16s, cut: l-2, for: 4s }";
    const ended = iosOf({ policy, device, faults }, (ask) => ask(12 * SECOND));
    // It serves there since 18.5 s, and that is heard at 20 s.
    expect(ended).toMatchObject([{ path: "l-2_fb-1", at: 20 * SECOND + COST, stall: 8 * SECOND }]);
  });
});

describe("an I/O on a path that has become too slow", () => {
  it("has failed when its time-out is over, as on one that is lost", () => {
    const policy = "polling-interval: 1h, io-timeout: 3s";
    // A megabyte takes 10 s there.
    const faults = "{ at: 5s, slow-link: l-1, factor: x1000, for: 10min }";
    const ended = iosOf({ policy, faults }, (ask) => ask(10 * SECOND));
    expect(ended).toMatchObject([{ path: "l-2_fb-1", at: 13 * SECOND + COST, stall: 3 * SECOND, retries: 1 }]);
  });

  it("fails where all are so slow, and does not go round for ever", () => {
    const policy = "polling-interval: 1h, io-timeout: 9ms";
    const ended = iosOf({ policy }, (ask) => ask(10 * SECOND));
    expect(ended).toMatchObject([{ path: null, done: false, at: 10 * SECOND + 18_000, retries: 2 }]);
  });

  it("is not sent there where a check takes longer than it may", () => {
    const policy = "polling-interval: 4s, checker-timeout: 5ms, io-timeout: 30s";
    // An exchange takes 10 ms there: the check of 8 s fails.
    const faults = "{ at: 5s, slow-link: l-1, factor: x1000, for: 10min }";
    const ended = iosOf({ policy, faults }, (ask) => ask(10 * SECOND));
    expect(ended).toMatchObject([{ path: "l-2_fb-1", at: 10 * SECOND + COST, stall: 0 }]);
  });
});
