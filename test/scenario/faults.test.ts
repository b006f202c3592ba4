import { describe, expect, test } from "vitest";
import { assumptionsOf, faultKind, faultKinds } from "../../src/scenario/index.js";
import { emptyContext } from "../../src/scenario/schema/context.js";
import { problemsOf, scenarioOf } from "./a-scenario.js";

const WORLD = `name: x
duration: 10d
start: 2000-11-20T12:00Z
networks: { lan: {} }
hosts:
  web-1: { network: lan, relay: r-1, serves: { rate: 1/s } }
  web-2: { network: lan, relay: r-2, serves: { rate: 1/s } }
agents: { web-1: {} }
services:
  shop: { runs-on: web-1, load: { rate: 1/s } }
  idle: { runs-on: web-2 }
crews: { field: { size: 2 } }
faults:
`;

const faultOf = (item: string) => scenarioOf(`${WORLD}  - ${item}\n`).faults[0]!;
const problems = (...items: readonly string[]): string[] =>
  problemsOf(WORLD + items.map((item) => `  - ${item}\n`).join("")).filter((each) => !each.endsWith("crew field"));

describe("a fault", () => {
  test("is written short, with its parameters beside it, or long, with them in braces", () => {
    const short = faultOf(
      "{ at: 1h, spike: shop, x: 6, ramp: 5min, for: 1h, crew: field }".replace(", crew: field", ""),
    );
    const long = faultOf("{ at: 1h, spike: { service: shop, x: 6, ramp: 5min, for: 1h } }");
    expect(JSON.stringify(long)).toBe(JSON.stringify(short));
    expect(short.effects).toEqual([{ kind: "spike", target: "shop", parameters: { x: 6, ramp: 300e6 } }]);
  });

  test("has the defaults of its parameters", () => {
    expect(faultOf("{ at: 1h, spike: { service: shop, x: x2 } }").effects[0]!.parameters).toEqual({ x: 2, ramp: 0 });
    expect(faultOf("{ at: 1h, crash: web-1 }")).toEqual({
      name: "crash web-1",
      kind: "crash",
      effects: [{ kind: "crash", target: "web-1", parameters: {} }],
      timing: { at: 3600e6 },
      probability: 1,
    });
  });

  test("may strike several targets, and several kinds as a group", () => {
    expect(faultOf("{ at: 1h, crash: [web-1, web-2] }")).toMatchObject({ name: "crash web-1, web-2", kind: "crash" });
    const group = faultOf("{ at: 1h, group: { crash: web-1, slow: { host: web-2, factor: x3 }, for: 8h } }");
    expect(group).toMatchObject({ name: "group web-1, web-2", kind: "group", for: { mean: 8 * 3600e6 } });
    expect(group.effects).toEqual([
      { kind: "crash", target: "web-1", parameters: {} },
      { kind: "slow", target: "web-2", parameters: { factor: 3 } },
    ]);
    const list = "{ at: 1h, for: 8h, group: [ { crash: web-1 }, { slow: { host: web-2, factor: x3 } } ] }";
    expect(JSON.stringify(faultOf(list))).toBe(JSON.stringify(group));
  });

  test("has the defaults of its parameters in a group as well, and is told of those that it lacks", () => {
    const [first] = faultOf("{ at: 1h, group: { partition: web-1, crash: web-2 } }").effects.filter(
      ({ kind }) => kind === "partition",
    );
    expect(first!.parameters).toEqual({ lost: "both" });
    expect(problems("{ at: 1h, group: { slow: web-1, crash: web-2 } }")).toEqual(["14:30 this needs `factor`"]);
    expect(problems("{ at: 1h, group: [ { spike: shop }, { crash: web-2 } ] }")).toEqual(["14:33 this needs `x`"]);
  });

  test("has a name of its own, counted where two have one", () => {
    const items = [
      "{ at: 1h, crash: web-1 }",
      "{ at: 2h, crash: web-1 }",
      "{ at: 3h, crash: web-2, name: the big one }",
    ];
    const { faults } = scenarioOf(WORLD + items.map((item) => `  - ${item}\n`).join(""));
    expect(faults.map(({ name }) => name)).toEqual(["crash web-1", "crash web-1 #2", "the big one"]);
  });

  test("strikes at an instant of the run or of the calendar, again and again, or when a step begins", () => {
    const noon = 12 * 3600e6;
    expect(faultOf("{ at: 1d 06:00, crash: web-1 }").timing).toEqual({ at: 1.5 * noon });
    expect(faultOf("{ at: 2000-11-20T13:00Z, crash: web-1 }").timing).toEqual({ at: noon / 12 });
    expect(faultOf("{ every: 2d, crash: web-1 }").timing).toMatchObject({ every: { mean: 4 * noon } });
    expect(faultOf('{ when: { step: "230", of: shop }, crash: web-1 }').timing).toEqual({
      when: { step: "230", of: "shop" },
    });
    expect(faultOf("{ when: { step: 230, of: shop }, crash: web-1 }").timing).toEqual({
      when: { step: "230", of: "shop" },
    });
  });

  test("keeps to its window", () => {
    expect(faultOf("{ every: 2d, crash: web-1, window: { from: 1d 00:00, to: 3d } }").window).toEqual({
      from: 12 * 3600e6,
      to: 3 * 86_400e6,
    });
    expect(faultOf("{ every: 2d, crash: web-1, window: { from: 1d } }").window).toMatchObject({ to: 10 * 86_400e6 });
  });

  test("is repaired by a crew", () => {
    expect(faultOf("{ at: 1h, crash: web-1, repair: 4h, crew: field }")).toMatchObject({
      repair: { mean: 4 * 3600e6 },
      crew: "field",
    });
  });
});

