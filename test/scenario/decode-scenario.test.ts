import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE, SECOND } from "../../src/units/index.js";
import { failoverOf } from "../../src/scenario/index.js";
import { decode, EXAMPLE, EXAMPLE_FILES, problemsOf, scenarioOf, SMALL } from "./a-scenario.js";
import { newScenario } from "./starter.js";

const example = scenarioOf(EXAMPLE, EXAMPLE_FILES);

describe("the example of the language", () => {
  test("has no problem at all", () => {
    expect(decode(EXAMPLE, EXAMPLE_FILES).problems).toEqual([]);
  });

  test("says what it is called, how long it takes and when it begins", () => {
    const { name, title, duration, warmUp, seed, start } = example;
    expect({ name, title, duration, warmUp, seed }).toEqual({
      name: "web-crash",
      title: "A web host crashes under evening load",
      duration: 30 * DAY,
      warmUp: HOUR,
      seed: "7",
    });
    expect(start).toBe(Date.UTC(2000, 10, 20) * 1000);
  });

  test("gives networks, connectors and links in base units", () => {
    expect(example.world.networks).toEqual([
      { name: "lan", latency: 200, bandwidth: 125e6 },
      { name: "wan", latency: 30_000, bandwidth: 19.375e6 },
    ]);
    expect(example.world.connectors).toEqual([{ name: "router-1", joins: ["lan", "wan"] }]);
    expect(example.world.links.map(({ name }) => name)).toEqual(["fc-1", "fc-2"]);
    expect(example.world.links[1]).toEqual({
      name: "fc-2",
      joins: ["web-2", "fa-2"],
      protocol: "fibre-channel",
      bandwidth: 100e6,
      latency: 10,
    });
  });

  test("gives volumes to the host that is attached where they are presented", () => {
    const [array] = example.world.arrays;
    expect(array!.portAdapters).toEqual([
      { name: "fa-1", bandwidth: 200e6 },
      { name: "fa-2", bandwidth: 200e6 },
    ]);
    expect(array!.volumes).toEqual([
      {
        name: "shop-data",
        size: 60e9,
        holds: "data",
        on: "da-1",
        via: ["fa-1"],
        host: "web-1",
        mirrorOn: "da-2",
        changeRate: 2e6,
        logRate: 200e3,
      },
      {
        name: "shop-os",
        size: 4e9,
        holds: "system",
        on: "da-1",
        via: ["fa-1"],
        host: "web-1",
        changeRate: 0,
        logRate: 0,
      },
    ]);
  });

  test("makes web-2 like web-1 but for what it says itself", () => {
    const [first, second] = example.world.hosts;
    expect(second).toMatchObject({
      name: "web-2",
      network: "lan",
      identity: { address: "10.0.0.12", node: "web-2", domain: "lan" },
      relay: "relay-2",
      power: "off",
      flush: 5 * SECOND,
      platform: { hardware: "sun-4x", system: "solaris-2.6", applications: ["oracle-7.3.4"] },
    });
    expect(second!.boot.diagnostics.mean).toBe(90 * SECOND);
    expect(first!.power).toBe("on");
  });

  test("puts a host on several networks, of which the first is its home", () => {
    const text = EXAMPLE.replace("network: lan\n", "network: [wan, lan]\n").replace(
      "runs-on: web-1\n    director: director-1",
      "runs-on: web-1",
    );
    const [host] = scenarioOf(text, EXAMPLE_FILES).world.hosts;
    expect(host).toMatchObject({ network: "wan", alsoOn: ["lan"], identity: { domain: "wan" } });
    expect(example.world.hosts[0]).not.toHaveProperty("alsoOn");
  });

  test("takes the mean service time from rate and concurrency", () => {
    const { time, ...serves } = example.world.hosts[0]!.serves;
    expect(serves).toEqual({ rate: 400, concurrency: 64, queue: 1000 });
    expect([time.kind, time.mean]).toEqual(["exponential", 160_000]);
  });

  test("makes relays and the director that are only named", () => {
    expect(example.world.relays.map(({ name, switching, reading }) => [name, switching.mean, reading.mean])).toEqual([
      ["relay-1", SECOND, SECOND / 10],
      ["relay-2", SECOND, SECOND / 10],
    ]);
    expect(example.world.directors).toEqual([{ name: "director-1", network: "lan" }]);
  });

  test("gives agents, controller and load", () => {
    expect(example.world.agents).toEqual([
      { host: "web-1", report: 5 * SECOND, quickDiagnostics: MINUTE, extendedDiagnostics: HOUR },
    ]);
    expect(example.world.controller).toEqual({ networks: ["lan", "wan"] });
    const { rate, ...load } = example.world.services[0]!.load!;
    expect(load).toEqual({
      classes: [
        { name: "browse", share: 0.95, shareable: true, size: 8000 },
        { name: "order", share: 0.05, shareable: false, size: 8000, writes: "shop-data" },
      ],
      timeout: 10 * SECOND,
      retry: { times: 2, backoff: SECOND },
      mode: "requests",
    });
    expect(rate.peak).toBe(120 * 2.5 * 3);
    expect(rate.stretch(0)).toEqual({ rate: 120, until: 17 * HOUR });
    expect(rate.stretch(4 * DAY + 18 * HOUR)).toEqual({ rate: 900, until: 4 * DAY + 22 * HOUR });
  });

  test("gives policies in the order of the file, with defaults for what they do not say", () => {
    expect(example.policies.map(({ name, parts }) => [name, ...Object.keys(parts)].join(" "))).toEqual([
      "split-mirror failover",
      "cold-copy failover",
      "by-hand failover",
      "mine",
      "nobody",
    ]);
    expect(example.policies[0]).toMatchObject({
      parts: {
        failover: {
          preset: "2A",
          data: ["split-mirror", "copy"],
          detect: { when: "any", reports: { misses: 3 }, queries: null, errors: true },
          shutdown: { within: 60 * SECOND, relay: "if-needed", unconfirmed: "page" },
          standIns: [],
          limits: { relay: 10 * SECOND, replicate: 6 * HOUR, boot: 15 * MINUTE, retryAfter: MINUTE, tries: 6 },
        },
      },
    });
    const byHand = example.policies[2]!;
    expect(failoverOf(byHand)!.preset).toBe("manual");
    expect(Object.values(byHand.operator!).map(({ kind, mean }) => [kind, mean])).toEqual([
      ["constant", 5 * MINUTE],
      ["lognormal", 45 * MINUTE],
      ["constant", 2 * HOUR],
    ]);
    expect(example.policies[3]).toMatchObject({ module: { path: "policies/mine.ts" } });
  });

  test("gives faults with names, instants and effects", () => {
    expect(example.faults.map(({ name }) => name)).toEqual([
      "crash web-1",
      "hang web-1",
      "cut fc-1",
      "power-loss web-1, array-1",
      "spike shop",
    ]);
    const [crash, hang, cut, group, spike] = example.faults;
    expect(crash!.timing).toEqual({ at: 3 * DAY + 18.5 * HOUR });
    expect(hang!.timing).toMatchObject({ every: { kind: "exponential", mean: 20 * DAY } });
    expect(cut).toMatchObject({ timing: { when: { step: "replicate", of: "shop" } }, probability: 0.2 });
    expect(cut!.for!.mean).toBe(30 * SECOND);
    expect(group!.effects).toEqual([
      { kind: "power-loss", target: "web-1", parameters: {} },
      { kind: "power-loss", target: "array-1", parameters: {} },
    ]);
    expect(spike!.effects).toEqual([{ kind: "spike", target: "shop", parameters: { x: 6, ramp: 5 * MINUTE } }]);
    expect(spike!.for!.mean).toBe(40 * MINUTE);
  });

  test("gives expectations in base units", () => {
    expect(example.expectations.map(({ key, operator, limit }) => `${key} ${operator} ${limit}`)).toEqual([
      "shop.availability >= 0.999",
      "shop.rto.p95 <= 600",
      "shop.rpo.max <= 5",
      "shop.latency.p99 <= 0.8",
      "hosts.hours <= 1500",
    ]);
  });
});

