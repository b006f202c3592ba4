import { describe, expect, it } from "vitest";
import { observe } from "../../../src/observe/index.js";
import type { Happening } from "../../../src/model/index.js";
import { STATE_CONDITIONS } from "../../../src/result/index.js";
import {
  acknowledged,
  ADDRESS,
  down,
  health,
  mounted,
  power,
  run,
  SPEC,
  START,
  stepEnded,
  stepStarted,
  takeoverEnded,
  takeoverStarted,
  up,
  verdict,
  type RunOptions,
  type Told,
} from "../small-run.js";

function detailOf(told: readonly Told[], options: RunOptions = {}) {
  const { detail } = run(told, { ...options, detail: true });
  if (detail === null) throw new Error("no detail was kept");
  return detail;
}

const hit = (kind: "FaultInjected" | "FaultCleared", fault: string, effect: string, target: string) =>
  ({ kind, fault, effect, target }) as const;

function stripOf(told: readonly Told[], kind: string, actor: string) {
  return detailOf(told).strips.find((strip) => strip.kind === kind && strip.actor === actor)?.intervals;
}

describe("strips", () => {
  it("begin at 0 for every actor of the world", () => {
    const { strips } = detailOf([START]);
    expect(strips.map(({ kind, actor, intervals }) => [kind, actor, ...intervals])).toEqual([
      ["service", "shop", [0, "serving"]],
      ["host", "web-1", [0, "online"]],
      ["host", "web-2", [0, "off"]],
      ["agent", "web-1", [0, "up"]],
      ["agent", "web-2", [0, "off"]],
      ["relay", "relay-1", [0, "up"]],
      ["relay", "relay-2", [0, "off"]],
      ["network", "lan", [0, "up"]],
      ["link", "fc-1", [0, "up"]],
      ["link", "fc-2", [0, "up"]],
      ["array", "array-1", [0, "up"]],
      ["port-adapter", "fa-1", [0, "up"]],
      ["port-adapter", "fa-2", [0, "up"]],
      ["disk-adapter", "da-1", [0, "up"]],
    ]);
  });

  it("tell how links and adapters are: cut or broken, slow or lossy, and of adapters whether they have power", () => {
    const quality = (link: string, slowness: number, loss: number) =>
      ({ kind: "LinkQualityChanged", link, slowness, loss }) as const;
    const works = (link: string, up: boolean) => ({ kind: "LinkChanged", link, up }) as const;
    const powered = (is: boolean) => ({ kind: "ArrayPowerChanged", array: "array-1", powered: is }) as const;
    const told: Told[] = [
      START,
      [10, quality("fc-1", 4, 0), quality("fa-1", 1, 0.1)],
      [20, quality("fc-1", 4, 0.2), works("da-1", false)],
      [30, works("fc-1", false), powered(false)],
      [40, works("fc-1", true), quality("fa-1", 1, 0)],
      [50, quality("fc-1", 1, 0), powered(true)],
      [60, works("da-1", true)],
    ];
    expect(stripOf(told, "link", "fc-1")).toEqual([
      [0, "up"],
      [10, "slow"],
      [20, "lossy"],
      [30, "cut"],
      [40, "lossy"],
      [50, "up"],
    ]);
    expect(stripOf(told, "port-adapter", "fa-1")).toEqual([
      [0, "up"],
      [10, "lossy"],
      [30, "unpowered"],
      [50, "up"],
    ]);
    expect(stripOf(told, "disk-adapter", "da-1")).toEqual([
      [0, "up"],
      [20, "down"],
      [30, "unpowered"],
      [50, "down"],
      [60, "up"],
    ]);
    const said = detailOf(told)
      .chronicle.filter(({ actor }) => actor === "fc-1")
      .map(({ what }) => what);
    expect(said).toEqual([
      "takes 4 times as long",
      "takes 4 times as long and loses 20 % of what it carries",
      "cut",
      "up",
      "neither slow nor lossy",
    ]);
  });

  it("tell what a host's state means: crashed, switched off, without supply", () => {
    const told: Told[] = [
      START,
      [10, hit("FaultInjected", "crash web-1", "crash", "web-1"), health("web-1", "healthy", "failed")],
      [20, power("web-1", false)],
      [30, hit("FaultInjected", "power", "power-loss", "web-1")],
      [40, hit("FaultCleared", "power", "power-loss", "web-1")],
      [50, power("web-1", true), health("web-1", "failed", "healthy")],
      [50, { kind: "HostStageChanged", host: "web-1", from: "online", to: "diagnostics" }],
      [60, { kind: "HostStageChanged", host: "web-1", from: "diagnostics", to: "booting" }],
    ];
    expect(stripOf(told, "host", "web-1")).toEqual([
      [0, "online"],
      [10, "crashed"],
      [20, "off"],
      [30, "unpowered"],
      [40, "off"],
      [50, "diagnostics"],
      [60, "booting"],
    ]);
  });

  it("of one that changes too often say from when it is not told, and how it was at the end", () => {
    const flips = Array.from({ length: 100_010 }, (_, each): Told => {
      return [1 + each / 2000, { kind: "LinkChanged", link: "fc-1", up: each % 2 === 1 }];
    });
    const intervals = stripOf(
      [START, ...flips, [90, { kind: "LinkChanged", link: "fc-1", up: false }]],
      "link",
      "fc-1",
    )!;
    expect(intervals).toHaveLength(100_002);
    expect(intervals.slice(-3)).toEqual([
      [1 + 99_998 / 2000, "cut"],
      [1 + 99_999 / 2000, "not-told"],
      [90, "cut"],
    ]);
  });

  it("drop states that lasted no time", () => {
    expect(stripOf([START, [10, down(), up()], [20, down()]], "service", "shop")).toEqual([
      [0, "serving"],
      [20, "down"],
    ]);
  });

  it("have an agent off while its host is dead, and up again with it", () => {
    const told: Told[] = [
      START,
      [10, health("web-1", "healthy", "failed")],
      [20, power("web-1", false)],
      [30, health("web-1", "failed", "healthy"), power("web-1", true)],
    ];
    expect(stripOf(told, "agent", "web-1")?.slice(0, 2)).toEqual([
      [0, "up"],
      [10, "off"],
    ]);
  });

  it("show relays, links, arrays and agents in words that readers know", () => {
    const told: Told[] = [
      START,
      [
        10,
        { kind: "RelayMoved", relay: "relay-1", contacts: "open" },
        { kind: "LinkChanged", link: "fc-1", up: false },
      ],
      [20, { kind: "RelayStuck", relay: "relay-1", contacts: "open" }],
      [25, { kind: "AgentChanged", host: "web-1", alive: false }],
      [30, { kind: "RelayFreed", relay: "relay-1" }, { kind: "ArrayPowerChanged", array: "array-1", powered: false }],
    ];
    expect(stripOf(told, "relay", "relay-1")).toEqual([
      [0, "up"],
      [10, "off"],
      [20, "stuck"],
      [30, "off"],
    ]);
    expect(stripOf(told, "link", "fc-1")?.at(-1)).toEqual([10, "cut"]);
    expect(stripOf(told, "array", "array-1")?.at(-1)).toEqual([30, "unpowered"]);
    expect(stripOf(told, "agent", "web-1")?.at(-1)).toEqual([25, "lost"]);
    for (const { intervals } of detailOf(told).strips) {
      for (const [, state] of intervals) expect(Object.keys(STATE_CONDITIONS)).toContain(state);
    }
  });
});