describe("a fault that is wrong", () => {
  test.each([
    ["{ at: 1h }", "14:7 this does nothing"],
    ["{ at: 1h, crsh: web-1 }", "14:15 there is no key crsh here (crash?)"],
    ["{ at: 1h, crash: web-1, hang: web-2 }", "14:7 crash and hang in one fault"],
    ["{ crash: web-1 }", "14:7 this fault has no time"],
    ["{ at: 1h, every: 2d, crash: web-1 }", "14:7 this fault has more than one timing"],
    ["{ at: 1h, crash: web-1, repair: 1h, for: 1h }", "14:46 both `repair` and `for`"],
    ["{ at: 1h, crash: web-1, crew: field }", "14:35 a crew without a repair"],
    ["{ at: 1h, crash: web-1, for: 1h, crew: filed, repair: 1h }", "14:44 there is no crew named filed (field?)"],
    ["{ at: 1h, crash: web-1, factor: x2 }", "14:29 there is no key factor here"],
    ["{ at: 1h, slow: web-1 }", "14:7 `factor` is missing"],
    ["{ at: 1h, slow: web-1, factor: x0.5 }", "14:36 x0.5 makes nothing slower"],
    ["{ at: 1h, slow: { host: web-1 } }", "14:15 `factor` is missing"],
    ["{ at: 1h, slow: { host: web-1, factor: x2 }, factor: x3 }", "14:50 there is no key factor here"],
    ["{ at: 1h, spike: { service: shop, x: 2, for: 1h }, for: 2h }", "14:50 `for` is given twice"],
    ["{ at: 1h, spike: idle, x: 2 }", "14:22 idle has no load"],
    ["{ at: 1h, agent-crash: web-2 }", "14:28 web-2 has no agent"],
    ["{ at: 1h, relay-stuck: r-1, as: shut }", "14:37 shut cannot stand here"],
    ["{ at: 1h, relay-stuck: r-3, as: open }", "14:28 there is no relay named r-3 (r-1?)"],
    ["{ at: 1h, crash: [] }", "14:15 this list is empty"],
    ["{ at: 1h, crash: [web-1, web-1] }", "14:15 crash web-1 stands here twice"],
    ["{ at: 1h, group: {} }", "14:15 this group is empty"],
    ["{ at: 1h, group: { crash: web-1, xx: 1 } }", "14:38 there is no key xx here"],
    ["{ at: 1h, group: web-1 }", "14:22 web-1 stands here"],
    ["{ at: 18.5, crash: web-1 }", "14:11 18.5 has no unit"],
    ["{ at: 0d 6:00, crash: web-1 }", "14:11 this is before the start of the run"],
    ["{ at: 11d, crash: web-1 }", "14:11 warning: this is after the end of the run"],
    ["{ at: 2001-02-29, crash: web-1 }", "14:11 2001-02-29 is no date of the calendar"],
    ["{ every: 0s, crash: web-1 }", "14:14 this is no time at all"],
    ["{ every: 1d, crash: web-1, window: { from: 2d, to: 1d } }", "14:32 this window ends before it begins"],
    [
      "{ every: 1d, crash: web-1, window: { from: 2d, to: 2d } }",
      "14:32 this window ends when it begins: it holds no time",
    ],
    ["{ when: { step: replicat, of: shop }, crash: web-1 }", "14:21 there is no step replicat (replicate?)"],
    ["{ when: { step: replicate, of: shp }, crash: web-1 }", "14:36 there is no service named shp (shop?)"],
    ["{ at: 1h, crash: web-1, probability: 0.5 }", "14:42 0.5 has no unit"],
    ["{ at: 1h, crash: { host: web-1, x: 1 } }", "14:37 there is no key x here"],
    ["crash", "14:5 crash stands here"],
  ])("%s", (item, expected) => {
    expect(problems(item)).toEqual([expected]);
  });

  test("does not hide what is wrong with the others", () => {
    expect(
      problems("{ at: 1h, crash: web-9 }", "{ at: 1h, hang: web-1 }", "{ at: 1, hang: web-2 }").map((each) =>
        each.slice(0, 5),
      ),
    ).toEqual(["14:22", "16:11"]);
  });
});

