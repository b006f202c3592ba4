/** One agent for all hosts of a site: what it says of each depends on the host on which it runs, and leaves from there. */
import { describe, expect, it } from "vitest";
import type { ActionOf, Effect, FailoverPolicy, HostCounters, Input, Machine, Turn } from "../../src/control/index.js";
import { startMachine, type HostSpec, type World, type WorldSpec } from "../../src/model/index.js";
import { MILLISECOND, MINUTE, SECOND } from "../../src/units/index.js";
import { smallPolicy, smallRun, smallSpec, type SmallRun } from "./small-world.js";

/** Both hosts online, watched from web-1; web-2 is behind a router, on a network of 30 ms. The controller is on lan. */
function siteSpec(): WorldSpec {
  const spec = smallSpec();
  const [one, two] = spec.hosts;
  return {
    ...spec,
    networks: [...spec.networks, { name: "far", latency: 30 * MILLISECOND, bandwidth: 1e6 }],
    connectors: [{ name: "router", joins: ["lan", "far"] }],
    arrays: [],
    links: [],
    hosts: [one!, { ...two!, power: "on", network: "far" }],
    agents: [{ host: "web-1", watches: ["web-1", "web-2"], report: 5 * SECOND, quickDiagnostics: MINUTE }],
    services: spec.services.map(({ name, runsOn }) => ({ name, runsOn })),
  };
}

type Deeds = readonly (readonly [at: number, deed: (world: World) => void])[];

/** The instants, in seconds, at which reports of a host were sent that arrived within a minute, each with its delay. */
function reportsOf(host: string, deeds: Deeds = [], seconds = 60): (readonly [sent: number, delay: number])[] {
  const { world, kernel } = smallRun(siteSpec(), null, { everyEvent: true });
  const heard: (readonly [number, number])[] = [];
  world.reportListener = (name, sentAt, at) => {
    if (name === host) heard.push([sentAt / SECOND, at - sentAt]);
  };
  for (const [at, deed] of deeds) kernel.schedule(at * SECOND, () => deed(world));
  kernel.run(seconds * SECOND);
  return heard;
}

const sent = (host: string, deeds: Deeds, seconds?: number) => reportsOf(host, deeds, seconds).map(([at]) => at);

/** What comes every five seconds. */
function fives(from: number, to: number): number[] {
  return Array.from({ length: Math.floor((to - from) / 5) + 1 }, (_, i) => from + 5 * i);
}