describe("fault bands", () => {
  it("last from injection until they are cleared, each on its target", () => {
    const { bands } = detailOf([
      START,
      [
        10,
        hit("FaultInjected", "power", "power-loss", "web-1"),
        hit("FaultInjected", "power", "power-loss", "array-1"),
      ],
      [20, hit("FaultCleared", "power", "power-loss", "array-1")],
    ]);
    expect(bands).toEqual([
      { fault: "power", effect: "power-loss", target: "web-1", startSeconds: 10, endSeconds: null },
      { fault: "power", effect: "power-loss", target: "array-1", startSeconds: 10, endSeconds: 20 },
    ]);
  });
});

describe("series", () => {
  it("count requests in the step of time in which they were issued or ended", () => {
    const { series } = detailOf([START, [1.5, power("web-2", true)]], {
      seconds: 1200,
      requests: (requests) => {
        for (const at of [0, 1e6, 2e6, 3_999_999]) requests.issued(0, 0, at, false);
        requests.ended(0, 0, "served", 1e6, 1e6, true);
        requests.ended(0, 0, "served", 1_500_000, 500_000, true);
        requests.ended(0, 0, "failed", 4e6, 2e6, true);
        requests.ended(0, 0, "refused", 1200e6, 0, true);
      },
    });
    const valuesOf = (name: string) => series.find((each) => each.name === name)?.values;
    expect(series.every(({ stepSeconds, values }) => stepSeconds === 2 && values.length === 600)).toBe(true);
    expect(valuesOf("shop.offered")?.slice(0, 3)).toEqual([1, 1, 0]);
    expect(valuesOf("shop.served")?.slice(0, 3)).toEqual([1, 0, 0]);
    expect(valuesOf("shop.errors")?.slice(0, 3)).toEqual([0, 0, 0.5]);
    expect(valuesOf("shop.errors")?.at(-1)).toBe(0.5);
    expect(valuesOf("shop.latency")?.slice(0, 2)).toEqual([0.75, null]);
    expect(valuesOf("hosts.powered")?.slice(0, 2)).toEqual([1.25, 2]);
  });

  it("tell what the hosts that get requests could serve: the primary while it answers, helpers while they are sent any", () => {
    const routes = (...targets: readonly (readonly [address: string, weight: number])[]): Happening => ({
      kind: "RouteChanged",
      service: "shop",
      routes: [
        {
          requestClass: "order",
          targets: targets.map(([address, weight]) => ({ address, weight })),
          ...{ spread: "turns", sessions: "move", eject: null },
        },
      ],
    });
    const helper: Happening = {
      kind: "AddressAnswered",
      host: "web-2",
      address: "10.0.0.9",
      node: "web-2",
      domain: "lan",
    };
    const online: Happening = { kind: "HostStageChanged", host: "web-2", from: "booting", to: "online" };
    const { series } = detailOf(
      [
        START,
        [200, power("web-2", true), helper, routes([ADDRESS, 1], ["10.0.0.9", 1])],
        [300, online],
        [400, routes([ADDRESS, 1], ["10.0.0.9", 0])],
        [500, routes([ADDRESS, 1], ["10.0.0.9", 1])],
        [600, health("web-1", "healthy", "hung"), down()],
        [700, health("web-1", "hung", "healthy"), up()],
        [800, { kind: "RouteChanged", service: "shop", routes: [] }],
        [901, down()],
      ],
      { seconds: 1200 },
    );
    const capacity = series.find(({ name }) => name === "shop.capacity")!;
    expect(capacity.unit).toBe("per-second");
    // Hosts serve 10 a second each.
    const at = (seconds: number) => capacity.values[seconds / capacity.stepSeconds];
    expect([100, 250, 350, 450, 550, 650, 750, 850, 900, 1000].map(at)).toEqual([10, 10, 20, 10, 20, 10, 20, 10, 5, 0]);
  });

  it("tell what all hosts could serve that a service runs on, those that answer", () => {
    const [shop, ...others] = SPEC.services;
    const spec = { ...SPEC, services: [{ ...shop!, pool: ["web-1", "web-2"] }, ...others] };
    const second: Happening = { kind: "HostStageChanged", host: "web-2", from: "booting", to: "online" };
    const { series } = detailOf(
      [START, [300, power("web-2", true), second], [600, health("web-2", "healthy", "hung")]],
      { seconds: 1200, spec },
    );
    const capacity = series.find(({ name }) => name === "shop.capacity")!;
    expect([100, 450, 750].map((seconds) => capacity.values[seconds / capacity.stepSeconds])).toEqual([10, 20, 10]);
  });

  it("take a short last step for as long as it was", () => {
    const { series } = detailOf([START], {
      seconds: 0.000_701,
      requests: (requests) => requests.issued(0, 0, 700, false),
    });
    const offered = series.find(({ name }) => name === "shop.offered");
    expect(offered?.stepSeconds).toBe(0.000_002);
    expect(offered?.values).toHaveLength(351);
    expect(offered?.values.at(-1)).toBe(1_000_000);
  });

  it("have no values after the end of a run that was stopped", () => {
    const observation = observe({ spec: SPEC, duration: 1200e6, warmUp: 0, replication: 0 }, { detail: true });
    const { detail } = observation.finish(3e6);
    const values = detail?.series.find(({ name }) => name === "hosts.powered")?.values;
    expect(values?.slice(0, 3)).toEqual([1, 1, null]);
    expect(values).toHaveLength(600);
  });
});