describe("every kind can be said in a scenario", () => {
  const rich = `${WORLD.replace(
    "networks:",
    `links: { fc-1: { bandwidth: 1GB/s, latency: 1us } }
array-links: { trunk: { joins: [array-1, array-2], bandwidth: 1GB/s, latency: 1ms } }
directors: { d-1: { network: lan } }
name-servers: { dns-1: { network: lan } }
replication:
  agents: { ra-1: { on: web-1 } }
  applications: { desk: { on: web-1 } }
  transfers: { orders: { from: data, to: array-2, agents: [ra-1] } }
exports: { disk: { of: data } }
storage-servers:
  ss-1: { networks: [lan, far], supplies: [psu-1], control: { mc-1: {}, mc-2: {} }, cards: { c-1: { processors: [sp-1] } } }
failover-sets: { sets: { control: { of: [mc-1, mc-2] } } }
domain:
  sites: { here: { network: lan } }
  systems: { left: { site: here, clusters: [web-1, web-2], devices: { rank-1: {} } } }
  servers: { A: { on: web-1 }, B: { on: web-2 } }
  tasks: { copy: { takes: 20s } }
  consoles: { ops: { site: here, rate: 1/h } }
connectors: { router-1: { joins: [lan, far] } }
storage:
  array-1:
    bandwidth: 1GB/s
    port-adapters: [fa-1]
    disk-adapters: [da-1, da-2]
    volumes: { data: { size: 1GB, on: da-1, via: fa-1, mirror: { on: da-2 }, backup: { every: 1h } } }
  array-2: { bandwidth: 1GB/s, port-adapters: [fa-2], disk-adapters: [da-3] }
networks:`,
  )
    .replace("{ lan: {} }", "{ lan: {}, far: {} }")
    .replace(
      "relay: r-1,",
      "relay: r-1, storage: { array-1: { link: fc-1, port: fa-1 } }, platform: { hardware: h-1, system: s-1, applications: [a-1] },",
    )}`;
  const said: Readonly<Record<string, string>> = {
    crash: "web-1",
    hang: "web-1",
    slow: "{ host: web-1, factor: x2 }",
    malfunction: "{ host: web-1, component: memory, found: quick }",
    precursors: "{ host: web-1, component: cpu, errors: 3, over: 1min }",
    "agent-crash": "web-1",
    "power-loss": "[web-1, array-1]",
    cut: "[fc-1, trunk, lan, router-1, management]",
    flap: "{ of: fc-1, period: 1s }",
    lossy: "{ of: [lan, fc-1, trunk], loss: 1% }",
    "slow-link": "{ of: [lan, fc-1, trunk], factor: x2 }",
    partition: "{ host: web-1, lost: to-host }",
    disturbance: "{ from: [web-1, d-1, controller], to: [web-2, balancer], over: lan, delay: 2s, repetition: 10% }",
    "relay-stuck": "{ relay: r-1, as: open }",
    "relay-unreachable": "r-1",
    "adapter-failure": "[fa-1, da-1]",
    "storage-processor": "array-1",
    "disk-failure": "{ volume: data, copy: mirror }",
    corruption: "data",
    "backup-failure": "{ of: data, as: missing }",
    "firmware-mismatch": "web-1",
    "operator-error": "{ host: web-1, does: unplug }",
    "director-failure": "d-1",
    "name-server-failure": "dns-1",
    "controller-failure": "controller",
    spike: "{ service: shop, x: 2 }",
    "agent-failure": "ra-1",
    "agent-hang": "ra-1",
    "script-failure": "{ application: desk, how: hang }",
    "path-failure": "{ host: web-1, link: fc-1, port: fa-1 }",
    "part-failure": "{ part: c-1, cured-by: replace, shorts: true }",
    "part-hang": "mc-1",
    "part-errors": "{ part: mc-1, interval: 1min, self-test: passes }",
    "member-cut": "{ part: mc-1, over: [lan, far], lost: from }",
    "set-split": "{ set: control, side: mc-1, over: lan }",
    "pair-failure": "web-1-A",
    "pair-hang": "web-1-A",
    "driver-failure": "web-1-driver",
    "driver-hang": "web-1-driver",
    "server-failure": "A",
    "server-hang": "A",
    "system-power-loss": "left",
    "site-power-loss": "here",
    "device-removed": "rank-1",
    "device-unavailable": "rank-1",
    "re-initialise": "web-1-driver",
  };

  test.each(faultKinds().map(({ name }) => name))("%s", (name) => {
    expect(said).toHaveProperty(name);
    const text = `${rich}  - { at: 1h, for: 1h, ${name}: ${said[name]!} }\n`;
    expect(problemsOf(text).filter((each) => !each.includes("warning"))).toEqual([]);
    expect(scenarioOf(text).faults[0]!.effects[0]).toMatchObject({ kind: name });
  });

  test.each([
    ["backup-failure: { of: other }", "other has no backups"],
    ["firmware-mismatch: web-2", "nothing is known of the hardware of web-2"],
    ["lossy: { of: lan, loss: 100% }", "everything gets lost"],
    ["slow-link: { of: lan, factor: x1 }", "x1 makes nothing slower"],
  ])("%s cannot", (item, message) => {
    const other = rich.replace(
      "backup: { every: 1h } }",
      "backup: { every: 1h } }, other: { size: 1GB, on: da-1, via: fa-1 }",
    );
    expect(problemsOf(`${other}  - { at: 1h, ${item} }\n`).join()).toContain(message);
  });
});