describe("an agent of a site", () => {
  it("reports of each host at its interval, over the network of the host on which it runs", () => {
    expect(reportsOf("web-1")).toEqual(fives(0, 55).map((at) => [at, 200]));
    expect(reportsOf("web-2")).toEqual(reportsOf("web-1"));
  });

  it("says nothing of anybody while its own host is down, hangs or is cut off, or it is dead itself", () => {
    const ways: readonly (readonly [Deeds[0][1], Deeds[0][1], number[]])[] = [
      [(world) => world.host("web-1").hang(), (world) => world.host("web-1").wake(), fives(35, 55)],
      [
        (world) => world.post.partition("web-1", true, false),
        (world) => world.post.partition("web-1", true, true),
        fives(35, 55),
      ],
      [
        (world) => world.host("web-1").reach.setComponent("network-controller", false),
        (world) => world.host("web-1").reach.setComponent("network-controller", true),
        fives(35, 55),
      ],
      // Started anew it begins at once.
      [
        (world) => world.agents.get("web-1")?.setAlive(false),
        (world) => world.agents.get("web-1")?.setAlive(true),
        fives(32, 57),
      ],
    ];
    for (const [strike, cure, after] of ways) {
      const deeds: Deeds = [
        [12, strike],
        [32, cure],
      ];
      for (const host of ["web-1", "web-2"]) expect(sent(host, deeds)).toEqual([0, 5, 10, ...after]);
    }
  });

  it("begins anew with its host, for all whom it watches", () => {
    const deeds: Deeds = [
      [12, (world) => world.host("web-1").crash()],
      [32, (world) => world.host("web-1").repair()],
    ];
    // Diagnostics 90 s, standalone is skipped, online 60 s: back at 182 s.
    const expected = [0, 5, 10, ...fives(182, 237)];
    for (const host of ["web-1", "web-2"]) expect(sent(host, deeds, 240)).toEqual(expected);
  });

  it("says nothing of a host that died, and reports as soon as it is back", () => {
    const deeds: Deeds = [
      [12, (world) => world.host("web-2").crash()],
      [32, (world) => world.host("web-2").repair()],
    ];
    expect(sent("web-2", deeds, 240)).toEqual([0, 5, 10, ...fives(182, 237)]);
    expect(sent("web-1", deeds)).toEqual(fives(0, 55));
  });

  it("says nothing of a host that it does not reach, though the controller does", () => {
    const router = (up: boolean) => (world: World) => world.connectors.get("router")?.setUp(up);
    const cut: Deeds = [
      [12, router(false)],
      [32, router(true)],
    ];
    expect(sent("web-2", cut)).toEqual([0, 5, 10, ...fives(35, 55)]);
    const partition: Deeds = [[12, (world) => world.post.partition("web-2", false, false)]];
    expect(sent("web-2", partition)).toEqual(fives(0, 55));
  });

  it("waits for both: a host that comes while the other is down is reported of when that is back", () => {
    const deeds: Deeds = [
      [12, (world) => world.host("web-2").crash()],
      [12, (world) => world.host("web-1").crash()],
      [32, (world) => world.host("web-2").repair()],
      [52, (world) => world.host("web-1").repair()],
    ];
    expect(sent("web-2", deeds, 240)).toEqual([0, 5, 10, ...fives(202, 237)]);
  });

  it("tells of errors and what diagnostics find of each, and of nothing when it is dead", () => {
    for (const alive of [true, false]) {
      const { world, kernel } = smallRun(siteSpec(), null);
      const heard: string[] = [];
      startMachine(world, "controller", listener(heard), null);
      kernel.schedule(10 * SECOND, () => world.agents.get("web-1")?.setAlive(alive));
      kernel.schedule(20 * SECOND, () => {
        const monitor = world.monitors.get("web-2");
        monitor?.reportError("cpu", "smokes");
        monitor?.reportMinorError("memory");
        monitor?.diagnoseNext("quick", () => ({ kind: "paced", host: "web-2", slowness: 4 }));
      });
      kernel.run(2 * MINUTE);
      const told = ["20.0002 error-report web-2", "20.0002 minor-error web-2", "60.0002 paced web-2"];
      expect(heard).toEqual(alive ? told : []);
    }
  });

  it("tells that a host lost its storage as soon as it can, if that lasts", () => {
    const spec = smallSpec();
    const hosts = spec.hosts.map((host) => (host.name === "web-2" ? { ...host, power: "on" as const } : host));
    const links = spec.links.slice(0, 1);
    const agents = [{ host: "web-2", watches: ["web-1", "web-2"], report: 5 * SECOND }];
    const ways: readonly (readonly [Deeds[0][1], Deeds[0][1]])[] = [
      [(world) => world.agents.get("web-2")?.setAlive(false), (world) => world.agents.get("web-2")?.setAlive(true)],
      [(world) => world.post.partition("web-2", true, false), (world) => world.post.partition("web-2", true, true)],
    ];
    const told = ([silence, speech]: (typeof ways)[number], linkBackAt: number) => {
      const { world, kernel } = smallRun({ ...spec, agents, hosts, links }, null);
      const heard: string[] = [];
      startMachine(world, "controller", listener(heard), null);
      const deeds: Deeds = [
        [11, silence],
        [12, () => world.links.get("fc-1")?.setUp(false)],
        [linkBackAt, () => world.links.get("fc-1")?.setUp(true)],
        [32, speech],
      ];
      for (const [at, deed] of deeds) kernel.schedule(at * SECOND, () => deed(world));
      kernel.run(MINUTE);
      return heard;
    };
    // An agent that was started anew reports at once; one that could not be heard goes on with its next report.
    const late = [["32.0002 error-report web-1"], ["35.0002 error-report web-1"]];
    expect(ways.map((each) => told(each, 50))).toEqual(late);
    expect(ways.map((each) => told(each, 20))).toEqual([[], []]);
  });

  it("reads the load of each, is told to and tells over its own network, and forgets that with its host", () => {
    const { world, kernel } = smallRun(siteSpec(), null);
    const heard: (readonly [number, HostCounters])[] = [];
    startMachine(world, "controller", loadListener(heard), null);
    const deeds: Deeds = [
      [35, () => world.host("web-1").hang()],
      [45, () => world.host("web-1").wake()],
      [65, () => world.host("web-1").crash()],
    ];
    for (const [at, deed] of deeds) kernel.schedule(at * SECOND, () => deed(world));
    kernel.run(2 * MINUTE);
    // The order takes 200 us, and so does each answer; that of 40 s falls while its host hangs.
    expect(heard.map(([at]) => at)).toEqual([0.0004, 10.0004, 20.0004, 30.0004, 50.0004, 60.0004]);
    expect(heard.every(([at, counters]) => counters.at === at * SECOND - 200)).toBe(true);
  });

  it("judges the load of each where it runs, and tells from there what came out", () => {
    const { world, kernel } = smallRun(siteSpec(), null);
    const heard: string[] = [];
    const rule = { metric: "utilisation", limit: { share: 0.5 }, for: 0, tolerance: 0 } as const;
    const capacity = { rate: 400, concurrency: 64, pending: 1000, io: 0 };
    const judge = { capacity, thresholds: { grow: rule, shrink: rule } };
    startMachine(world, "controller", { ...listener(heard), start: watchLoad(judge) }, null);
    kernel.run(25 * SECOND);
    // The first reading has nothing to be compared with.
    expect(heard).toEqual(["10.0004 load-report web-2", "20.0004 load-report web-2"]);
  });
});

