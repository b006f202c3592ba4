import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  decodeScenario,
  failoverOf,
  type Plan,
  type PlannedStep,
  planOf,
  type Scenario,
  weaknessesOf,
} from "../../../src/scenario/index.js";
import { SECOND } from "../../../src/units/index.js";
import { scenarioOf } from "../a-scenario.js";

function load(name: string): Scenario {
  const file = new URL(`../../../scenarios/site-failover/${name}.yaml`, import.meta.url);
  const { scenario } = decodeScenario(readFileSync(file, "utf8"), name, { read: () => new Error("none") });
  return scenario!;
}

function plan(scenario: Scenario, policy: string): Plan {
  return planOf(
    scenario,
    scenario.policies.find(({ name }) => name === policy)!,
  );
}

function step(steps: readonly PlannedStep[], name: string): PlannedStep | undefined {
  return steps.find((each) => each.name === name);
}

/** Seconds that the steps of bringing data should take. */
function dataSeconds(policy: string): number {
  const move = plan(load("strategies"), policy).moves.find(({ subjects }) => subjects.includes("shop"));
  const names = ["replicate", "apply-log", "transform", "present-restored"];
  return move!.steps
    .filter(({ name }) => names.includes(name))
    .reduce((sum, { expectedMicros }) => sum + (expectedMicros ?? NaN) / SECOND, 0);
}