test("each kind has a name, a sentence and something to aim at, and the index knows it by its name", () => {
  expect(new Set(faultKinds().map(({ name }) => name)).size).toBe(faultKinds().length);
  for (const kind of faultKinds()) {
    expect(kind.about).toMatch(/^[A-Z].*\.$/);
    expect(kind.targets.length).toBeGreaterThan(0);
    expect(Object.keys(kind.schema(emptyContext()))).not.toContain(kind.targetKey);
    expect(faultKind(kind.name)).toBe(kind);
  }
  expect(() => faultKind("meteor")).toThrow("no fault is named meteor");
});

describe("a disturbance", () => {
  test("is between certain places, one way, and over one network where it says so", () => {
    expect(faultOf("{ at: 1h, disturbance: web-1, to: controller, loss: 20% }").effects).toEqual([
      { kind: "disturbance", target: "web-1", parameters: { to: ["controller"], loss: 0.2 } },
    ]);
    const long = faultOf(
      "{ at: 1h, disturbance: { from: controller, to: [web-1, web-2], over: lan, loss: 100%, for: 1min } }",
    );
    expect(long.effects).toEqual([
      { kind: "disturbance", target: "controller", parameters: { to: ["web-1", "web-2"], over: "lan", loss: 1 } },
    ]);
    expect(long.for?.mean).toBe(60e6);
  });

  test.each([
    ["{ at: 1h, disturbance: web-1, loss: 100% }", "`to` is missing"],
    ["{ at: 1h, disturbance: { from: web-1, loss: 100% } }", "`to` is missing"],
    ["{ at: 1h, disturbance: { from: web-1, to: controller } }", "nothing is wrong between them"],
    ["{ at: 1h, disturbance: { from: web-1, to: controller, loss: 0% } }", "nothing is wrong between them"],
    ["{ at: 1h, disturbance: { from: web-1, to: [web-2, web-1], loss: 100% } }", "web-1 is on both sides"],
    [
      "{ at: 1h, disturbance: { from: web-1, to: web-3, loss: 100% } }",
      "there is no host or controller or director or name-server or transfer-agent or domain-agent or domain-server or console or caretaker named web-3",
    ],
    [
      "{ at: 1h, disturbance: { from: web-1, to: shop, loss: 100% } }",
      "shop is a service, not a host or a controller or a director",
    ],
    [
      "{ at: 1h, disturbance: { from: web-1, to: controller, over: wan, loss: 100% } }",
      "there is no network named wan",
    ],
  ])("%s: %s", (item, message) => {
    expect(problems(item).join()).toContain(message);
  });
});

