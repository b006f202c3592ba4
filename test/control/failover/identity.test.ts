import { describe, expect, test } from "vitest";
import { present } from "../../../src/control/failover/device-presented.js";
import { doubt } from "../../../src/control/failover/doubts.js";
import { change, host, volume } from "../../../src/control/failover/facts.js";
import { goOn } from "../../../src/control/failover/go-on.js";
import { learn } from "../../../src/control/failover/learn.js";
import { initialState } from "../../../src/control/failover/state.js";
import { redirect, restoreIdentity, takeIdentity } from "../../../src/control/failover/step/identity.js";
import type { FailoverStep, Move } from "../../../src/control/failover/steps.js";
import { contextOfTakeover } from "../../../src/control/failover/under-way.js";
import { returnIdentity } from "../../../src/control/failover/upkeep.js";
import { type FailoverState, type Identity, type Out, failoverController } from "../../../src/control/index.js";
import { failoverConfig } from "../../../src/scenario/assembly/failover-config.js";
import { SECOND } from "../../../src/units/index.js";
import { smallPolicy, smallSpec } from "../../model/small-world.js";
import { heard } from "../heard.js";

const policy = smallPolicy({ redirect: true, parts: ["data"] });

/** Two hosts on the network of the services, and two on another one; only data moves, so that each keeps its own system. */
function config() {
  const small = smallSpec();
  const places = { "web-1": "lan", "web-2": "lan", "far-1": "branch", "far-2": "branch" };
  const hosts = Object.entries(places).map(([name, network]) => {
    const identity = { address: `at-${name}`, node: name, domain: network };
    return { ...small.hosts[0]!, name, network, identity };
  });
  const services = [{ ...small.services[0]!, director: "director-1" }];
  return failoverConfig({ ...small, hosts, services }, policy);
}

function begun() {
  const state = initialState(config());
  const move = (from: string, to: string): Move => {
    return { kind: "takeover", from, to, home: "web-1", services: ["shop"], volumes: ["shop-os", "shop-data"], policy };
  };
  /** What a step would do, or why nothing. */
  const does = (step: FailoverStep | undefined): unknown => {
    const act = step?.act(state.facts);
    return act !== undefined && "do" in act ? act.do : act;
  };
  const own = (name: string): Identity => host(state.facts, name).identity;
  const given = (name: string, identity: Identity) => ({ kind: "set-identity", host: name, identity }) as const;
  return { state, move, does, own, given };
}

describe("who holds the services is known by", () => {
  const { move, does, own, given } = begun();

  test("the identity of their home on its network, wherever they come from", () => {
    for (const from of ["web-1", "far-1"])
      expect(does(takeIdentity(move(from, "web-2")))).toEqual([given("web-2", own("web-1"))]);
  });

  test("its own on another network, also when it takes over from its neighbour or starts anew", () => {
    for (const from of ["web-1", "far-2", "far-1"])
      expect(does(takeIdentity(move(from, "far-1")))).toEqual({ skip: "far-1 keeps its own identity on branch" });
  });

  test("an address to which the director redirects as soon as one of both is on another network", () => {
    const to = (address: string) => [{ kind: "redirect", director: "director-1", from: "at-web-1", to: address }];
    expect(does(redirect(move("web-1", "far-1")))).toEqual(to("at-far-1"));
    expect(does(redirect(move("far-1", "far-2")))).toEqual(to("at-far-2"));
    expect(does(redirect(move("far-1", "web-2")))).toEqual(to("at-web-1"));
    expect(does(redirect(move("web-1", "web-2")))).toEqual({ skip: "web-2 took over at-web-1" });
  });

  test("an address to which the director redirects again where users may still be sent to another network", () => {
    const back = [{ kind: "redirect", director: "director-1", from: "at-web-1", to: "at-web-1" }];
    for (const to of ["web-1", "web-2"]) expect(does(redirect({ ...move("web-1", to), sentAway: true }))).toEqual(back);
  });
});

test("a home that was given up and is at work after all has its users sent back to it, if they may be elsewhere", () => {
  const sentTo = (sentAway: boolean) => {
    const { state } = begun();
    const out: Out = [];
    const group = state.groups[0]!;
    group.sentAway = sentAway;
    goOn(state, group, 0, out);
    return out.flatMap((each) => (each.kind === "act" ? [each.action] : []));
  };
  expect(sentTo(false)).toEqual([]);
  expect(sentTo(true)).toEqual([{ kind: "redirect", director: "director-1", from: "at-web-1", to: "at-web-1" }]);
});

test("users are sent away as soon as a host on another network may hold the services", () => {
  const { state } = begun();
  const group = state.groups[0]!;
  const context = (to: string) =>
    contextOfTakeover(state, group, { ...begun().move("web-1", to), from: group.holder }, 0, []);
  context("web-2").handOver();
  expect(group.sentAway).toBe(false);
  context("far-1").handOver();
  expect(group.sentAway).toBe(true);
  context("web-2").handOver();
  expect(group.sentAway).toBe(true);
});