/** Hears what agents tell beside their reports. */
function listener(heard: string[]): Machine<null, null, Input, Effect> {
  return {
    start: () => ({ state: null, effects: [] }),
    step(state, input, now) {
      if (input.kind !== "message" || input.body.kind === "report") return { state, effects: [] };
      if ("host" in input.body) heard.push(`${now / SECOND} ${input.body.kind} ${input.body.host}`);
      return { state, effects: [] };
    },
  };
}

/** Has the load of web-2 told, or judged, every 10 s. */
function watchLoad(judge: ActionOf<"watch-load">["judge"]): () => Turn<null, Effect> {
  const every = 10 * SECOND;
  const because = { rule: "query-due", every } as const;
  const action = { kind: "watch-load", host: "web-2", every, judge } as const;
  return () => ({ state: null, effects: [{ kind: "act", id: 1, action, because }] });
}

function loadListener(heard: (readonly [number, HostCounters])[]): Machine<null, null, Input, Effect> {
  return {
    start: watchLoad(null),
    step(state, input, now) {
      if (input.kind !== "message" || input.body.kind !== "counters") return { state, effects: [] };
      heard.push([now / SECOND, input.body.counters]);
      return { state, effects: [] };
    },
  };
}

/** Two hosts of a site watched from the first, and two that stand in for them, watched from the first of those. */
function twoSites(): WorldSpec {
  const spec = smallSpec();
  const [pattern] = spec.hosts;
  const host = (number: number, power: HostSpec["power"]): HostSpec => {
    const name = `web-${number}`;
    const identity = { address: `10.0.0.1${number}`, node: name, domain: "lan" };
    return { ...pattern!, name, identity, relay: `relay-${number}`, power };
  };
  const services = [1, 2].map((number) => ({ name: `shop-${number}`, runsOn: `web-${number}` }));
  return {
    ...spec,
    arrays: [],
    links: [],
    hosts: [host(1, "on"), host(2, "on"), host(3, "off"), host(4, "off")],
    relays: [1, 2, 3, 4].map((number) => ({ ...spec.relays[0]!, name: `relay-${number}` })),
    agents: [
      { host: "web-1", watches: ["web-1", "web-2"], report: 5 * SECOND },
      { host: "web-3", watches: ["web-3", "web-4"], report: 5 * SECOND },
    ],
    services,
  };
}

/** Verdicts of an hour in which the agent's host crashes after a minute, and where services went. */
function afterCrash(
  agents: WorldSpec["agents"],
  detect: Partial<FailoverPolicy["detect"]> = {},
  then: (run: Pick<SmallRun, "world" | "kernel">) => void = () => undefined,
) {
  const policy = smallPolicy({ data: [], standIns: ["web-3", "web-4"] });
  const { world, kernel, of } = smallRun(
    { ...twoSites(), agents },
    { ...policy, detect: { ...policy.detect, ...detect } },
  );
  kernel.schedule(MINUTE, () => world.host("web-1").crash());
  then({ world, kernel });
  kernel.run(60 * MINUTE);
  const verdicts = of("NoteMade").flatMap(({ note, at }) =>
    note.kind === "verdict" ? [`${at / SECOND} ${note.host} ${note.verdict}`] : [],
  );
  return { verdicts, up: of("ServiceUp").map(({ service, host }) => `${service} on ${host}`) };
}

