import { describe, expect, test } from "vitest";
import { backupLog } from "../../../src/control/failover/data/backup-log.js";
import { goOnWith, handOver, leaveTo, newVolume, turnTo } from "../../../src/control/failover/device-changes.js";
import { endWork, forgetReady, forgetStray, present, stray } from "../../../src/control/failover/device-presented.js";
import {
  doubtMirror,
  forgetSplitting,
  putAside,
  setAhead,
  setMirror,
  setSplitting,
  setTwin,
  setUseless,
} from "../../../src/control/failover/device-roles.js";
import {
  aheadFor,
  asideOf,
  deviceAtWork,
  deviceFor,
  earlierOf,
  formerOf,
  inUse,
  isPutAside,
  isThere,
  isUseless,
  isWithdrawn,
  mirrorOf,
  readyAt,
  strayAt,
  straysOf,
  twinOf,
} from "../../../src/control/failover/devices.js";
import type { Facts } from "../../../src/control/failover/facts.js";
import { layOver } from "../../../src/control/failover/laid-over.js";
import type { VolumeTraits } from "../../../src/control/failover/volume-facts.js";

const traits: VolumeTraits = {
  name: "shop",
  holds: "data",
  size: 1,
  owner: "web-1",
  array: "array-1",
  adapter: "disk-1",
  changeRate: 0,
  original: "shop",
  remoteMirror: null,
  log: null,
  backup: null,
};

/** One device, which its host works with. */
function shop(change: Partial<VolumeTraits> = {}) {
  return newVolume({ ...traits, ...change }, { device: "shop", host: "web-1" }, null);
}

describe("what was in use before", () => {
  test("is known in its order, but for what is in use again and what another's data was laid over", () => {
    const known = shop();
    expect(earlierOf(known)).toEqual([]);
    turnTo(known, "first copy");
    turnTo(known, "second copy");
    expect([inUse(known), formerOf(known), earlierOf(known)]).toEqual([
      "second copy",
      "first copy",
      ["first copy", "shop"],
    ]);
    turnTo(known, "shop");
    expect(earlierOf(known)).toEqual(["second copy", "first copy"]);
    putAside(known, { device: "mirror" });
    layOver(known, 1);
    expect([inUse(known), earlierOf(known)]).toEqual(["mirror", ["second copy", "first copy"]]);
  });

  test("outlasts a takeover", () => {
    const known = shop();
    for (const [device, host] of [
      ["first copy", "web-2"],
      ["second copy", "web-3"],
    ] as const) {
      present(known, device, host);
      handOver(known, host, 0);
    }
    expect(earlierOf(known)).toEqual(["first copy", "shop"]);
  });
});

describe("the device in use", () => {
  test("is the one that its holder works with, until it was withdrawn or is said to be of no use", () => {
    const known = shop();
    expect(deviceFor(known, "web-1")).toBe("shop");
    setUseless(known, "shop");
    expect(deviceFor(known, "web-1")).toBeNull();
    const other = shop();
    endWork(other);
    expect([inUse(other), isWithdrawn(other), deviceFor(other, "web-1")]).toEqual(["shop", true, null]);
  });

  test("is what was made ready for whoever takes over, and the one before is its former one", () => {
    const known = shop();
    present(known, "copy", "web-2");
    expect([deviceFor(known, "web-2"), known.holder]).toEqual(["copy", "web-1"]);
    handOver(known, "web-2", 0);
    expect([inUse(known), known.holder, isWithdrawn(known)]).toEqual(["copy", "web-2", false]);
    expect([formerOf(known), deviceFor(known, "web-1"), known.handovers]).toEqual(["shop", null, 1]);
  });

  test("stays with whoever goes on with it, and nothing that was ordered before counts any more", () => {
    const known = shop();
    handOver(known, "web-1", 0);
    expect([inUse(known), deviceFor(known, "web-1"), formerOf(known), known.handovers]).toEqual([
      "shop",
      "shop",
      null,
      1,
    ]);
  });

  test("is given to its own host when whoever had it gives way", () => {
    const known = shop();
    present(known, "copy", "web-2");
    handOver(known, "web-2", 0);
    leaveTo(known, "web-1");
    expect([inUse(known), known.holder, isWithdrawn(known), deviceFor(known, "web-1")]).toEqual([
      "copy",
      "web-1",
      true,
      null,
    ]);
  });
});

