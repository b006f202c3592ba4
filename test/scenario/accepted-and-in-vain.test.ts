// What may be said and goes wrong in every run is named by `check`: each with a run that shows it, and one beside it of which nothing is said.
import { describe, expect, test } from "vitest";
import { runReplication } from "../../src/experiment/index.js";
import { weaknessesOf } from "../../src/scenario/index.js";
import { scenarioOf } from "./a-scenario.js";

interface Said {
  readonly lan?: string;
  readonly controller?: string;
  readonly relays?: string;
  readonly rate?: string;
  readonly policy: string;
  readonly faults?: string;
}

/** Three hosts that are alike at one storage system; the first serves. */
const text = ({ lan = "latency: 1ms", controller = "networks: [lan]", relays = "", rate = "2/s", ...said }: Said) => `
name: accepted
duration: 2h
networks: { lan: { ${lan} }, office: { latency: 2ms } }
storage:
  array-1:
    port-adapters: [fa-1, fa-2, fa-3]
    disk-adapters: [da-1, da-2]
    bandwidth: 200MB/s
    volumes:
      shop-os: { size: 1GB, holds: system, on: da-1, via: fa-1, mirror: { on: da-2 } }
      shop-data: { size: 2GB, on: da-1, via: fa-1, mirror: { on: da-2 } }
links: { l-1: {}, l-2: {}, l-3: {} }
hosts:
  web-1:
    network: lan
    storage: { array-1: { link: l-1, port: fa-1 } }
    relay: relay-1
    serves: { rate: 20/s, concurrency: 2 }
  web-2: { like: web-1, storage: { array-1: { link: l-2, port: fa-2 } }, relay: relay-2, power: off }
  web-3: { like: web-1, storage: { array-1: { link: l-3, port: fa-3 } }, relay: relay-3, power: off }
${relays}
agents: { web-1: { report: 5s }, web-2: { report: 5s }, web-3: { report: 5s } }
services:
  shop:
    runs-on: web-1
    director: director-1
    load:
      rate: ${rate}
      mix: { browse: { share: 70%, reads: shareable }, order: { share: 30%, writes: shop-data } }
controller: { ${controller} }
policies:
  p: ${said.policy}
faults: [${said.faults ?? ""}]
`;

const named = (said: Said, of: RegExp): readonly string[] =>
  weaknessesOf(scenarioOf(text(said))).filter((each) => of.test(each));

/** What began, and how it ended. */
function undertaken(said: Said): readonly string[] {
  const scenario = scenarioOf(text(said));
  const { detail } = runReplication(scenario, scenario.policies[0]!, 0, { detail: true });
  return detail!.chronicle
    .map(({ what }) => what)
    .filter((what) => /(takeover of shop|helps with shop).*(done|given-up)/.test(what))
    .map((what) => what.replace(/, because.*/, ""));
}

const detecting = (detect: string): string => `{ failover: { preset: 2A, data: [copy], detect: { ${detect} } } }`;
const SERVES = /is replaced though it serves/;

describe("signs of life that come too late", () => {
  test.each<readonly [string, Said, Said]>([
    [
      // The next report is due 5 s after the one before, and what is a tenth of a second late may come before none that is not.
      "under p web-1 is replaced though it serves: one report that comes late is missed (`misses: 1`), and the jitter of lan makes reports late",
      { lan: "latency: 1ms, jitter: 'uniform(0s, 50ms)'", policy: detecting("reports: { misses: 1 }") },
      { lan: "latency: 1ms, jitter: 'uniform(0s, 50ms)'", policy: detecting("reports: { misses: 2 }") },
    ],
    [
      "under p web-1 is replaced though it serves: its reports take 500 ms to come, and count as too late after 100 ms (`freshness`)",
      { lan: "latency: 500ms", policy: detecting("reports: off, freshness: { shift: 100ms }") },
      { lan: "latency: 500ms", policy: detecting("reports: off, freshness: { shift: 600ms }") },
    ],
    [
      // Nine hundred and ninety-nine of a thousand take less than 500 ms + 0.999 s there, and as much back.
      "under p web-1 is replaced though it serves: a query and its answer take up to 2.998 s, and one that takes longer than 2 s is missed (`timeout`)",
      {
        lan: "latency: 500ms, jitter: 'uniform(0s, 1s)'",
        policy: detecting("reports: off, queries: { every: 5s, timeout: 2s, misses: 1 }"),
      },
      {
        lan: "latency: 500ms, jitter: 'uniform(0s, 1s)'",
        policy: detecting("reports: off, queries: { every: 5s, timeout: 4s, misses: 1 }"),
      },
    ],
  ])("%s", (sentence, wrong, right) => {
    expect(named(wrong, SERVES)).toEqual([sentence]);
    expect(undertaken(wrong)[0]).toBe("takeover of shop from web-1 to web-2 done");
    expect(named(right, SERVES)).toEqual([]);
    expect(undertaken(right)).toEqual([]);
  });

  test("are no reason alone where all sources have to agree", () => {
    const lan = "latency: 1ms, jitter: 'uniform(0s, 50ms)'";
    const policy = detecting("when: all, reports: { misses: 1 }, queries: { every: 5s, timeout: 1s, misses: 3 }");
    expect(named({ lan, policy }, SERVES)).toEqual([]);
    expect(undertaken({ lan, policy })).toEqual([]);
  });
});

