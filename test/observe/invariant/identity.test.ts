import { describe, expect, it } from "vitest";
import type { Happening, WorldSpec } from "../../../src/model/index.js";
import type { Action, HostStage } from "../../../src/control/index.js";
import {
  ADDRESS,
  NAME,
  foundBy,
  health,
  power,
  SPEC,
  START,
  stepStarted,
  takeoverStarted,
  type Told,
  begun,
  move,
  sent,
} from "../small-run.js";

const answered = (host: string): Happening => ({ kind: "AddressAnswered", host, address: ADDRESS, ...NAME });
const silenced = (host: string): Happening => ({ kind: "AddressSilenced", host, address: ADDRESS, ...NAME });
const stage = (host: string, from: HostStage, to: HostStage): Happening => ({
  kind: "HostStageChanged",
  host,
  from,
  to,
});

/** A second service, whose address is that of another host. */
function withMail(runsOn: string): WorldSpec {
  const [shop] = SPEC.services;
  return { ...SPEC, services: [...SPEC.services, { ...shop!, name: "mail", runsOn }] };
}

/** What web-1 starts from is a volume too. */
function withSystem(): WorldSpec {
  return {
    ...SPEC,
    arrays: SPEC.arrays.map((array) => {
      const [data] = array.volumes;
      return { ...array, volumes: [data!, { ...data!, name: "shop-os", holds: "system" }] };
    }),
  };
}

describe("unique-identity", () => {
  it("is not at stake as long as one host alone answers", () => {
    const found = foundBy("unique-identity", [START, [5, silenced("web-1")], [9, answered("web-1")]]);
    expect(found).toMatchObject({
      why: "no address ever came to another host",
      name: "unique-identity",
      atStake: 0,
      violations: 0,
      examples: [],
    });
  });

  it("holds when the former host fell silent before", () => {
    const found = foundBy("unique-identity", [START, [5, silenced("web-1")], [9, answered("web-2")]]);
    expect(found).toMatchObject({ atStake: 1, violations: 0 });
  });

  it("is violated when a host that hung wakes up and answers beside its stand-in", () => {
    const found = foundBy("unique-identity", [
      START,
      [5, silenced("web-1")],
      [9, answered("web-2")],
      [12, answered("web-1")],
    ]);
    expect(found).toMatchObject({
      atStake: 2,
      violations: 1,
      examples: [{ replication: 3, atSeconds: 12, what: `web-2 and web-1 both answer for ${ADDRESS}` }],
    });
  });
});

describe("unique-identity of names", () => {
  const called = (domain: string): Happening => {
    return { kind: "AddressAnswered", host: "web-2", address: "10.0.0.2", node: "web-1", domain };
  };

  it("is violated when a host with an address of its own has the name of another one in their domain", () => {
    expect(foundBy("unique-identity", [START, [5, called("lan")]])).toMatchObject({
      atStake: 1,
      violations: 1,
      examples: [{ atSeconds: 5, what: "web-1 and web-2 are both called web-1.lan" }],
    });
  });

  it("holds for one name in two domains, and for one that the other had before", () => {
    expect(foundBy("unique-identity", [START, [5, called("branch")]])).toMatchObject({ atStake: 0, violations: 0 });
    const after = foundBy("unique-identity", [START, [4, silenced("web-1")], [5, called("lan")]]);
    expect(after).toMatchObject({ atStake: 1, violations: 0 });
  });
});