describe("a stand-in that was given another's identity", () => {
  test("gets its own back when it is replaced, and is taken for itself only when that was done", () => {
    const { state, move, does, own, given } = begun();
    const [restore] = restoreIdentity(move("web-2", "web-1"));
    expect(does(restore)).toEqual({ skip: "web-2 has its own identity" });
    doubt(state.facts, given("web-2", own("web-1")), 0);
    expect(does(restore)).toEqual([given("web-2", own("web-2"))]);
    learn(state.facts, given("web-2", own("web-2")), { status: "unknown", why: "no answer" }, 0);
    expect(does(restore)).toEqual([given("web-2", own("web-2"))]);
    learn(state.facts, given("web-2", own("web-2")), { status: "done" }, 0);
    expect(does(restore)).toEqual({ skip: "web-2 has its own identity" });
  });

  test("keeps it when it starts anew, and nothing is restored at home", () => {
    const { move } = begun();
    expect(restoreIdentity(move("web-2", "web-2"))).toEqual([]);
    expect(restoreIdentity(move("web-1", "web-2"))).toEqual([]);
  });

  test("has its own still where the system came along: the copy alone carries the other", () => {
    const { state, move, does, own, given } = begun();
    present(volume(state.facts, "shop-os"), "shop-os@web-2", "web-2");
    doubt(state.facts, given("web-2", own("web-1")), 0);
    expect(does(restoreIdentity(move("web-2", "web-1"))[0])).toEqual({ skip: "web-2 has its own identity" });
  });

  test("is told again when the step came to nothing, but not while it stands in", () => {
    const { state, own, given } = begun();
    doubt(state.facts, given("web-2", own("web-1")), 0);
    const out: Out = [];
    state.groups[0]!.holder = "web-2";
    returnIdentity(state, "web-2", 0, out);
    expect(out).toEqual([]);
    state.groups[0]!.holder = "web-1";
    returnIdentity(state, "web-2", 0, out);
    expect(out).toMatchObject([{ kind: "act", action: given("web-2", own("web-2")) }]);
  });

  test("is not read as another: a configuration that is read meanwhile does not replace what was recorded", () => {
    const { state, own, given } = begun();
    const read = (identity: Identity) => {
      const found = { what: "configuration", platform: null, identity } as const;
      learn(state.facts, { kind: "read-configuration", host: "web-2" }, { status: "done", found }, 0);
    };
    const renamed = { address: "at-web-2", node: "renamed", domain: "lan" };
    read(renamed);
    expect(own("web-2")).toEqual(renamed);
    doubt(state.facts, given("web-2", own("web-1")), 0);
    read(own("web-1"));
    expect(own("web-2")).toEqual(renamed);
  });
});

test("what a stand-in had of its own, and has of another, is on the controller's disk", () => {
  const { state } = failoverController.start(config(), 0);
  const known = (state as FailoverState).facts;
  const renamed = { address: "at-web-2", node: "renamed", domain: "lan" };
  change(known, "web-2").identity = renamed;
  change(known, "web-2").borrowed = host(known, "web-1").identity;
  const error = { kind: "error-report", host: "web-1", component: "cpu", message: "gone" } as const;
  const { effects } = failoverController.step(state, heard(error, SECOND), SECOND);
  const disk = Object.fromEntries(effects.flatMap((each) => (each.kind === "store" ? [[each.key, each.content]] : [])));
  const again = failoverController.restart!(config(), JSON.parse(JSON.stringify(disk)), 2 * SECOND);
  const { identity, borrowed } = host((again.state as FailoverState).facts, "web-2");
  expect([identity, borrowed]).toEqual([renamed, host(known, "web-1").identity]);
});

test("users who ask for a service by name are told by their name server where it is, and there and back alike", () => {
  const before = config();
  const surroundings = {
    ...before.surroundings,
    directors: {},
    nameServers: { shop: { server: "dns-1", ttl: 60 * SECOND } },
  };
  const { facts } = initialState({ ...before, surroundings });
  const move = { kind: "takeover", home: "web-1", services: ["shop"], volumes: [], policy } as const;
  const orders = (from: string, to: string) => redirect({ ...move, from, to }).act(facts);
  const named = (address: string) => ({
    do: [{ kind: "register-name", server: "dns-1", service: "shop", address, ttl: 60 * SECOND }],
  });
  expect(orders("web-1", "far-1")).toEqual(named("at-far-1"));
  expect(orders("far-1", "web-1")).toEqual(named("at-web-1"));
  expect(orders("web-1", "web-2")).toEqual({ skip: "web-2 took over at-web-1" });
});