describe("what its holder works with if it is at work, once nobody answered the order to withdraw it", () => {
  const ordered = (device: string) => {
    const known = shop();
    stray(known, device, "web-1", 0);
    endWork(known);
    return known;
  };

  test("is the device in use, until that was withdrawn for sure", () => {
    const known = ordered("shop");
    expect([isWithdrawn(known), strayAt(known, "web-1"), deviceAtWork(known)]).toEqual([true, "shop", "shop"]);
    goOnWith(known, deviceAtWork(known));
    expect([inUse(known), isWithdrawn(known)]).toEqual(["shop", false]);

    const withdrawn = ordered("shop");
    forgetStray(withdrawn, "web-1");
    expect(deviceAtWork(withdrawn)).toBeNull();
  });

  test("is not a copy of which nobody knows how good it is", () => {
    const known = ordered("copy");
    expect([strayAt(known, "web-1"), deviceAtWork(known)]).toEqual(["copy", null]);
  });
});

describe("a twin", () => {
  test("that the logic has turned away from is what its holder works with, unless it was withdrawn for sure", () => {
    const known = shop();
    setTwin(known, "copy", "yes");
    stray(known, "shop", "web-1", 0);
    turnTo(known, "copy");
    expect([inUse(known), isWithdrawn(known), deviceAtWork(known)]).toEqual(["copy", true, "shop"]);
    goOnWith(known, deviceAtWork(known));
    expect([inUse(known), isWithdrawn(known), deviceAtWork(known)]).toEqual(["shop", false, "shop"]);

    const withdrawn = shop();
    setTwin(withdrawn, "copy", "yes");
    stray(withdrawn, "shop", "web-1", 0);
    turnTo(withdrawn, "copy");
    forgetStray(withdrawn, "web-1");
    expect(deviceAtWork(withdrawn)).toBeNull();
    goOnWith(withdrawn, deviceAtWork(withdrawn));
    expect(inUse(withdrawn)).toBe("copy");

    const doubted = shop();
    setTwin(doubted, "copy", "in doubt");
    stray(doubted, "shop", "web-1", 0);
    turnTo(doubted, "copy");
    setTwin(doubted, "shop", "in doubt");
    expect(deviceAtWork(doubted)).toBeNull();
  });

  test("changes places with the device in use", () => {
    const known = shop();
    setTwin(known, "copy", "yes");
    turnTo(known, "copy");
    expect([inUse(known), twinOf(known)]).toEqual(["copy", { device: "shop", same: "yes" }]);
    turnTo(known, "shop");
    expect([inUse(known), twinOf(known)]).toEqual(["shop", { device: "copy", same: "yes" }]);
  });

  test("is none when the device in use is of no use, or when another device goes on", () => {
    const useless = shop();
    setTwin(useless, "copy", "yes");
    setUseless(useless, "shop");
    turnTo(useless, "copy");
    expect(twinOf(useless)).toBeNull();
    const known = shop();
    setTwin(known, "copy", "in doubt");
    turnTo(known, "another");
    expect(twinOf(known)).toBeNull();
  });
});

describe("a host that should not have a device", () => {
  test("may have it until it was withdrawn, or another one is brought there", () => {
    const known = shop();
    stray(known, "shop", "web-1", 5);
    expect([strayAt(known, "web-1"), deviceFor(known, "web-1")]).toEqual(["shop", "shop"]);
    present(known, "copy", "web-1");
    expect(strayAt(known, "web-1")).toBeNull();
    stray(known, "copy", "web-1", 6);
    forgetReady(known, "web-1");
    expect([strayAt(known, "web-1"), readyAt(known, "web-1")]).toEqual(["copy", null]);
    forgetStray(known, "web-1");
    expect(strayAt(known, "web-1")).toBeNull();
  });

  test("is not counted on to have it: what may have been taken away is given back before it starts", () => {
    const known = shop();
    expect(isThere(known, "web-1")).toBe(true);
    stray(known, "shop", "web-1", 5);
    expect(isThere(known, "web-1")).toBe(false);
    present(known, "shop", "web-1");
    expect(isThere(known, "web-1")).toBe(true);
  });

  test("is one for which something was ready when another took over", () => {
    const known = shop();
    present(known, "copy", "web-2");
    present(known, "other", "web-3");
    handOver(known, "web-3", 7);
    expect(straysOf(known)).toMatchObject([{ device: "copy", host: "web-2" }]);
    expect(readyAt(known, "web-2")).toBeNull();
  });

  test("comes before those that had to give theirs back later, however often it is told", () => {
    const known = shop();
    stray(known, "copy", "web-2", 1);
    stray(known, "shop", "web-1", 2);
    stray(known, "copy", "web-2", 3);
    expect(straysOf(known).map(({ host }) => host)).toEqual(["web-2", "web-1"]);
  });
});