describe("little is enough", () => {
  test("a host without storage, agent, relay or service is a scenario, and runs as it is", () => {
    const scenario = scenarioOf(SMALL);
    expect(scenario.policies).toEqual([{ name: "none", parts: {} }]);
    expect(scenario).toMatchObject({ title: "small", seed: "1", warmUp: 0, start: null, faults: [], expectations: [] });
    expect(scenario.world.hosts[0]).toMatchObject({
      identity: { address: "web-1", node: "web-1", domain: "lan" },
      power: "on",
    });
    expect(scenario.world.operator.page.mean).toBe(5 * MINUTE);
  });

  test("a service may have no load, and then nobody asks what a host can serve", () => {
    const { world } = scenarioOf(`${SMALL}services:\n  shop: { runs-on: web-1 }\n`);
    expect(world.services).toEqual([{ name: "shop", runsOn: "web-1" }]);
  });

  test("a policy where no host has storage moves no data", () => {
    const text = `${SMALL}agents:\n  web-1:\npolicies:\n  plain: { failover: { preset: 2A } }\n`;
    expect(scenarioOf(text).policies[0]).toMatchObject({ parts: { failover: { data: [] } } });
  });

  test("a load without a mix has one class of exclusive reads", () => {
    const served = SMALL.replace("network: lan", "network: lan, serves: { rate: 10/s }");
    const { world } = scenarioOf(`${served}services:\n  shop: { runs-on: web-1, load: { rate: 1/s } }\n`);
    expect(world.services[0]!.load!.classes).toEqual([{ name: "requests", share: 1, shareable: false, size: 8000 }]);
    expect(world.services[0]!.load!.rate.stretch(5)).toEqual({ rate: 1, until: Infinity });
  });

  test("a service time alone gives the rate", () => {
    const text = SMALL.replace("network: lan", "network: lan, serves: { concurrency: 4, time: 'uniform(10ms, 30ms)' }");
    expect(scenarioOf(text).world.hosts[0]!.serves).toMatchObject({ rate: 200, concurrency: 4 });
  });
});

