import { describe, expect, it } from "vitest";
import type { Happening, RequestAudit } from "../../../src/model/index.js";
import {
  acknowledged,
  foundBy,
  mounted,
  move,
  note,
  SPEC,
  START,
  takeoverEnded,
  takeoverStarted,
  type Told,
  begun,
  scaling,
  down,
  up,
} from "../small-run.js";

const because = { rule: "not-needed" } as const;

function lease(host: string, service: string | null): Happening {
  return note({ kind: "host-leased", host, service, because });
}

function scales(kind: "grow" | "shrink", host = "web-2"): Happening {
  return begun(scaling(kind, host), because);
}

function route(service: string, ...addresses: readonly string[]): Happening {
  const targets = addresses.map((address) => ({ address, weight: 1 }));
  const rest = { spread: "turns", sessions: "stay", eject: null } as const;
  return { kind: "RouteChanged", service, routes: [{ requestClass: "browse", targets, ...rest }] };
}

describe("no-write-to-read-only", () => {
  const copy: Happening = { kind: "CopyMounted", host: "web-2", volume: "shop-data", device: "d2" };
  const find = (...told: readonly Told[]) => foundBy("no-write-to-read-only", [START, [5, copy], ...told]);

  it("holds while only the owner writes", () => {
    expect(find([6, acknowledged(0, 3, 5)])).toMatchObject({ atStake: 1, violations: 0 });
  });

  it("is violated by a helper that writes to its copy", () => {
    expect(find([6, acknowledged(0, 3, 5, "web-2")])).toMatchObject({
      violations: 1,
      examples: [{ what: "web-2 acknowledged 3 writes to its copy of shop-data" }],
    });
  });

  it("is not at stake any more when the helper has stopped, nor when it has become the owner", () => {
    const stopped: Happening = { kind: "HostStageChanged", host: "web-2", from: "online", to: "shutting-down" };
    expect(find([6, stopped], [7, acknowledged(0, 3, 5, "web-2")])).toMatchObject({ atStake: 0, violations: 0 });
    expect(find([6, mounted("web-2", "d2")], [7, acknowledged(0, 3, 5, "web-2")])).toMatchObject({ atStake: 0 });
  });
});

describe("no-double-allocation", () => {
  const find = (...told: readonly Told[]) => foundBy("no-double-allocation", [START, ...told]);

  it("holds when a host goes to another service after it has come back", () => {
    const told: Told[] = [
      [1, lease("web-2", "shop"), route("shop", "10.0.0.1", "10.0.0.2")],
      [2, route("shop", "10.0.0.1"), lease("web-2", null)],
      [3, lease("web-2", "cars"), route("cars", "10.0.0.2")],
    ];
    expect(find(...told)).toMatchObject({ atStake: 5, violations: 0 });
  });

  it("is violated when a host is leased twice", () => {
    expect(find([1, lease("web-2", "shop")], [2, lease("web-2", "cars")])).toMatchObject({
      violations: 1,
      examples: [{ atSeconds: 2, what: "web-2 went to cars and was shop's" }],
    });
  });

  const over = (from: string, to: string, result: "done" | "given-up"): Happening[] => {
    const of = move(["shop"], from, to);
    return [begun(of, because), note({ kind: "ended", of, result, because })];
  };

  it("is violated when a host is leased that has taken over from another", () => {
    expect(find([1, ...over("web-1", "web-2", "done"), lease("web-2", "cars")])).toMatchObject({
      violations: 1,
      examples: [{ atSeconds: 1, what: "web-2 went to cars and stands in for another host" }],
    });
  });

  it("holds when a host is leased from which another has taken over, after an attempt in between came to nothing", () => {
    const told: Told[] = [
      [1, ...over("web-1", "web-2", "done")],
      [2, ...over("web-2", "web-3", "given-up"), ...over("web-3", "web-4", "done")],
      [3, lease("web-2", "cars")],
    ];
    expect(find(...told)).toMatchObject({ violations: 0 });
  });

  it("is violated when directors send requests of two services to one address, whatever the logic believes", () => {
    expect(find([1, route("shop", "10.0.0.2")], [2, route("cars", "10.0.0.2")])).toMatchObject({ violations: 1 });
  });
});

