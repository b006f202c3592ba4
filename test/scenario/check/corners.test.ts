// What check promises in corners that were once wrong, each as small as it gets.
import { describe, expect, it } from "vitest";
import { preset } from "../../../src/control/index.js";
import { failoverOf, planOf, type PlannedStep, type Scenario, weaknessesOf } from "../../../src/scenario/index.js";
import { SECOND } from "../../../src/units/index.js";
import { compareOf, decoded, disagreement } from "./compare.js";

interface Parts {
  readonly failover?: string;
  readonly standIn?: string;
  readonly failing?: string;
  readonly more?: string;
  readonly array?: string;
}

const COPIED = "{ preset: 2A, data: [copy], stand-ins: [web-2] }";
const BOOT = "boot: { diagnostics: 60s, standalone: 20s, online: 30s }";

/** One host fails, another one may stand in. */
function pair({
  failover = COPIED,
  standIn = "relay: relay-2, power: off",
  failing = "",
  more = "",
  array = "",
}: Parts) {
  return decoded(`
name: pair
duration: 2h
networks: { lan: { latency: 10ms } }
storage:
  array-1:
    port-adapters: [fa-1]
    disk-adapters: [da-1, da-2]
    bandwidth: 100MB/s
    volumes: { shop-data: { size: 8GB, holds: data, on: da-1, via: fa-1, for: web-1 } }
${array}
links: { fc-1: {}, fc-2: {}, fx-1: {}, fx-2: {} }
relays: { relay-1: {}, relay-2: { switching: 3s } }
hosts:
  web-1: { network: lan, storage: { array-1: { link: fc-1, port: fa-1 }${array && ", array-2: { link: fx-1, port: fb-1 }"} }, relay: relay-1, ${BOOT}${failing} }
  web-2: { network: lan, storage: { array-1: { link: fc-2, port: fa-1 }${array && ", array-2: { link: fx-2, port: fb-1 }"} }, ${BOOT}, ${standIn} }
agents: { web-1: {} }
services: { shop: { runs-on: web-1 } }
policies: { tried: { failover: ${failover} } }
faults: [{ name: it, at: 10min, crash: web-1 }]
${more}
`);
}

function stepsOf(scenario: Scenario): readonly PlannedStep[] {
  return planOf(scenario, scenario.policies[0]!).moves.find(({ from }) => from === "web-1")!.steps;
}

function secondsOf(scenario: Scenario, name: string): number {
  return stepsOf(scenario).find((each) => each.name === name)!.expectedMicros! / SECOND;
}

function expectToComeTrue(scenario: Scenario): void {
  const compared = compareOf(scenario);
  expect(compared.happened.takes).not.toBeNull();
  expect(disagreement(compared), JSON.stringify(compared)).toBeNull();
}

