import { expect, test } from "vitest";
import { putAside, setArray } from "../../../src/control/failover/device-roles.js";
import {
  aheadFor,
  asideOf,
  deviceFor,
  inUse,
  isPutAside,
  isWithdrawn,
  mirrorOf,
  readyAt,
  splittingAhead,
  strayAt,
  twinOf,
} from "../../../src/control/failover/devices.js";
import { doubt } from "../../../src/control/failover/doubts.js";
import { host, twinFor, volume } from "../../../src/control/failover/facts.js";
import { learn } from "../../../src/control/failover/learn.js";
import { learnOutcome, order } from "../../../src/control/failover/orders.js";
import { initialState } from "../../../src/control/failover/state.js";
import type { Action, Outcome } from "../../../src/control/index.js";
import { settle } from "../../../src/control/kit/desk.js";
import { failoverConfig } from "../../../src/scenario/assembly/failover-config.js";
import { smallPolicy, smallSpec } from "../../model/small-world.js";
import { activeSpec } from "../../mutants/trial.js";

const DONE: Outcome = { status: "done" };
const FAILED: Outcome = { status: "failed", why: "broken" };
const UNKNOWN: Outcome = { status: "unknown", why: "no answer" };

/** Two hosts at one storage system; the data of the shop is with the first. */
function known() {
  const { facts } = initialState(failoverConfig(smallSpec(), smallPolicy()));
  const data = volume(facts, "shop-data");
  return {
    facts,
    data,
    ordered: (action: Action): void => doubt(facts, action, 0),
    learnt: (action: Action, outcome: Outcome): void => learn(facts, action, outcome, 0),
  };
}

const found = (device: string): Outcome => ({ status: "done", found: { what: "device", device } });
const boot: Action = { kind: "boot", host: "web-1" };
const copy: Action = { kind: "copy", volume: "shop-data", device: "shop-data", to: "web-2" };
const withdrawal: Action = { kind: "withdraw", volume: "shop-data", device: "shop-data", from: "web-1" };

test("a copy of what nobody writes to is its twin, and can be given to whoever is attached", () => {
  const { facts, data, learnt } = known();
  host(facts, "web-1").stage = "off";
  learnt(copy, found("copy"));
  expect([twinFor(data, "web-2", facts), readyAt(data, "web-2")]).toEqual(["copy", "copy"]);
});

test("one of a host that may be online is none", () => {
  const { data, learnt } = known();
  learnt(copy, found("copy"));
  expect([twinOf(data), readyAt(data, "web-2")]).toEqual([null, "copy"]);
});

test("a host that is told to boot puts its twin in doubt: it is one again when the boot failed, and none otherwise", () => {
  const begun = () => {
    const { facts, data, ordered, learnt } = known();
    host(facts, "web-1").stage = "off";
    learnt(copy, found("copy"));
    ordered(boot);
    return { facts, data, ordered, learnt };
  };
  const { facts, data, learnt } = begun();
  expect([twinOf(data)?.same, twinFor(data, "web-2", facts)]).toEqual(["in doubt", null]);
  learnt(boot, FAILED);
  expect(twinOf(data)?.same).toBe("yes");
  const online = begun();
  online.learnt(boot, UNKNOWN);
  expect(twinOf(online.data)).toBeNull();
  const twice = begun();
  twice.ordered(boot);
  expect(twinOf(twice.data)).toBeNull();
});

const splitAhead: Action = {
  kind: "split-ahead",
  volume: "shop-data",
  device: "shop-data-mirror",
  of: "shop-data",
  to: "web-2",
  ahead: true,
};

test("a mirror that is split off ahead of what its host works with is none from the order on, unless that is known to have failed", () => {
  const { data, ordered, learnt } = known();
  ordered(splitAhead);
  expect([mirrorOf(data), splittingAhead(data)]).toEqual([null, "shop-data-mirror"]);
  learnt(splitAhead, FAILED);
  expect(mirrorOf(data)).toBe("shop-data-mirror");
  ordered(splitAhead);
  learnt(splitAhead, found("shop-data-mirror"));
  expect([mirrorOf(data), splittingAhead(data), aheadFor(data, "web-2")]).toEqual([null, null, "shop-data-mirror"]);
});

test("what is made ahead for a host in another way says nothing against that", () => {
  const state = initialState(failoverConfig(smallSpec(), smallPolicy()));
  const update: Action = { kind: "update", volume: "shop-data", device: "shop-data", to: "web-2", ahead: true };
  const [split] = [splitAhead, update].map((action) => order(state, action, { rule: "not-needed" }, null, 0, []));
  const open = settle(state.desk, split!)!;
  expect(learnOutcome(state, split!, open, found("shop-data-mirror"), 0)).toBe(true);
  expect(aheadFor(volume(state.facts, "shop-data"), "web-2")).toBe("shop-data-mirror");
});