describe("takeovers and the chronicle", () => {
  it("tells the first lines of what happens too often, all of what is rare, and how much it does not tell", () => {
    const flips = Array.from({ length: 70_000 }, (_, each): Told => {
      return [1 + each / 1000, { kind: "LinkChanged", link: "fc-1", up: each % 2 === 1 }];
    });
    const { chronicle } = detailOf([START, ...flips, [80, hit("FaultInjected", "crash web-1", "crash", "web-1")]]);
    const flipped = chronicle.filter(({ told }) => told?.kind === "LinkChanged");
    // Three lines of other kinds were there when it grew too long; all that followed of this kind is left out.
    expect(flipped.length).toBe(20_000 - 3);
    expect(flipped[9_999]!.atSeconds).toBe(10.999);
    expect(chronicle.filter(({ told }) => told?.kind === "FaultInjected")).toHaveLength(1);
    const untold = 70_000 - flipped.length;
    expect(chronicle.find(({ told }) => told?.kind === "not-told")?.what).toBe(
      `${untold} further lines are not told: a chronicle has 30000 at most`,
    );
  });

  const told: Told[] = [
    START,
    [5, acknowledged(0, 4, 3)],
    [10, hit("FaultInjected", "crash web-1", "crash", "web-1"), down("nobody answers at 10.0.0.1")],
    [20, verdict("web-1"), takeoverStarted(), stepStarted("boot", "boot")],
    [50, mounted("web-2", "d2"), up("web-2"), stepEnded("boot"), takeoverEnded()],
  ];

  it("tell a takeover with its steps", () => {
    expect(detailOf(told).takeovers).toEqual([
      {
        family: "failover",
        kind: "takeover",
        subjects: [{ kind: "service", name: "shop" }],
        services: ["shop"],
        from: "web-1",
        to: "web-2",
        startSeconds: 20,
        endSeconds: 50,
        result: "done",
        steps: [
          {
            step: "boot",
            figure: "220",
            phase: "boot",
            startSeconds: 20,
            endSeconds: 50,
            outcome: "done",
            reason: "done",
          },
        ],
      },
    ]);
  });

  it("tell what happened in words, with the reasons that were given", () => {
    const lines = detailOf(told).chronicle.map(
      ({ atSeconds, actor, what, because }) =>
        `${atSeconds} ${actor}: ${what}${because === null ? "" : ` [${because}]`}`,
    );
    expect(lines).toEqual([
      "0 web-1: goes on with d1 as shop-data",
      "0 web-1: answers for 10.0.0.1",
      "0 shop: up on web-1",
      "10 web-1: hit by crash [fault crash web-1]",
      "10 shop: down [nobody answers at 10.0.0.1]",
      "20 controller: verdict on web-1: failed [3 reports missed, last heard at 5s]",
      "20 controller: takeover of shop from web-1 to web-2 begins, routine 2A [web-1 is failed]",
      "20 controller: step boot (220) begins",
      "20 fence-verified: violated: web-2 starts, and nobody looked since 0s whether web-1 is down",
      "50 web-2: goes on with d2 as shop-data",
      "50 shop: lost 4 acknowledged writes (400 bytes) of shop-data [the data with which web-2 goes on does not hold them]",
      "50 shop: up on web-2",
      "50 controller: step boot done after 30s [done]",
      "50 controller: takeover of shop from web-1 to web-2 done [every step is done]",
      "100 no-acked-write-lost-silently: violated: web-2 went on without 4 acknowledged writes of shop-data at 50s, and nobody said so",
      expect.stringMatching(/^100 invariants: never at stake: unique-identity, .*relay-matches-host, .*effects-match/),
    ]);
  });
});