describe("a site whose agent's host crashes", () => {
  const [first, second] = twoSites().agents;
  const own = ["web-3", "web-4"].map((host) => ({ host, report: 5 * SECOND }));
  // The report of 55 s was the last, that of 60 s would come after the crash; the next two do not come either.
  const bothFail = ["70.0002 web-1 failed", "70.0002 web-2 failed"];
  const before = ["shop-1 on web-1", "shop-2 on web-2"];

  it("moves as a whole, though all but one of its hosts work, where reports alone are heard", () => {
    const { verdicts, up } = afterCrash([first!, ...own]);
    expect(verdicts).toEqual(bothFail);
    // The host that works shuts down in order, sooner than the other is confirmed to be off.
    expect(up).toEqual([...before, "shop-2 on web-4", "shop-1 on web-3"]);
  });

  it("loses one host where queries must agree", () => {
    const queries = { every: 5 * SECOND, timeout: 2 * SECOND, misses: 2 };
    const { verdicts, up } = afterCrash([first!, ...own], { when: "all", queries });
    expect(verdicts).toEqual(["70.0002 web-1 failed"]);
    expect(up).toEqual([...before, "shop-1 on web-3"]);
  });

  it("has a stand-in that is online before its watcher left in peace until that one is", () => {
    const { verdicts, up } = afterCrash([first!, second!]);
    expect(verdicts).toEqual(bothFail);
    expect(up).toEqual([...before, "shop-2 on web-4", "shop-1 on web-3"]);
  });

  it("notices a stand-in that fails before its watcher is online as soon as that is", () => {
    const { verdicts } = afterCrash([first!, second!], {}, ({ world, kernel }) => {
      kernel.schedule(280 * SECOND, () => world.host("web-4").crash());
    });
    // web-4: 40 s of shutdown, 1 s for its relay, 150 s to boot, until 261.0006; web-3 begins once web-1's power was cut after
    // 60 s and read back, at 131.1002: it is online at 282.1002, and three reports of web-4 do not come.
    expect(verdicts).toEqual([...bothFail, "297.1002 web-4 failed"]);
  });
});

describe("a monitor that serves nothing itself", () => {
  /** web-3 watches both sites from beside them; the stand-in is online from the beginning, and stays so. */
  function monitored(everyEvent: boolean): SmallRun {
    const spec = twoSites();
    const watches = ["web-1", "web-2", "web-3", "web-4"];
    const hosts = spec.hosts.map((each) => ({
      ...each,
      power: "on" as const,
      network: each.name === "web-4" ? "branch" : "lan",
    }));
    const [lan] = spec.networks;
    // In another network: it keeps its own address, users are sent there, and nothing makes it start anew.
    const policy = smallPolicy({ preset: "6", standby: "cold", data: [], standIns: ["web-4"] });
    const run = smallRun(
      {
        ...spec,
        networks: [lan!, { ...lan!, name: "branch" }],
        connectors: [{ name: "router-1", joins: ["lan", "branch"] }],
        services: spec.services.map((each) => ({ ...each, director: "director-1" })),
        hosts,
        agents: [{ host: "web-3", report: 5 * SECOND, watches }],
      },
      policy,
      { everyEvent },
    );
    run.kernel.schedule(MINUTE, () => run.world.host("web-1").crash());
    run.kernel.schedule(20 * MINUTE, () => run.world.host("web-4").crash());
    run.kernel.run(30 * MINUTE);
    return run;
  }

  it("is believed again of a stand-in from its first report on, though reports were left out before", () => {
    const run = monitored(false);
    const verdicts = run
      .of("NoteMade")
      .flatMap(({ note, at }) => (note.kind === "verdict" ? [`${at / SECOND} ${note.host} ${note.verdict}`] : []));
    expect(verdicts).toEqual(["70.0002 web-1 failed", "1210.0002 web-4 failed"]);
    expect(run.world.behaviour.hex).toBe(monitored(true).world.behaviour.hex);
  });
});