describe("fence-before-takeover", () => {
  const takesOver: Told = [20, answered("web-2")];
  const find = (...told: readonly Told[]) => foundBy("fence-before-takeover", [START, ...told]);

  it("holds when the former holder has no power, or is in standalone", () => {
    expect(find([5, silenced("web-1"), power("web-1", false)], takesOver)).toMatchObject({ atStake: 1, violations: 0 });
    const orderly: Told = [5, silenced("web-1"), stage("web-1", "online", "standalone")];
    expect(find(orderly, takesOver)).toMatchObject({ atStake: 1, violations: 0 });
  });

  it("is violated when the former holder crashed and still has power", () => {
    expect(find([5, silenced("web-1"), health("web-1", "healthy", "failed")], takesOver)).toMatchObject({
      violations: 1,
      examples: [{ atSeconds: 20, what: `web-2 answers for ${ADDRESS}, and web-1 is powered, online and failed` }],
    });
  });

  it("is violated when the stand-in boots to take over from a host that hangs", () => {
    const booting: Told[] = [
      [5, silenced("web-1"), health("web-1", "healthy", "hung")],
      [6, takeoverStarted(), stepStarted("boot", "boot"), power("web-2", true), stage("web-2", "off", "booting")],
    ];
    expect(find(...booting)).toMatchObject({
      atStake: 1,
      violations: 1,
      examples: [{ what: "web-2 boots to serve shop, and web-1 is powered, online and hung" }],
    });
    expect(find(booting[0]!, [5.5, power("web-1", false)], booting[1]!)).toMatchObject({ atStake: 1, violations: 0 });
  });

  it("cannot foresee that a person boots a host that was in standalone, but the logic answers for its own orders", () => {
    const orderly: Told = [5, silenced("web-1"), stage("web-1", "online", "standalone")];
    const boots: Told = [12, stage("web-1", "standalone", "booting")];
    expect(find(orderly, boots, takesOver)).toMatchObject({ atStake: 1, violations: 0 });
    const because = { rule: "restarted", host: "web-1" } as const;
    const ordered: Told = [11, sent({ kind: "boot", host: "web-1" }, 7, because)];
    expect(find(orderly, ordered, boots, takesOver)).toMatchObject({ atStake: 1, violations: 1 });
    // Once it was down again whoever starts it is asked anew.
    const again: Told = [13, stage("web-1", "booting", "standalone")];
    expect(find(orderly, boots, again, takesOver)).toMatchObject({ atStake: 1, violations: 0 });
  });

  it("cannot foresee that a relay closes by itself, and starts one that answers beside a holder that crashed", () => {
    const crashed: Told = [5, silenced("web-1"), health("web-1", "healthy", "failed")];
    const closed: Happening = { kind: "RelayStuck", relay: "relay-2", contacts: "closed" };
    const comesUp: Told = [10, power("web-2", true), closed, stage("web-2", "off", "booting")];
    expect(find(crashed, comesUp, takesOver)).toMatchObject({ atStake: 1, violations: 0 });
    // One that may still work with what is served there ought to have been rid of it.
    const given: Happening = { kind: "DevicePresented", volume: "shop-data", device: "d1", host: "web-2" };
    expect(find(crashed, [6, given], comesUp, takesOver)).toMatchObject({ violations: 1 });
    // One that got its power otherwise, or was told to start, was activated.
    const powered: Told = [10, power("web-2", true), stage("web-2", "off", "booting")];
    const ordered: Told = [11, sent({ kind: "boot", host: "web-2" }, 7, { rule: "restarted", host: "web-2" })];
    expect(find(crashed, powered, takesOver)).toMatchObject({ violations: 1 });
    expect(find(crashed, comesUp, ordered, takesOver)).toMatchObject({ violations: 1 });
  });

  it("does not mind a former holder that was down, and starts for the sake of another service", () => {
    const told = (service: string): Happening => begun(move([service], "web-1", "web-1", "own life"), because);
    const because = { rule: "own-life", host: "web-1" } as const;
    const down: Told = [5, silenced("web-1"), stage("web-1", "online", "standalone")];
    const starts: Told = [12, stage("web-1", "standalone", "booting")];
    const spec = withMail("web-2");
    const ordered = sent({ kind: "boot", host: "web-1" }, 7, because);
    const rid = sent({ kind: "withdraw", volume: "shop-data", device: "d1", from: "web-1" }, 6, because);
    const find = (...told: readonly Told[]) => foundBy("fence-before-takeover", [START, ...told], { spec });
    expect(find(down, [11, rid, told("mail"), ordered], starts, takesOver)).toMatchObject({
      atStake: 1,
      violations: 0,
    });
    expect(find(down, [11, rid, told("shop"), ordered], starts, takesOver)).toMatchObject({
      atStake: 1,
      violations: 1,
    });
    // What it worked with is not to be taken from it: it comes back with that.
    expect(find(down, [11, told("mail"), ordered], starts, takesOver)).toMatchObject({ atStake: 1, violations: 1 });
    // It was not down.
    expect(find([11, rid, told("mail"), ordered], takesOver)).toMatchObject({ atStake: 1, violations: 1 });
  });

  it("does not mind a former holder that is fenced for good: down since it worked, rid of all, and with nothing to start from", () => {
    const because = { rule: "restarted", host: "web-1" } as const;
    const spec = withSystem();
    const find = (...told: readonly Told[]) => foundBy("fence-before-takeover", [START, ...told], { spec });
    const down: Told = [5, silenced("web-1"), power("web-1", false), stage("web-1", "online", "off")];
    const withdrawn = (volume: string, device: string, id: number): Told[] => [
      [6, sent({ kind: "withdraw", volume, device, from: "web-1" }, id, because)],
      [7, { kind: "OutcomeDelivered", place: "controller", id, action: "withdraw", outcome: { status: "done" } }],
    ];
    const [data, system] = [withdrawn("shop-data", "d1", 7), withdrawn("shop-os", "shop-os", 8)];
    // Its relay feeds another who was started, or whoever repaired it has put its plug back in.
    const back: Told = [12, power("web-1", true), stage("web-1", "off", "diagnostics")];
    expect(find(down, ...data, ...system, back, takesOver)).toMatchObject({ atStake: 1, violations: 0 });
    // It has a system to start from, or may have one, and would come back at that address.
    expect(find(down, ...data, back, takesOver)).toMatchObject({ violations: 1 });
    expect(find(down, ...data, system[0]!, back, takesOver)).toMatchObject({ violations: 1 });
    const given: Told = [11, { kind: "DevicePresented", volume: "shop-os", device: "shop-os", host: "web-1" }];
    expect(find(down, ...data, ...system, given, back, takesOver)).toMatchObject({ violations: 1 });
    // It has what it would write to.
    expect(find(down, ...system, back, takesOver)).toMatchObject({ violations: 1 });
    // It was never down: it may have anything in its hands.
    expect(find([5, silenced("web-1")], ...data, ...system, takesOver)).toMatchObject({ violations: 1 });
  });

  it("does not mind a former holder that was rid of all while it was down, and is somebody else by now", () => {
    const because = { rule: "restarted", host: "web-1" } as const;
    const down: Told = [5, silenced("web-1"), power("web-1", false), stage("web-1", "online", "off")];
    const identity = { address: "10.0.0.99", ...NAME };
    const rid: Told[] = [
      [6, sent({ kind: "withdraw", volume: "shop-data", device: "d1", from: "web-1" }, 7, because)],
      [6, sent({ kind: "set-identity", host: "web-1", identity }, 8, because)],
      [7, { kind: "OutcomeDelivered", place: "controller", id: 7, action: "withdraw", outcome: { status: "done" } }],
    ];
    const named: Told = [
      8,
      { kind: "OutcomeDelivered", place: "controller", id: 8, action: "set-identity", outcome: { status: "done" } },
    ];
    const back: Told = [12, power("web-1", true), stage("web-1", "off", "booting")];
    const find = (...told: readonly Told[]) => foundBy("fence-before-takeover", [START, ...told]);
    expect(find(down, ...rid, named, back, takesOver)).toMatchObject({ atStake: 1, violations: 0 });
    expect(find(down, ...rid, back, takesOver)).toMatchObject({ violations: 1 });
  });

  it("does not mind a host that boots for another reason while the former holder is being fenced", () => {
    const repaired: Told = [6, takeoverStarted(), stepStarted("shut-down", "fence"), stage("web-2", "off", "booting")];
    expect(find([5, health("web-1", "healthy", "hung")], repaired)).toMatchObject({ atStake: 0, violations: 0 });
  });
});