describe("the digest", () => {
  const digest = (text: string): string => scenarioOf(text, EXAMPLE_FILES).digest;

  test("does not change with comments, blanks, the order of keys, or the spelling of a quantity", () => {
    const spelled = EXAMPLE.replaceAll(/ +#.*$/gm, "")
      .replace("flush: 5s", "flush: 5000ms")
      .replace("{ latency: 200us, bandwidth: 1Gbps }", "{ bandwidth: 125MB/s, latency: 0.2ms }")
      .replace("duration: 30d", "duration: 4w 2d");
    const sections = spelled.split(/\n(?=[a-z-]+:)/);
    const turned = sections.toReversed().join("\n");
    expect(turned).not.toBe(EXAMPLE);
    expect(digest(`${turned}\n`)).toBe(example.digest);
  });

  test("does not change when like, count and include are written out", () => {
    const short = `${SMALL}  node-{i}: { count: 3, like: web-1, address: "10.0.0.{i+10}" }\nlinks: { include: links.yaml }\n`;
    const long = `${SMALL}  node-3: { network: lan, address: 10.0.0.13 }
  node-1: { network: lan, address: 10.0.0.11 }
  node-2: { network: lan, address: 10.0.0.12 }
links: { fc-1: {} }
`;
    const one = scenarioOf(short, { "links.yaml": "fc-1: {}\n" });
    expect(one.world.hosts.map(({ name }) => name)).toEqual(["node-1", "node-2", "node-3", "web-1"]);
    expect(one.digest).toBe(scenarioOf(long).digest);
  });

  test("does not change when a default is written down", () => {
    expect(scenarioOf(SMALL.replace("lan: {}", "lan: { latency: 200us }")).digest).toBe(scenarioOf(SMALL).digest);
  });

  test.each([
    ["a duration", "flush: 5s", "flush: 6s"],
    ["a parameter of a distribution", "lognormal(2h, 1h)", "lognormal(2h, 2h)"],
    ["a multiplier", "x2.5", "x2.4"],
    ["a window", "17:00-22:00", "17:00-21:00"],
    ["a target", "cut: fc-1", "cut: fc-2"],
    ["the seed", "seed: 7", "seed: 8"],
    ["the order of strategies", "[split-mirror, copy]", "[copy, split-mirror]"],
    ["a limit", "<= 800ms", "<= 900ms"],
  ])("changes with %s", (_, from, to) => {
    expect(EXAMPLE).toContain(from);
    expect(digest(EXAMPLE.replace(from, to))).not.toBe(example.digest);
  });

  test("changes with the text of a module and the values of a file", () => {
    const changed = scenarioOf(EXAMPLE, { "policies/mine.ts": "export default null;\n" });
    expect(changed.digest).not.toBe(example.digest);
    const text = `${SMALL}faults:\n  - every: empirical(gaps.csv)\n    crash: web-1\n`;
    const [first, second] = ["1d\n2d\n", "1d\n3d\n"].map((gaps) => scenarioOf(text, { "gaps.csv": gaps }));
    expect(first!.digest).not.toBe(second!.digest);
  });
});

test("a new scenario has its name and no problems", () => {
  const { scenario, problems } = decode(newScenario("my-first_1"));
  expect(problems).toEqual([]);
  expect(scenario).toMatchObject({ name: "my-first_1", seed: "1" });
});

test.each(readdirSync("scenarios").filter((file) => file.endsWith(".yaml")))("scenarios/%s has no errors", (file) => {
  const problems = problemsOf(readFileSync(`scenarios/${file}`, "utf8"));
  expect(problems.filter((problem) => !problem.includes("warning"))).toEqual([]);
});