describe("the management path", () => {
  test("is a path of its own that can be cut, flap and lose something", () => {
    for (const item of [
      "cut: management",
      "flap: { of: management, period: 1min }",
      "lossy: { of: management, loss: 10% }",
    ]) {
      expect(problems(`{ at: 1h, ${item}, for: 1min }`)).toEqual([]);
    }
    expect(scenarioOf(WORLD).world.controller.management).toBeUndefined();
  });

  test("may lead over a network, and is then cut with it and not by a name of its own", () => {
    const over = `${WORLD}  - { at: 1h, cut: lan }\ncontroller: { management: lan }\n`;
    expect(scenarioOf(over).world.controller.management).toBe("lan");
    expect(problemsOf(over.replace("cut: lan", "cut: management")).join()).toContain("named management");
    expect(problemsOf(over.replace("management: lan", "management: wan")).join()).toContain("no network named wan");
  });

  test("keeps its name from networks, unless it leads over that one", () => {
    const called = WORLD.replace("lan: {}", "lan: {}, management: {}");
    expect(problemsOf(called).join()).toContain("management is already the name of a management-path");
    expect(scenarioOf(`${called}controller: { management: management }\n`).world.controller.management).toBe(
      "management",
    );
  });
});

describe("what is assumed", () => {
  const assumed = (item: string, more = "") => assumptionsOf(scenarioOf(`${WORLD}  - ${item}\n${more}`));

  test.each([
    "{ at: 1h, cut: lan, for: 1min }",
    "{ at: 1h, lossy: { of: lan, loss: 10% }, for: 1min }",
    "{ at: 1h, partition: web-1, for: 1min }",
    "{ at: 1h, disturbance: { from: web-1, to: controller, loss: 100% } }",
  ])("that orders get through, where %s", (item) => {
    expect(assumed(item)).toEqual([expect.stringContaining("a path of their own, `management`")]);
    expect(assumed(item, "controller: { management: lan }\n")).toEqual([]);
    expect(assumed(`${item}\n  - { at: 2h, cut: management, for: 1min }`)).toEqual([]);
  });

  test("nothing, where talk is not broken", () => {
    expect(assumed("{ at: 1h, crash: web-1 }")).toEqual([]);
  });
});