describe("fence-verified", () => {
  const because = { rule: "restarted", host: "web-1" } as const;
  const ordered = (action: Action, id: number): Happening => sent(action, id, because);
  const shutDown = ordered({ kind: "order-shutdown", host: "web-1" }, 1);
  const cut = ordered({ kind: "switch-relay", relay: "relay-1", to: "off" }, 2);
  const restored = ordered({ kind: "switch-relay", relay: "relay-1", to: "on" }, 3);
  const acknowledged: Happening = {
    kind: "OutcomeDelivered",
    place: "controller",
    id: 2,
    action: "switch-relay",
    outcome: { status: "done" },
  };
  const standalone: Happening = {
    kind: "OutcomeDelivered",
    place: "controller",
    id: 1,
    action: "order-shutdown",
    outcome: { status: "done", found: { what: "stage", stage: "standalone" } },
  };
  const boots: Told = [20, stepStarted("boot", "boot")];
  const find = (...told: readonly Happening[]) =>
    foundBy("fence-verified", [START, [5, takeoverStarted(), stepStarted("shut-down", "fence"), ...told], boots]);

  it("asks for evidence; that a command was acknowledged is none", () => {
    expect(find(shutDown, standalone)).toMatchObject({ atStake: 1, violations: 0 });
    expect(find(shutDown, cut, acknowledged)).toMatchObject({ atStake: 1, violations: 1 });
  });

  it("takes open contacts of which it was asked before the host was told to end, not before they were to be moved", () => {
    const asked = ordered({ kind: "read-relay", relay: "relay-1" }, 4);
    const open: Happening = {
      kind: "OutcomeDelivered",
      place: "controller",
      id: 4,
      action: "read-relay",
      outcome: { status: "done", found: { what: "relay", contacts: "open" } },
    };
    const began: Told = [5, takeoverStarted(), stepStarted("shut-down", "fence"), asked];
    const found = (command: Happening) =>
      foundBy("fence-verified", [START, began, [6, command], [7, open], boots]).violations;
    expect([shutDown, cut, restored].map(found)).toEqual([0, 1, 1]);
    // What was seen before the command was given is worth as much as what was asked for before it.
    const seen = (command: Happening) =>
      foundBy("fence-verified", [START, began, [6, open], [7, command], boots]).violations;
    expect([shutDown, cut, restored].map(seen)).toEqual([0, 1, 1]);
  });

  it("takes open contacts of which it was asked before they were to open once more, unless the host had power meanwhile", () => {
    const asked = ordered({ kind: "read-relay", relay: "relay-1" }, 4);
    const askedBefore = ordered({ kind: "read-relay", relay: "relay-1" }, 5);
    const found = (id: number, contacts: "open" | "closed"): Happening => ({
      kind: "OutcomeDelivered",
      place: "controller",
      id,
      action: "read-relay",
      outcome: { status: "done", found: { what: "relay", contacts } },
    });
    const again = ordered({ kind: "switch-relay", relay: "relay-1", to: "off" }, 6);
    const heard: Happening = { kind: "HostHeard", place: "controller", host: "web-1", by: "report", saidAt: 5 };
    /** A second after each other. */
    const violations = (...told: readonly Happening[]): number => {
      const began: Told = [5, takeoverStarted(), stepStarted("shut-down", "fence")];
      const later = told.map((each, index): Told => [6 + index, each]);
      return foundBy("fence-verified", [START, began, ...later, boots]).violations;
    };
    expect(violations(cut, asked, again, found(4, "open"))).toBe(0);
    expect(violations(cut, asked, found(4, "open"), again)).toBe(0);
    expect(violations(cut, asked, heard, again, found(4, "open"))).toBe(1);
    expect(violations(askedBefore, cut, asked, found(5, "closed"), again, found(4, "open"))).toBe(1);
    expect(violations(asked, cut, again, found(4, "open"))).toBe(1);
  });

  it("takes no open contacts that are still to be closed, and those that were seen after that was to be done", () => {
    const asked = ordered({ kind: "read-relay", relay: "relay-1" }, 4);
    const outcome = (id: number, action: "switch-relay" | "read-relay", contacts?: "open"): Happening => ({
      kind: "OutcomeDelivered",
      place: "controller",
      id,
      action,
      outcome: { status: "done", ...(contacts && { found: { what: "relay", contacts } }) },
    });
    const open = outcome(4, "read-relay", "open");
    const closed = outcome(3, "switch-relay");
    const lost: Happening = { kind: "OutcomeLost", place: "controller", id: 3, action: "switch-relay" };
    // Asked for after the relay was told to close, and answered before it has.
    expect(find(restored, asked, open, closed)).toMatchObject({ atStake: 1, violations: 1 });
    expect(find(restored, asked, open)).toMatchObject({ atStake: 1, violations: 1 });
    expect(find(restored, lost, asked, open)).toMatchObject({ atStake: 1, violations: 0 });
    expect(find(restored, closed, asked, open)).toMatchObject({ atStake: 1, violations: 0 });
  });

  it("takes what it was told itself, not what somebody else was", () => {
    const by = (happening: Happening): Happening => ({ ...happening, place: "balancer" }) as Happening;
    expect(find(by(shutDown), by(standalone))).toMatchObject({ atStake: 1, violations: 1 });
    // What another one has done since counts all the same.
    expect(find(shutDown, standalone, by(restored))).toMatchObject({ atStake: 1, violations: 1 });
  });

  it("takes a plug that was pulled, not one that was put back at once", () => {
    const pulled = (briefly: boolean): readonly Happening[] => [
      ordered({ kind: "unplug", host: "web-1", ...(briefly && { briefly }) }, 6),
      { kind: "OutcomeDelivered", place: "controller", id: 6, action: "unplug", outcome: { status: "done" } },
    ];
    expect(find(...pulled(false))).toMatchObject({ atStake: 1, violations: 0 });
    expect(find(...pulled(true))).toMatchObject({ atStake: 1, violations: 1 });
    // What was seen before that is worth nothing any more either.
    expect(find(shutDown, standalone, ...pulled(true))).toMatchObject({ atStake: 1, violations: 1 });
  });

  it("takes what a shutdown came to also after the power was to be cut, but not after something that brings hosts up", () => {
    expect(find(shutDown, cut, acknowledged, standalone)).toMatchObject({ atStake: 1, violations: 0 });
    expect(find(shutDown, standalone, cut, acknowledged)).toMatchObject({ atStake: 1, violations: 0 });
    expect(find(shutDown, standalone, restored)).toMatchObject({ atStake: 1, violations: 1 });
    const began: Told = [5, takeoverStarted(), stepStarted("shut-down", "fence"), shutDown];
    const found = foundBy("fence-verified", [START, began, [6, restored], [7, standalone], boots]);
    expect(found).toMatchObject({ atStake: 1, violations: 1 });
  });
});