describe("pool-conservation", () => {
  const find = (...told: readonly Told[]) => foundBy("pool-conservation", [START, ...told]);
  const answers: Happening = {
    kind: "AddressAnswered",
    host: "web-2",
    address: "10.0.0.2",
    node: "web-2",
    domain: "lan",
  };
  const silent: Happening = {
    kind: "AddressSilenced",
    host: "web-2",
    address: "10.0.0.2",
    node: "web-2",
    domain: "lan",
  };

  it("holds when a host that comes back has stopped before", () => {
    const told: Told[] = [
      [1, lease("web-2", "shop"), answers],
      [2, silent, lease("web-2", null)],
    ];
    expect(find(...told)).toMatchObject({ atStake: 2, violations: 0 });
  });

  it("is violated when a host comes back that was not out", () => {
    expect(find([1, lease("web-2", null)])).toMatchObject({
      violations: 1,
      examples: [{ what: "web-2 came back and was not out" }],
    });
  });

  it("holds when a host is free that was online before anybody had a use for it", () => {
    const hosts = SPEC.hosts.map((host) => ({ ...host, power: "on" as const }));
    const told: Told[] = [START, [1, lease("web-2", "shop"), answers], [2, lease("web-2", null)]];
    expect(foundBy("pool-conservation", told, { spec: { ...SPEC, hosts } })).toMatchObject({ violations: 0 });
  });

  it("is violated when a host is said to be free and still works", () => {
    expect(find([1, lease("web-2", "shop"), answers], [2, lease("web-2", null)])).toMatchObject({ violations: 1 });
  });

  it("holds while a host of the pool stands in under its own address, as it does in another network, up or not, until another takes over from it", () => {
    const wasLent: Told[] = [
      [1, lease("web-2", "shop"), answers],
      [2, silent, lease("web-2", null)],
    ];
    const standsIn: Told[] = [
      [3, takeoverStarted()],
      [4, answers],
      [5, up("web-2"), takeoverEnded()],
    ];
    // Each time another comes or leaves it is looked at the whole pool.
    const looked = (at: number): Told => [at, lease("web-1", "shop")];
    expect(find(...wasLent, [3, takeoverStarted()], [4, answers], looked(5))).toMatchObject({ violations: 0 });
    expect(find(...wasLent, ...standsIn, [6, down()], looked(7))).toMatchObject({ atStake: 3, violations: 0 });
    const goesBack = [takeoverStarted("web-2", "web-1"), takeoverEnded("done", "web-2", "web-1")];
    expect(find(...wasLent, ...standsIn, [6, ...goesBack], looked(7))).toMatchObject({
      violations: 1,
      examples: [{ what: "web-2 answers for its address, and is neither free nor leased" }],
    });
    expect(find(...wasLent, [3, takeoverStarted()], [4, answers, takeoverEnded("given-up")], looked(5))).toMatchObject({
      violations: 1,
    });
  });
});

describe("released-returns", () => {
  const find = (seconds: number, ...told: readonly Told[]) =>
    foundBy("released-returns", [START, ...told], { seconds });

  it("holds when a host comes back within two hours", () => {
    expect(find(9000, [1, scales("shrink")], [7200, lease("web-2", null)])).toMatchObject({
      atStake: 1,
      violations: 0,
    });
  });

  it("is violated when it comes back later, or has not come back so long after", () => {
    expect(find(9000, [1, scales("shrink")], [7300, lease("web-2", null)])).toMatchObject({ violations: 1 });
    expect(find(9000, [1, scales("shrink")])).toMatchObject({
      violations: 1,
      examples: [{ what: "web-2 is to leave shop since 1s and has not come back" }],
    });
  });

  it("does not judge a host that the end of the run finds on its way", () => {
    expect(find(3600, [1, scales("shrink")])).toMatchObject({ violations: 0 });
  });
});