describe("the plan of a policy", () => {
  it("follows a partition of the stand-ins: each host has its own, in their order", () => {
    const host = (name: string, port: number, power = "on"): string =>
      `  ${name}: { network: lan, storage: { array-1: { link: fc-${port}, port: fa-${port} } }, relay: r-${port}, power: ${power} }`;
    const text = `name: shares
duration: 1h
networks: { lan: {} }
storage:
  array-1:
    port-adapters: [fa-1, fa-2, fa-3, fa-4]
    disk-adapters: [da-1, da-2]
    bandwidth: 200MB/s
    volumes:
      shop-data: { size: 1GB, on: da-1, via: fa-1, mirror: { on: da-2 } }
      mail-data: { size: 1GB, on: da-1, via: fa-2, mirror: { on: da-2 } }
links: { fc-1: {}, fc-2: {}, fc-3: {}, fc-4: {} }
hosts:
${[host("web-1", 1), host("mail-1", 2), host("spare-1", 3, "off"), host("spare-2", 4, "off")].join("\n")}
agents: { web-1: {}, mail-1: {} }
services: { shop: { runs-on: web-1 }, mail: { runs-on: mail-1 } }
policies:
  shared: { failover: { preset: 2A, partition: [{ for: web-1, by: [spare-2] }, { for: mail-1, by: [spare-1] }] } }
`;
    const { scenario } = decodeScenario(text, "shares", { read: () => new Error("none") });
    const moves = plan(scenario!, "shared").moves.map(({ subjects, to }) => [...subjects, to]);
    expect(moves).toEqual([
      ["mail", "spare-1"],
      ["shop", "spare-2"],
    ]);
  });

  it.each([
    ["shared", 0],
    ["split-mirror", 2],
    ["remote-mirror", 2],
    ["reassign", 5],
    ["staged", 300],
    ["copy", 320],
    ["copy-remote", 640],
    ["transform", 800],
    // At worst: all that changes, or is logged, in one interval (an hour; a day between backups).
    ["pre-replicated", (2e6 * 3600) / 200e6],
    ["log-apply", (1e6 * 3600) / 50e6],
    ["backup-and-log", 60e9 / 50e6 + (1e6 * 86_400) / 50e6 + 5],
  ])("%s expects its data in %d s, from sizes and bandwidths", (policy, seconds) => {
    expect(dataSeconds(policy)).toBeCloseTo(seconds, 6);
  });

  it("has the figure's steps in the figure's order, and says what each would do", () => {
    const [, shop] = plan(load("fig-6"), "active-elsewhere").moves;
    const numbers = shop!.steps.map(({ figure }) => figure).filter((figure) => figure !== null);
    expect(numbers).toEqual(["620", "622", "624", "626", "626", "630", "634", "640", "640", "650"]);
    expect(step(shop!.steps, "break-mirror")!.does).toEqual([
      "split mail-data-mirror off, so that mail-data survives",
      "split mail-os-mirror off, so that mail-os survives",
    ]);
    expect(step(shop!.steps, "redirect")!.does).toEqual(["have director-1 send 10.0.0.11 to 10.9.0.12"]);
  });

  it("has the other way of each step: the relay, then a person", () => {
    const { otherwise } = step(plan(load("fig-2a"), "cold-copy").moves[0]!.steps, "shut-down")!;
    const names = (typeof otherwise === "string" ? [] : otherwise).map(({ name }) => name);
    expect(names).toEqual(["cut-power", "read-back"]);
  });

  it("says whom else a relay concerns that feeds several", () => {
    const { world, ...rest } = load("fig-2a");
    const neighbour = { ...world.hosts.find(({ name }) => name === "web-1")!, name: "web-9", node: "web-9" };
    const scenario = { ...rest, world: { ...world, hosts: [...world.hosts, neighbour] } };
    const { otherwise } = step(plan(scenario, "cold-copy").moves[0]!.steps, "shut-down")!;
    const [cut] = otherwise as readonly PlannedStep[];
    expect(cut!.does).toEqual([`switch ${neighbour.relay} off for web-1 and web-9`]);
  });

  it("says what is done before any failure", () => {
    const [shop] = plan(load("fig-9"), "log-transformed").moves;
    expect(shop!.ahead.map(({ figure, does }) => [figure, does])).toEqual([
      ["910", "record the configuration of web-1"],
      ["910", "record the configuration of web-2"],
      ["915", "copy shop-data for web-2 and convert it"],
    ]);
  });

  it("says for whom that is done only while another one cannot stand in, who comes first", () => {
    const text = `name: ahead
duration: 1h
networks: { lan: {} }
storage:
  array-1:
    port-adapters: [fa-1, fa-2, fa-3]
    disk-adapters: [da-1, da-2]
    bandwidth: 200MB/s
    volumes: { shop-data: { size: 1GB, on: da-1, via: fa-1 } }
links: { fc-1: {}, fc-2: {}, fc-3: {} }
hosts:
  web-1: { network: lan, storage: { array-1: { link: fc-1, port: fa-1 } }, relay: r-1 }
  web-2: { network: lan, storage: { array-1: { link: fc-2, port: fa-2 } }, relay: r-2, power: off }
  web-3: { network: lan, storage: { array-1: { link: fc-3, port: fa-3 } }, boot: { online: 9min }, relay: r-3, power: off }
agents: { web-1: {} }
services: { shop: { runs-on: web-1 } }
policies: { p: { failover: { preset: 2A, data: [pre-replicated, staged], standby: staged, ahead-every: 10min, stand-ins: [web-2, web-3] } } }
`;
    const { scenario } = decodeScenario(text, "ahead", { read: () => new Error("none") });
    const told = plan(scenario!, "p").moves.map(({ to, ahead, aheadUnless }) => [to, ahead.length, aheadUnless]);
    expect(told).toEqual([
      ["web-2", 1, undefined],
      ["web-3", 1, "web-2"],
    ]);
  });

  it("says before any failure who can never stand in, and why", () => {
    expect(plan(load("fig-5"), "not-redirected").moves[0]).toMatchObject({
      to: null,
      excluded: [{ host: "web-2", why: "web-2 is in another network (branch), and the policy does not redirect" }],
    });
    const fig9 = load("fig-9");
    const unknown = { ...fig9, world: { ...fig9.world, transformations: [] } };
    expect(plan(unknown, "log-transformed").moves[0]!.excluded[0]!.why).toMatch(/^no transformation of data/);
  });
});