describe("relay-matches-host", () => {
  const moved = (contacts: "open" | "closed"): Happening => ({ kind: "RelayMoved", relay: "relay-1", contacts });
  const asked = sent({ kind: "read-relay", relay: "relay-1" }, 4);
  const read = (contacts: "open" | "closed"): Happening => ({
    kind: "OutcomeDelivered",
    place: "controller",
    id: 4,
    action: "read-relay",
    outcome: { status: "done", found: { what: "relay", contacts } },
  });
  const find = (...told: readonly Told[]) => foundBy("relay-matches-host", [START, ...told]);

  it("holds when the power goes at the instant at which the contacts open", () => {
    expect(find([5, moved("open"), power("web-1", false)])).toMatchObject({ atStake: 1, violations: 0 });
  });

  it("is violated when a host keeps its power, or gets it, behind an open relay", () => {
    expect(find([5, moved("open")], [6, power("web-1", false)])).toMatchObject({
      violations: 1,
      examples: [{ atSeconds: 5, what: "relay-1 is open, and web-1 has power" }],
    });
    expect(find([5, moved("open")])).toMatchObject({ violations: 1 });
    expect(find([5, power("web-2", true)])).toMatchObject({
      violations: 1,
      examples: [{ what: "relay-2 is open, and web-2 has power" }],
    });
  });

  it("takes a reading as true that was so at some time between question and answer", () => {
    const opens: Told = [6, moved("open"), power("web-1", false)];
    for (const contacts of ["open", "closed"] as const) {
      expect(find([5, asked], opens, [7, read(contacts)])).toMatchObject({ atStake: 2, violations: 0 });
    }
  });

  it("is violated by a reading that never was so", () => {
    expect(find([5, asked], [7, read("open")])).toMatchObject({
      atStake: 1,
      violations: 1,
      examples: [{ atSeconds: 7, what: "relay-1 was read as open, and was closed" }],
    });
    const stuck: Told = [4, moved("open"), power("web-1", false)];
    expect(find(stuck, [5, asked], [7, read("closed")])).toMatchObject({ violations: 1 });
  });
});