const helping = (more: string): string =>
  `{ balancing: { every: 10s, grow: { above: 5%, for: 1min, tolerance: 20% }, shrink: { below: 1%, for: 5min }, ${more} } }`;

describe("helpers that never come", () => {
  test("more hosts are asked for than there are", () => {
    const asking = (asked: string) => ({ policy: helping(asked) });
    expect(named(asking("hosts: { least: 3 }"), /at any time/)).toEqual([]);
    expect(named(asking("pool: [web-2], hosts: { least: 3 }"), /at any time/)).toEqual([
      "under p shop is to have 3 hosts at any time, and there are 2 that could serve it",
    ]);
    expect(undertaken(asking("pool: [web-2], hosts: { least: 3 }"))).toEqual(["web-2 helps with shop: done"]);
    expect(named({ policy: "{ balancing: { static: 4 } }" }, /at any time/)).toEqual([
      "under p shop is to have 4 hosts at any time, and there are 3 that could serve it",
    ]);
  });

  test("load is asked for anew before anybody can have answered", () => {
    const asking = (every: string): Said => ({
      ...{ lan: "latency: 300ms", rate: "15/s" },
      policy: helping("drain: 1min").replace("every: 10s", `every: ${every}`),
    });
    expect(named(asking("600ms"), /the load of/)).toEqual([
      "under p nobody ever knows the load of web-1: it is asked for every 600 ms, and an answer takes 600 ms",
    ]);
    expect(undertaken(asking("600ms"))).toEqual([]);
    expect(named(asking("700ms"), /the load of/)).toEqual([]);
    expect(undertaken(asking("700ms"))).toContain("web-2 helps with shop: done");
  });
});

describe("one mirror, and two who want it", () => {
  const MIRROR = /second helper|while somebody helps/;
  const both = (data: string, by: string): string => `
    failover: { preset: 2A, data: [${data}] }
    balancing: { every: 10s, grow: { above: 5%, for: 1min, tolerance: 20% }, shrink: { below: 1%, for: 5min }, hosts: { most: 2 }, data: { by: [${by}] } }`;

  test("no second helper comes", () => {
    const policy = helping("hosts: { most: 3 }, data: { by: [split-mirror] }");
    expect(named({ policy }, MIRROR)).toEqual([
      "under p shop never has a second helper: each gets a mirror that is split off (`data.by`), and there is one of shop-data, shop-os",
    ]);
    const [first, ...others] = undertaken({ policy });
    expect(first).toBe("web-2 helps with shop: done");
    expect(others.length).toBeGreaterThan(0);
    expect(others.filter((what) => what !== "web-3 helps with shop: given-up")).toEqual([]);
    const copied = helping("hosts: { most: 3 }, data: { by: [split-mirror, copy] }");
    expect(named({ policy: copied }, MIRROR)).toEqual([]);
    expect(undertaken({ policy: copied })).toEqual(["web-2 helps with shop: done", "web-3 helps with shop: done"]);
  });

  test("nobody takes over while somebody helps", () => {
    const faults = "{ at: 1h, crash: web-1, repair: 10min }";
    const wrong = { policy: both("split-mirror", "split-mirror"), faults };
    expect(named(wrong, MIRROR)).toEqual([
      "under p nobody takes shop over while somebody helps it: the mirror of shop-data, shop-os was split off for the helper, and failover has no other way for its data (split-mirror)",
    ]);
    expect(undertaken(wrong)).toContain("takeover of shop from web-1 to web-3 given-up");
    const right = { policy: both("split-mirror, copy", "split-mirror"), faults };
    expect(named(right, MIRROR)).toEqual([]);
    expect(undertaken(right)).toContain("takeover of shop from web-1 to web-3 done");
  });
});

describe("a way of orders that is cut", () => {
  const faults = "{ at: 1h, crash: web-1, repair: 30min }, { at: 59min, cut: office, for: 20min }";
  const ALONE = /alone: while that is cut/;

  test("keeps anybody from being fenced, and from standing in", () => {
    const said = { controller: "networks: [lan], management: office", policy: detecting("errors: true") };
    expect(named(said, ALONE)).toEqual([
      "orders that concern the power of hosts, storage systems, people go over office alone: while that is cut nobody is fenced, and nobody stands in",
    ]);
    // With it nobody takes over before it is whole again, 20 min after it was cut.
    const scenario = scenarioOf(text({ ...said, faults }));
    const { measures } = runReplication(scenario, scenario.policies[0]!, 0, { detail: false }).result;
    expect(measures["shop.rto.max"]).toBeGreaterThan(19 * 60);
    const whole = scenarioOf(text({ policy: detecting("errors: true"), faults }));
    expect(named({ policy: detecting("errors: true") }, ALONE)).toEqual([]);
    const { measures: soon } = runReplication(whole, whole.policies[0]!, 0, { detail: false }).result;
    expect(soon["shop.rto.max"]).toBeLessThan(5 * 60);
  });

  test("is that of a relay alone where only that hangs on it", () => {
    const relays = "relays: { relay-2: { over: office } }";
    expect(named({ relays, policy: detecting("errors: true") }, ALONE)).toEqual([
      "relay-2 can be reached over office alone: while that is cut nobody switches what it feeds",
    ]);
  });
});
