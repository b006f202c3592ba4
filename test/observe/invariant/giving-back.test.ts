import { describe, expect, it } from "vitest";
import type { Happening, RequestAudit } from "../../../src/model/index.js";
import type { GivingBack } from "../../../src/observe/index.js";
import { SECOND } from "../../../src/units/index.js";
import { begun, down, foundBy, note, sent, SPEC, START, takeoverStarted, type Told, scaling } from "../small-run.js";

const notNeeded = { rule: "not-needed" } as const;
const idle = {
  rule: "beyond-threshold",
  metric: "connection-requests",
  side: "below",
  value: 1,
  limit: 4,
  since: 0,
} as const;

const lease = (service: string | null, host = "web-2"): Happening =>
  note({ kind: "host-leased", host, service, because: notNeeded });
const shrinks = begun(scaling("shrink"), idle);
const stage = (to: "online" | "shutting-down", from: "booting" | "online"): Happening => ({
  kind: "HostStageChanged",
  host: "web-2",
  from,
  to,
});
const online = stage("online", "booting");
const stops = stage("shutting-down", "online");

function route(...addresses: readonly string[]): Happening {
  const targets = addresses.map((address) => ({ address, weight: 1 }));
  const rest = { spread: "turns", sessions: "stay", eject: null } as const;
  return { kind: "RouteChanged", service: "shop", routes: [{ requestClass: "browse", targets, ...rest }] };
}

function audit(turnedAway: number): Happening {
  const host = { host: "web-2", received: 9, queued: 0, inService: 0, completed: 9, turnedAway, dropped: 0 };
  const client = { issued: 0, served: 0, failed: 0, timedOut: 0, refused: 0, open: 0 };
  const counted: RequestAudit = {
    service: "shop",
    ...client,
    fingerprint: { issued: 0, ended: 0, open: 0 },
    hosts: [host],
  };
  return { kind: "RequestsAudited", ...counted };
}

describe("directed-when-online", () => {
  const find = (...told: readonly Told[]) => foundBy("directed-when-online", [START, [1, lease("shop")], ...told]);

  it("holds when the helper came online after it was leased, though it may have died since", () => {
    const died: Happening = { kind: "HostStageChanged", host: "web-2", from: "online", to: "off" };
    expect(find([5, online], [6, route("10.0.0.1", "10.0.0.2")])).toMatchObject({ atStake: 1, violations: 0 });
    expect(find([5, online], [6, died], [7, route("10.0.0.2")])).toMatchObject({ atStake: 1, violations: 0 });
  });

  it("is violated when requests are sent to one that still starts", () => {
    expect(find([4, route("10.0.0.1", "10.0.0.2")], [5, online])).toMatchObject({
      violations: 1,
      examples: [
        { atSeconds: 4, what: "requests of shop are sent to web-2, which has not been online since it was leased" },
      ],
    });
  });

  it("asks anew at each lease", () => {
    const again: Told[] = [
      [5, online],
      [6, route("10.0.0.2")],
      [7, route("10.0.0.1"), lease(null)],
      [7.5, { kind: "HostStageChanged", host: "web-2", from: "online", to: "off" }],
      [8, lease("shop")],
    ];
    expect(find(...again, [9, route("10.0.0.2")])).toMatchObject({ violations: 1 });
  });
});

describe("drained-before-off", () => {
  const find = (...told: readonly Told[]) =>
    foundBy("drained-before-off", [START, [1, lease("shop"), online, audit(3)], [10, shrinks], ...told]);
  const drain = sent({ kind: "drain", host: "web-2", within: 5 * SECOND }, 1);

  it("holds when somebody waited, and when nobody is turned away", () => {
    expect(find([11, drain], [16, stops, audit(5)])).toMatchObject({ atStake: 1, violations: 0 });
    expect(find([16, stops, audit(3)])).toMatchObject({ atStake: 1, violations: 0 });
  });

  it("is violated when requests are turned away that nobody waited for", () => {
    expect(find([16, stops, audit(5)])).toMatchObject({
      violations: 1,
      examples: [{ atSeconds: 16, what: "web-2 shuts down and turns 2 requests away that nobody waited for" }],
    });
  });

  it("is not at stake where somebody else needs the host", () => {
    const taken = begun(scaling("shrink"), { rule: "taken-from", service: "shop" });
    const told: Told[] = [START, [1, lease("shop"), online, audit(3)], [10, taken], [16, stops, audit(5)]];
    expect(foundBy("drained-before-off", told)).toMatchObject({ atStake: 0, violations: 0 });
  });
});

const GIVES: GivingBack = {
  services: ["shop"],
  below: { metric: "connection-requests", limit: { share: 0.2 }, for: 20 * SECOND, tolerance: 0 },
  cooldown: 5 * SECOND,
  every: SECOND,
  least: 1,
  keeps: false,
  goesOn: false,
  atOnce: 1,
};