describe("what a stand-in has of its own, once it was laid over", () => {
  test("is on the device that was put aside", () => {
    const known = shop();
    putAside(known, { device: "mirror" });
    expect([asideOf(known), isPutAside(known)]).toEqual(["mirror", true]);
    layOver(known, 1);
    expect([inUse(known), formerOf(known), isWithdrawn(known), isPutAside(known)]).toEqual([
      "mirror",
      "shop",
      true,
      false,
    ]);
  });

  test("is in its backup, or lost", () => {
    const backedUp = shop({ backup: { every: 1, bandwidth: 1 } });
    putAside(backedUp, "backup");
    layOver(backedUp, 1);
    const bare = shop();
    layOver(bare, 1);
    expect([backedUp.left, bare.left]).toEqual(["backup", "nothing"]);
    // It is lost already, and stays where it was last found.
    layOver(backedUp, 1);
    expect(backedUp.left).toBe("backup");
  });
});

test("a mirror is one of the device in use only, and there is one at a time", () => {
  const known = newVolume(traits, { device: "shop", host: "web-1" }, { device: "mirror", of: "shop" });
  expect(mirrorOf(known)).toBe("mirror");
  turnTo(known, "copy");
  expect(mirrorOf(known)).toBeNull();
  setMirror(known, { device: "shop", of: "copy" });
  expect(mirrorOf(known)).toBe("shop");
});

test("a host has one copy ahead of need, the last that was made for it", () => {
  const known = shop();
  setAhead(known, "old", "web-2");
  setAhead(known, "new", "web-2");
  expect(aheadFor(known, "web-2")).toBe("new");
});

test("the table is data, and keeps no device of which nothing is known any more", () => {
  const known = shop();
  setUseless(known, "shop");
  present(known, "tried", "web-2");
  forgetReady(known, "web-2");
  present(known, "copy", "web-2");
  handOver(known, "web-2", 0);
  expect(Object.keys(known.devices)).toEqual(["shop", "copy"]);
  expect(isUseless(known, "shop")).toBe(false);
  expect(JSON.parse(JSON.stringify(known))).toEqual(known);
});

describe("a mirror that was to be split off, and of which nobody said whether it was", () => {
  test("is one until somebody may write, and then a device that is to be made one again", () => {
    const known = shop();
    setMirror(known, { device: "shop-mirror", of: "shop" });
    setSplitting(known, "shop-mirror", "now");
    expect(mirrorOf(known)).toBe("shop-mirror");
    expect([doubtMirror(known), mirrorOf(known), formerOf(known)]).toEqual([true, null, "shop-mirror"]);
  });

  test("is still one when the order is known to have failed", () => {
    const known = shop();
    setMirror(known, { device: "shop-mirror", of: "shop" });
    setSplitting(known, "shop-mirror", "now");
    forgetSplitting(known, "shop-mirror", "now");
    expect([doubtMirror(known), mirrorOf(known)]).toEqual([false, "shop-mirror"]);
  });
});

describe("a backup", () => {
  // Where it is restored from asks for nothing else.
  const nothing = { hosts: {}, volumes: {}, surroundings: {}, changed: {} } as unknown as Facts;
  const restored = (known: ReturnType<typeof shop>) => {
    const act = backupLog.stages[0]!.act(known, "web-1", nothing);
    return act !== null && "kind" in act && act.kind === "restore" ? (act.spares ?? []) : "no order";
  };
  const kept = { backup: { every: 60, bandwidth: 1 } };

  test("is not laid over what is in use, nor over what was before, which is newer where nobody has written since", () => {
    const known = shop(kept);
    expect(restored(known)).toEqual(["shop"]);
    present(known, "copy", "web-2");
    handOver(known, "web-2", 0);
    expect(restored(known)).toEqual(["copy", "shop"]);
  });

  test("is, where that is of no use", () => {
    const known = shop(kept);
    present(known, "copy", "web-2");
    handOver(known, "web-2", 0);
    setUseless(known, "copy");
    expect(restored(known)).toEqual(["shop"]);
    setUseless(known, "shop");
    expect(restored(known)).toEqual([]);
  });
});
