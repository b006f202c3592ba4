// Hosts that are upgraded in the course of a run: what is decoded, what becomes of data, and what the controller remembers of it.
import { describe, expect, test } from "vitest";
import { failoverController, type FailoverState, type Platform } from "../../src/control/index.js";
import { failoverConfig } from "../../src/scenario/assembly/failover-config.js";
import { MINUTE, SECOND } from "../../src/units/index.js";
import { smallPolicy, smallRun, smallSpec } from "../model/small-world.js";
import { problemsOf, scenarioOf } from "./a-scenario.js";

const OLD: Platform = { hardware: "sun-4x", system: "solaris-2.6", applications: ["oracle-7.3.4"] };
const NEW: Platform = { hardware: "sun-4x", system: "solaris-7", applications: ["oracle-8.0"] };

const world = () => {
  const small = smallSpec();
  return { ...small, hosts: small.hosts.map((each) => ({ ...each, platform: OLD })) };
};

const ordered = (order: string) => `name: upgraded
duration: 1h
networks: { lan: {} }
agents: { h-1: {} }
hosts:
  h-1: { network: lan, relay: r-1, platform: { hardware: sun-4x, system: solaris-2.6 } }
  h-2: { network: lan, relay: r-2, power: off }
services: { s: { runs-on: h-1 } }
policies: { p: { failover: { preset: 2A } } }
orders: [{ at: 5min, ${order} }]
`;

describe("an upgrade", () => {
  test("says of which host, and what that is made of then", () => {
    const { orders } = scenarioOf(ordered("upgrade: h-1, platform: { hardware: sun-4m, system: solaris-7 }"));
    const platform = { hardware: "sun-4m", system: "solaris-7", applications: [] };
    expect(orders).toEqual([{ at: 5 * MINUTE, upgrade: "h-1", platform }]);
  });

  test.each([
    ["upgrade: h-1", "it is not said what it is made of then"],
    ["upgrade: h-1, fail-back: h-1, platform: { hardware: a, system: b }", "an order is one thing"],
    ["fail-back: h-1, platform: { hardware: a, system: b }", "nothing is upgraded"],
    ["upgrade: h-2, platform: { hardware: a, system: b }", "nothing is known of what h-2 is made of"],
  ])("%s: %s", (order, message) => expect(problemsOf(ordered(order)).join()).toContain(message));

  test("has what the host works with written anew, on its mirror too, and leaves a mirror that was split off as it was", () => {
    const { kernel, world: run } = smallRun(world(), null);
    const [os, data] = ["shop-os", "shop-data"].map((name) => run.volume(name));
    const formats = () => [os!, data!].map(({ current, mirror }) => [current.format, mirror?.device.format]);
    const before = ["solaris-2.6 on sun-4x", "solaris oracle"];
    kernel.run(SECOND);
    expect(formats()).toEqual(before.map((each) => [each, each]));
    const split = os!.mirror!.device;
    os!.mirror = null;
    run.people.upgrade("web-1", NEW);
    expect(formats()).toEqual([
      ["solaris-7 on sun-4x", undefined],
      ["solaris oracle", "solaris oracle"],
    ]);
    expect(split.format).toBe(before[0]);
  });

  test("is recorded by the controller, and known to it after a restart", () => {
    const config = failoverConfig(world(), smallPolicy({}));
    const { state } = failoverController.start(config, 0);
    const body = { kind: "configuration", host: "web-2", platform: NEW } as const;
    const told = { kind: "message", from: "people", over: null, heardAt: SECOND, count: 1, body } as const;
    const { effects } = failoverController.step(state, told, SECOND);
    const notes = effects.flatMap((each) => (each.kind === "note" ? [each.note.kind] : []));
    expect(notes).toEqual(["configuration-recorded"]);
    const stored = effects.flatMap((each) => (each.kind === "store" ? [[each.key, each.content] as const] : []));
    const disk = JSON.parse(JSON.stringify(Object.fromEntries(stored))) as Readonly<Record<string, unknown>>;
    const { state: restarted } = failoverController.restart!(config, disk, MINUTE);
    expect((restarted as FailoverState).facts.hosts["web-2"]!.platform).toEqual(NEW);
    expect((restarted as FailoverState).facts.hosts["web-1"]!.platform).toEqual(OLD);
  });
});