describe("idle-host-leaves", () => {
  // One request a second at two hosts of ten: the threshold is at four.
  const find = (told: readonly Told[], gives: Partial<GivingBack> = {}) =>
    foundBy("idle-host-leaves", [START, ...told], { declared: { givesBack: { ...GIVES, ...gives } } });
  const helps: Told = [1, lease("shop")];

  it("is violated when a host stays for twice the time of the rule, the cooldown and some readings", () => {
    expect(find([helps, [51.9, lease(null)]])).toMatchObject({ violations: 0 });
    expect(find([helps, [52, lease(null)]])).toMatchObject({
      violations: 1,
      examples: [{ what: "shop has 2 hosts and little to do since 1s, and none leaves" }],
    });
    expect(find([helps])).toMatchObject({ violations: 1 });
  });

  it("holds when it begins to leave in time, when the load is not clearly below, and where it may stay", () => {
    expect(find([helps, [40, shrinks]])).toMatchObject({ violations: 0 });
    const low = { below: { ...GIVES.below!, limit: { share: 0.09 } } };
    expect(find([helps], low)).toMatchObject({ atStake: 1, violations: 0 });
    expect(find([helps], { least: 2 })).toMatchObject({ atStake: 0, violations: 0 });
  });

  it("does not judge while anybody leaves still, though somebody else who came has arrived", () => {
    const grows = begun(scaling("grow", "web-1"), idle);
    const arrived = note({ kind: "ended", of: scaling("grow", "web-1"), result: "done", because: notNeeded });
    const left = note({ kind: "ended", of: scaling("shrink"), result: "done", because: notNeeded });
    expect(find([helps, [2, shrinks, grows], [3, arrived]])).toMatchObject({ atStake: 0, violations: 0 });
    expect(find([helps, [2, shrinks, grows], [3, arrived, left]])).toMatchObject({ violations: 1 });
  });

  it("does not judge what is disturbed", () => {
    const struck: Happening = { kind: "FaultInjected", fault: "f", effect: "crash", target: "web-1" };
    expect(find([helps, [40, struck]])).toMatchObject({ atStake: 0, violations: 0 });
    expect(find([helps, [40, takeoverStarted()]])).toMatchObject({ atStake: 0, violations: 0 });
  });
});

describe("reads-for-its-tenant", () => {
  const copy: Happening = { kind: "CopyMounted", host: "web-2", volume: "shop-data", device: "d2" };
  const find = (told: readonly Told[], gives: Partial<GivingBack> = {}) =>
    foundBy("reads-for-its-tenant", [START, ...told], { declared: { givesBack: { ...GIVES, ...gives } } });

  it("holds while the host helps, and is violated when it has left", () => {
    expect(
      find([
        [1, lease("shop")],
        [2, copy],
      ]),
    ).toMatchObject({ atStake: 1, violations: 0 });
    expect(
      find([
        [1, lease("shop")],
        [2, lease(null)],
        [3, copy],
      ]),
    ).toMatchObject({
      violations: 1,
      examples: [{ what: "web-2 reads shop-data, and helps nobody" }],
    });
  });

  it("is not at stake where helpers stay configured", () => {
    expect(find([[3, copy]], { keeps: true })).toMatchObject({ atStake: 0, violations: 0 });
  });
});

describe("returned-host-stands-in", () => {
  const struck: Happening = { kind: "FaultInjected", fault: "f", effect: "crash", target: "web-1" };
  const find = (told: readonly Told[], standIns?: readonly string[]) =>
    foundBy("returned-host-stands-in", [START, [1, lease("shop")], [5, lease(null)], ...told], {
      declaredSeconds: 20,
      spec: SPEC,
      ...(standIns !== undefined && { declared: { standIns } }),
    });

  it("is violated when a service stays down for as long as two takeovers, and a host that had helped it is free", () => {
    expect(find([[10, struck, down()]])).toMatchObject({
      violations: 1,
      examples: [{ atSeconds: 100, what: "shop is down, web-2 is free since 10s, and nobody takes over" }],
    });
  });

  it("holds when somebody takes over, when something else is broken too, and when the host may not stand in", () => {
    expect(
      find([
        [10, struck, down()],
        [20, takeoverStarted()],
      ]),
    ).toMatchObject({ violations: 0 });
    const other: Happening = { kind: "FaultInjected", fault: "g", effect: "cut", target: "lan" };
    expect(find([[10, struck, down(), other]])).toMatchObject({ violations: 0 });
    expect(find([[10, struck, down()]], ["web-3"])).toMatchObject({ violations: 0 });
  });

  it("is not at stake when somebody else's data was laid over what the service needs", () => {
    const laidOver: Happening = {
      kind: "DeviceOverwritten",
      host: "web-1",
      volume: "shop-data",
      device: "d1",
      by: "mail-data",
    };
    expect(find([[10, struck, down(), laidOver]])).toMatchObject({ atStake: 0, violations: 0 });
  });
});