describe("no-flapping", () => {
  const scaled = (kind: "grow" | "shrink"): Happening =>
    note({ kind: "ended", of: scaling(kind), result: "done", because });
  const turns = (count: number, every: number): Told[] =>
    Array.from({ length: count + 1 }, (_, i) => [i * every, scaled(i % 2 === 0 ? "grow" : "shrink")]);
  const find = (...told: readonly Told[]) => foundBy("no-flapping", [START, ...told], { seconds: 20_000 });

  it("allows ten turns within an hour, and any number of hosts in one direction", () => {
    expect(find(...turns(10, 300))).toMatchObject({ atStake: 10, violations: 0 });
    const many = Array.from({ length: 30 }, (_, i): Told => [i, scaled("grow")]);
    expect(find(...many)).toMatchObject({ atStake: 0, violations: 0 });
  });

  it("is violated by the eleventh within an hour, takeovers counted", () => {
    expect(find(...turns(11, 300))).toMatchObject({ violations: 1 });
    expect(find(...turns(11, 400))).toMatchObject({ violations: 0 });
    expect(find(...turns(10, 300), [3100, takeoverEnded()])).toMatchObject({ violations: 1 });
  });

  it("does not count what was given up", () => {
    expect(find(...turns(10, 300), [3100, takeoverStarted(), takeoverEnded("given-up")])).toMatchObject({
      atStake: 10,
      violations: 0,
    });
  });

  describe("is violated by the third takeover in a row that is called off for the sake of a host", () => {
    const STOPPED: Happening = { kind: "HostHealthChanged", host: "web-1", from: "healthy", to: "failed" };
    const WELL: Happening = { kind: "HostHealthChanged", host: "web-1", from: "failed", to: "healthy" };
    const calledOff = note({
      kind: "ended",
      of: move(["shop"], "web-1", "web-2"),
      result: "given-up",
      because: { rule: "seen-at-work", host: "web-1", at: 0 },
    });
    const vain = (at: number, ...meanwhile: readonly Happening[]): Told[] => [
      [at, takeoverStarted()],
      [at + 1, ...meanwhile],
      [at + 5, calledOff],
    ];
    const stopped: Told = [5, STOPPED];

    it("that did not run since it began", () => {
      expect(find(stopped, ...vain(10), ...vain(30))).toMatchObject({ atStake: 2, violations: 0 });
      expect(find(stopped, ...vain(10), ...vain(30), ...vain(50))).toMatchObject({
        atStake: 3,
        violations: 1,
        examples: [{ what: "3 takeovers of shop in a row were called off, and web-1 did not run" }],
      });
    });

    it("not of one that ran at some time meanwhile, or where somebody took over between", () => {
      const ran = vain(50, WELL, STOPPED);
      expect(find(stopped, ...vain(10), ...vain(30), ...ran, ...vain(70), ...vain(90))).toMatchObject({
        atStake: 5,
        violations: 0,
      });
      const done: Told = [50, takeoverStarted(), takeoverEnded()];
      expect(find(stopped, ...vain(10), ...vain(30), done, ...vain(70), ...vain(90))).toMatchObject({ violations: 0 });
    });

    it("also where one was given up between, for that helped nobody", () => {
      const givenUp: Told = [40, takeoverStarted(), takeoverEnded("given-up")];
      expect(find(stopped, ...vain(10), ...vain(30), givenUp, ...vain(50))).toMatchObject({ violations: 1 });
    });
  });

  it("has the limit of the scenario", () => {
    const limited = (most: number) =>
      foundBy("no-flapping", [START, ...turns(3, 300)], {
        seconds: 20_000,
        flapping: { most, within: 900 * 1_000_000 },
      });
    expect(limited(2)).toMatchObject({ violations: 1, examples: [{ what: "shop turned 3 times within 900s" }] });
    expect(limited(3)).toMatchObject({ violations: 0 });
  });
});

describe("queue-bounded", () => {
  const audit = (queued: number, inService: number): Happening => {
    const counts: RequestAudit = {
      service: "shop",
      issued: 20,
      served: 0,
      failed: 0,
      timedOut: 0,
      refused: 0,
      open: 20,
      fingerprint: { issued: 0, ended: 0, open: 0 },
      hosts: [{ host: "web-1", received: 20, queued, inService, completed: 0, turnedAway: 0, dropped: 0 }],
    };
    return { kind: "RequestsAudited", ...counts };
  };
  const find = (happening: Happening) => foundBy("queue-bounded", [START, [5, happening]]);

  it("holds up to the bound and not beyond", () => {
    const [host] = SPEC.hosts;
    expect(host!.serves).toMatchObject({ queue: 10, concurrency: 1 });
    expect(find(audit(10, 1))).toMatchObject({ atStake: 1, violations: 0 });
    expect(find(audit(11, 1))).toMatchObject({ violations: 1 });
    expect(find(audit(1, 2))).toMatchObject({ violations: 1 });
  });

  it("is not at stake while nobody waits", () => {
    expect(find(audit(0, 1))).toMatchObject({ atStake: 0 });
  });
});

describe("stale-read-declared", () => {
  const load = { ...SPEC.services[0]!.load! };
  const classes = [
    { name: "prices", share: 0.5, shareable: true, of: "shop-data", fresh: 10_000_000, size: 1 },
    { name: "stock", share: 0.5, shareable: false, of: "shop-data", size: 1 },
  ];
  const spec = { ...SPEC, services: [{ ...SPEC.services[0]!, load: { ...load, classes } }] };
  const read = (reads: number, stale: number): Happening => ({ kind: "CopiesRead", service: "shop", reads, stale });
  const find = (happening: Happening, answered: readonly (readonly [number, number])[]) =>
    foundBy("stale-read-declared", [START, [50, happening]], {
      spec,
      before: (requests) => {
        for (const [requestClass, lag] of answered) requests.readFromCopy?.(0, requestClass, 5_000_000, lag);
      },
    });

  it("holds when what was stale is counted as stale", () => {
    expect(
      find(read(3, 1), [
        [0, 0],
        [0, 10_000_000],
        [0, 10_000_001],
      ]),
    ).toMatchObject({ atStake: 1, violations: 0 });
  });

  it("is violated when stale reads are not counted", () => {
    expect(
      find(read(3, 0), [
        [0, 0],
        [0, 10_000_000],
        [0, 10_000_001],
      ]),
    ).toMatchObject({
      violations: 1,
      examples: [{ what: "shop counts 0 stale of 3 reads from copies, there were 1 of 3" }],
    });
  });

  it("is violated when only the primary may answer, and a copy that lags did", () => {
    expect(find(read(1, 1), [[1, 1]])).toMatchObject({ violations: 1 });
    expect(find(read(1, 0), [[1, 0]])).toMatchObject({ violations: 0 });
  });
});