test("what is to be withdrawn may still be there until that was done, and is not counted on from then on", () => {
  const { data, ordered, learnt } = known();
  ordered(withdrawal);
  expect([strayAt(data, "web-1"), deviceFor(data, "web-1")]).toEqual(["shop-data", "shop-data"]);
  learnt(withdrawal, UNKNOWN);
  expect([strayAt(data, "web-1"), isWithdrawn(data)]).toEqual(["shop-data", true]);
  learnt(withdrawal, DONE);
  expect([strayAt(data, "web-1"), deviceFor(data, "web-1")]).toEqual([null, null]);
});

test("what came into another storage system while it was called off is still there until that one has withdrawn it", () => {
  const { data, ordered, learnt } = known();
  const calledOff: Action = { kind: "withdraw", volume: "shop-data", device: "shop-data", from: "web-2" };
  const takenBack: Action = { ...calledOff, device: "shop-data@web-2" };
  ordered(copy);
  ordered(calledOff);
  // It is on its way at most.
  expect(strayAt(data, "web-2")).toBeNull();
  learnt(copy, found("shop-data@web-2"));
  setArray(data, "shop-data@web-2", "array-2");
  ordered(takenBack);
  learnt(calledOff, DONE);
  expect(strayAt(data, "web-2")).toBe("shop-data@web-2");
  learnt(takenBack, DONE);
  expect(strayAt(data, "web-2")).toBeNull();
});

test("a refused withdrawal leaves the host with its device, and with the doubt", () => {
  const { data, ordered, learnt } = known();
  ordered(withdrawal);
  learnt(withdrawal, FAILED);
  expect([strayAt(data, "web-1"), isWithdrawn(data)]).toEqual(["shop-data", false]);
});

test("cables that are moved bring along what the host had; moved to where they were they change nothing", () => {
  const { data, learnt } = known();
  const before = structuredClone(data);
  learnt({ kind: "move-cables", from: "web-1", to: "web-1" }, DONE);
  expect(data).toEqual({ ...before, touched: true });
  learnt({ kind: "move-cables", from: "web-1", to: "web-2" }, DONE);
  expect([readyAt(data, "web-2"), inUse(data)]).toEqual(["shop-data", "shop-data"]);
});

/** A stand-in with mail of its own that is given the data of the shop. */
function standIn() {
  const state = initialState(failoverConfig(activeSpec(), smallPolicy({ preset: "2C", ownData: "discard" })));
  const orderAll = (...actions: readonly Action[]) =>
    actions.map((action) => order(state, action, { rule: "not-needed" }, null, 0, []));
  const outcome = (id: number, of: Outcome): void => {
    const open = settle(state.desk, id)!;
    learnOutcome(state, id, open, of, 0);
  };
  return { own: volume(state.facts, "mail-data"), orderAll, outcome };
}

const REFUSED: Outcome = { status: "failed", why: "its disk is broken", refused: true };
const update: Action = { kind: "update", volume: "shop-data", device: "shop-data", to: "web-2", ahead: false };

test("what a stand-in has itself is laid over from the order on, and there again when that was refused", () => {
  const { own, orderAll, outcome } = standIn();
  const before = structuredClone(own);
  const [id] = orderAll(update);
  expect([own.left, deviceFor(own, "web-2")]).toEqual(["nothing", null]);
  outcome(id!, REFUSED);
  expect(own).toEqual({ ...before, touched: true });
});

test("it is lost when any of several orders was begun, was not heard of, or failed half-way", () => {
  for (const of of [found("shop-data@web-2"), FAILED, UNKNOWN]) {
    for (const turn of [0, 1]) {
      const { own, orderAll, outcome } = standIn();
      const ids = orderAll(update, copy);
      outcome(ids[turn]!, REFUSED);
      outcome(ids[1 - turn]!, of);
      expect([own.left, own.laidOver]).toEqual(["nothing", null]);
    }
  }
});

test("it is there again when all of several orders were refused, be it what was put aside before", () => {
  const { own, orderAll, outcome } = standIn();
  putAside(own, { device: "mail-data-mirror" });
  const ids = orderAll(update, copy);
  expect([inUse(own), isPutAside(own)]).toEqual(["mail-data-mirror", false]);
  for (const id of ids) outcome(id, REFUSED);
  expect([inUse(own), deviceFor(own, "web-2"), asideOf(own)]).toEqual(["mail-data", "mail-data", "mail-data-mirror"]);
});