describe("what check promises", () => {
  it("is that whoever has come powers up a stand-in without a relay", () => {
    const scenario = pair({ failover: "{ manual: {} }", standIn: "power: off" });
    expect(stepsOf(scenario).find(({ name }) => name === "power-on-by-hand")!.does).toEqual([
      "somebody switches web-2 on",
    ]);
    expectToComeTrue(scenario);
  });

  it("is nobody by hand where data would have to be converted", () => {
    const of = (system: string): string =>
      `platform: { hardware: pc, system: ${system}, applications: [oracle-7.3.4] }`;
    const scenario = pair({
      failover: "{ manual: {} }",
      failing: `, ${of("solaris-2.6")}`,
      standIn: `power: off, ${of("windows-nt-4.0")}`,
    });
    const [move] = planOf(scenario, scenario.policies[0]!).moves;
    expect(move!.to).toBeNull();
    expect(move!.excluded).toEqual([
      { host: "web-2", why: "shop-data would have to be converted for web-2, which nobody does by hand" },
    ]);
  });

  it("is that an answer which is on its way when the time is up comes too late, and one that has just come does not", () => {
    const within = (limit: string): Scenario =>
      pair({
        failover: `{ preset: 2C, standby: staged, data: [copy], stand-ins: [web-2], shutdown: { within: ${limit}, relay: always } }`,
        standIn: "relay: relay-2, power: on, shutdown: 21s",
      });
    const isCut = (scenario: Scenario): boolean | undefined =>
      stepsOf(scenario).find(({ name }) => name === "shut-down-stand-in")!.isFailing;
    expect(isCut(within("21s"))).toBe(true);
    expect(isCut(within("21020ms"))).toBeUndefined();
    expectToComeTrue(within("21s"));
    expectToComeTrue(within("21020ms"));
  });

  it("is that a host comes online in time which does so at the very moment when that is up", () => {
    expectToComeTrue(pair({ failover: "{ preset: 2A, data: [copy], stand-ins: [web-2], limits: { boot: 90s } }" }));
  });

  it("is that two storage systems copy side by side", () => {
    const array = `
  array-2:
    port-adapters: [fb-1]
    disk-adapters: [db-1, db-2]
    bandwidth: 100MB/s
    volumes: { shop-more: { size: 6GB, holds: data, on: db-1, via: fb-1, for: web-1 } }`;
    const scenario = pair({ array });
    expect(secondsOf(scenario, "replicate")).toBe(80);
    expectToComeTrue(scenario);
  });

  it("is told of the step that waits until a host has come to standalone, and of its boot what is left", () => {
    const named = (more: string): Scenario =>
      pair({
        failover: `{ preset: 2A, data: [copy], stand-ins: [web-2], identity: { set: standalone${more} } }`,
        standIn: "relay: relay-2, power: off",
      });
    const text = (scenario: Scenario): Scenario => ({
      ...scenario,
      world: {
        ...scenario.world,
        hosts: scenario.world.hosts.map((host) => ({ ...host, boot: { ...host.boot, auto: false } })),
      },
    });
    const [once, anew] = [text(named("")), text(named(", reboot: true"))];
    expect(secondsOf(once, "set-identity-in-standalone")).toBe(80);
    expect(secondsOf(once, "boot")).toBe(30);
    expect(secondsOf(anew, "boot")).toBe(110);
    expectToComeTrue(once);
    expectToComeTrue(anew);
  });

  it("is no takeover where a relay is read back before it can have switched, and the limit is named", () => {
    const scenario = pair({
      failover: "{ preset: 2C, own-data: discard, data: [copy], stand-ins: [web-2], limits: { relay: 2s } }",
      standIn: "relay: relay-2, power: standalone",
    });
    const cut = stepsOf(scenario).find(({ name }) => name === "cut-power-stand-in")!;
    expect(cut.does.at(-1)).toBe("takes longer than it may: 3 s");
    expect(weaknessesOf(scenario).some((each) => each.includes("cut-power-stand-in takes about 3 s"))).toBe(true);
    const compared = compareOf(scenario);
    expect([compared.promised.takes, compared.happened.takes]).toEqual([null, null]);
  });

  it("moves no cables by hand where a host is started anew where it is", () => {
    const policy = failoverOf(pair({ failover: "{ manual: {} }" }).policies[0]!)!;
    const here = { from: "web-1", to: "web-1", home: "web-1", services: ["shop"], volumes: [], policy } as const;
    const names = preset("manual")
      .steps({ ...here, kind: "takeover" }, { from: null, to: null })
      .map(({ name }) => name);
    expect(names).toEqual(["page", "unplug", "set-identity", "power-on-by-hand", "boot"]);
  });

  it("tells a reason once that is the same for several volumes", () => {
    const array = `
  array-2:
    port-adapters: [fb-1]
    disk-adapters: [db-1]
    bandwidth: 100MB/s
    volumes: {}`;
    const more = pair({ array, failover: "{ preset: 2A, data: [copy-remote, copy-remote], stand-ins: [web-2] }" });
    const [move] = planOf(more, more.policies[0]!).moves;
    expect(move!.excluded).toEqual([{ host: "web-2", why: "no link leads from array-1 to a storage system of web-2" }]);
  });
});