describe("the weak points of a scenario", () => {
  it("are single copies, single ways and who cannot be stood in for", () => {
    const found = weaknessesOf(load("fig-5"));
    expect(found).toContain("shop-os has neither mirror nor backup: when its device is lost, so is the data");
    expect(found).toContain("every copy of shop-data is in array-1: when that is lost, so is the data");
    expect(found).toContain("shop is behind one director, director-1: without it nobody gets through");
    expect(found.at(-1)).toMatch(/^under not-redirected nobody can stand in for web-1 \(shop\)/);
  });

  it("say of what has no backup what becomes of the mirrors that it has, and of no others", () => {
    const corrupt = (more: string) =>
      weaknessesOf(
        scenarioOf(`name: m
duration: 1h
networks: { lan: {} }
storage: { x: { port-adapters: [p], disk-adapters: [d, e], bandwidth: 1GB/s, volumes: { v: { size: 1GB, on: d, via: p${more} } } },
           y: { port-adapters: [q], disk-adapters: [f], bandwidth: 1GB/s } }
array-links: { w: { joins: [x, y] } }
links: { l: {}, k: {} }
hosts: { a: { network: lan, storage: { x: { link: l, port: p } } }, b: { network: lan, storage: { y: { link: k, port: q } } } }
services: { s: { runs-on: a } }
policies: { p: none }
`),
      ).filter((each) => each.startsWith("v has no backup"));
    const [mirror, remote] = [", mirror: { on: e }", ", remote-mirror: { array: y, on: f }"];
    const begins = "v has no backup: when it becomes corrupt,";
    expect(corrupt("")).toEqual([`${begins} nothing is left of it`]);
    expect(corrupt(mirror)).toEqual([`${begins} its mirror becomes corrupt with it`]);
    expect(corrupt(remote)).toEqual([`${begins} its mirror becomes corrupt with it`]);
    expect(corrupt(mirror + remote)).toEqual([`${begins} its mirrors become corrupt with it`]);
  });

  it("are not claimed where there is a second copy elsewhere, a backup and a log", () => {
    const ofData = weaknessesOf(load("strategies")).filter((each) => each.includes("shop-data"));
    // Whatever a policy makes of it later.
    expect(ofData.filter((each) => !each.startsWith("under "))).toEqual([]);
  });

  it("name a host without a relay, and a mirror behind the same adapter", () => {
    const { world, ...rest } = load("fig-2a");
    const [array] = world.arrays;
    const volumes = array!.volumes.map((volume) => ({ ...volume, mirrorOn: volume.on }));
    const hosts = world.hosts.map(({ relay: _, ...host }) => host);
    const found = weaknessesOf({ ...rest, world: { ...world, hosts, arrays: [{ ...array!, volumes }] } });
    expect(found).toContain("web-1 has no relay: when it hangs, somebody must come to switch it off");
    expect(found).toContain("shop-os and its mirror lie behind da-1: one failure takes both");
  });

  it("name a limit that cannot be kept even when all goes well", () => {
    const scenario = load("fig-2a");
    const [policy] = scenario.policies;
    const failover = failoverOf(policy!)!;
    const hurried = { ...failover, limits: { ...failover.limits, boot: 60 * SECOND } };
    const found = weaknessesOf({ ...scenario, policies: [{ ...policy!, parts: { failover: hurried } }] });
    const told =
      /^under \S+ boot takes about 2 min 30 s at web-2 \(shop\), and may take 1 min: it is given up each time$/;
    expect(found.filter((each) => each.includes("given up each time"))).toEqual([expect.stringMatching(told)]);
    expect(weaknessesOf(scenario).filter((each) => each.includes("given up each time"))).toEqual([]);
  });

  it("name a host that is on and should be off until it is needed", () => {
    const { world, ...rest } = load("fig-2a");
    const hosts = world.hosts.map((host) => ({ ...host, power: "on" as const }));
    const told = weaknessesOf({ ...rest, world: { ...world, hosts } }).filter((each) => each.includes("standby: cold"));
    expect(told.length).toBeGreaterThan(0);
    expect(told[0]).toMatch(/^under \S+ web-2 should be off until shop needs it \(`standby: cold`\), and is on$/);
  });

  it("leave nobody to stand in who hangs on the same relay", () => {
    const { world, ...rest } = load("fig-2a");
    const hosts = world.hosts.map((host) => ({ ...host, relay: "relay-1" }));
    const [first] = planOf({ ...rest, world: { ...world, hosts } }, rest.policies[0]!).moves;
    expect(first).toMatchObject({ to: null });
    expect(first!.excluded).toContainEqual({
      host: "web-2",
      why: "relay-1 switches the power of web-1 as well: while that must be off web-2 cannot be on",
    });
  });
});
