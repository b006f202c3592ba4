/**
 * What each scenario of load balancing shows, it shows; and no invariant is violated in any of them. Of which measures tell all:
 * test/golden/shown.ts.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Record as WorldRecord } from "../../../src/model/index.js";
import { observe } from "../../../src/observe/index.js";
import { buildRun } from "../../../src/scenario/assembly/build-run.js";
import { decodeScenario } from "../../../src/scenario/index.js";
import { Kernel, Streams } from "../../../src/sim/index.js";
import { toSeconds } from "../../../src/units/index.js";

interface Seen {
  readonly measures: Readonly<Record<string, number | null>>;
  readonly violated: readonly string[];
  readonly records: readonly WorldRecord[];
}

/** Every policy of a scenario, by name; nothing is violated. */
function runAll(name: string): Readonly<Record<string, Seen>> {
  const file = new URL(`../../../scenarios/load-balancing/${name}.yaml`, import.meta.url);
  const { scenario } = decodeScenario(readFileSync(file, "utf8"), `${name}.yaml`, {
    read: () => new Error("nothing is included"),
  });
  if (scenario === null) throw new Error(`${name} cannot be decoded`);
  const { duration, warmUp, seed, flapping } = scenario;
  const limits = flapping === undefined ? {} : { flapping };
  const seen = scenario.policies.map((policy): [string, Seen] => {
    const kernel = new Kernel();
    const { world, begin } = buildRun(scenario, policy, kernel, new Streams(seed));
    const observation = observe({ spec: world.spec, duration, warmUp, replication: 0, ...limits });
    const records: WorldRecord[] = [];
    world.listen((record) => {
      records.push(record);
      observation.hear(record);
    });
    world.requestListener = observation.requests;
    begin();
    kernel.run(duration);
    world.traffic.audit();
    const { measures, invariants } = observation.finish(duration);
    const violated = invariants.filter(({ violations }) => violations > 0).map((each) => each.name);
    return [policy.name, { measures, violated, records }];
  });
  for (const [policy, { violated }] of seen) {
    expect({ policy, violated }).toEqual({ policy, violated: [] });
  }
  return Object.fromEntries(seen);
}

function measured(seen: Readonly<Record<string, Seen>>, policy: string, key: string): number {
  const value = seen[policy]?.measures[key];
  if (typeof value !== "number") throw new Error(`${policy} has no ${key}`);
  return value;
}

/** Who had a host of the pool, in their order. */
function tenants({ records }: Seen, host: string): readonly string[] {
  return records.flatMap((record) =>
    record.kind === "NoteMade" && record.note.kind === "host-leased" && record.note.host === host
      ? [record.note.service ?? "-"]
      : [],
  );
}

/** When the first host was leased, in seconds. */
function firstLease({ records }: Seen): number {
  return toSeconds(records.find((record) => record.kind === "NoteMade" && record.note.kind === "host-leased")!.at);
}

describe("the scenario", () => {
  it("copy-adapter: a copy behind the same adapter takes twice as long, and users wait longer", () => {
    const seen = runAll("copy-adapter");
    const lasts = (policy: string): number => {
      const of = (kind: string) =>
        seen[policy]!.records.find((each) => each.kind === kind && "volume" in each && each.volume === "toys-data");
      return toSeconds(of("CopyEnded")!.at - of("CopyStarted")!.at);
    };
    // 24 GB through 20 MB/s, read and written behind one adapter; production takes its part of both.
    expect(lasts("other-adapter")).toBeGreaterThan(24e9 / 20e6);
    expect(lasts("same-adapter") / lasts("other-adapter")).toBeGreaterThan(1.8);
    const latency = (policy: string) => measured(seen, policy, "toys.latency.mean");
    expect(latency("same-adapter")).toBeGreaterThan(latency("other-adapter"));
    // A mirror is there already: nothing is copied, and the helper serves as soon as it is online.
    expect(seen["a-mirror"]!.records.filter(({ kind }) => kind === "CopyStarted")).toEqual([]);
    expect(latency("a-mirror")).toBeLessThan(latency("other-adapter"));
  });

  it("third-host: when two hosts are too few a third one comes, after the same ten minutes again, if it may", () => {
    const seen = runAll("third-host");
    expect(measured(seen, "two-at-most", "toys.hosts.most")).toBe(2);
    expect(measured(seen, "three-at-most", "toys.hosts.most")).toBe(3);
    // 12 a second; two hosts can do 10, less 10 % that only one of them may do.
    expect(measured(seen, "two-at-most", "toys.availability.requests")).toBeLessThan(0.8);
    expect(measured(seen, "three-at-most", "toys.availability.requests")).toBeGreaterThan(0.94);
    expect(tenants(seen["three-at-most"]!, "web-3")).toEqual(["toys"]);
  });

  it("competing-services: the next host goes to who waits longest, comes first, or lacks most; or is taken from another", () => {
    const seen = runAll("competing-services");
    expect(tenants(seen["first-come"]!, "spare")).toEqual(["bread", "-", "fruit"]);
    expect(tenants(seen["by-priority"]!, "spare")).toEqual(["bread", "-", "toys"]);
    expect(tenants(seen["by-deficit"]!, "spare")).toEqual(["bread", "-", "wine"]);
    expect(tenants(seen["taken"]!, "spare")).toEqual(["bread", "-", "toys"]);
    expect(measured(seen, "taken", "toys.availability.requests")).toBeGreaterThan(
      measured(seen, "by-priority", "toys.availability.requests"),
    );
  });

  it("who-judges: agents that judge are heard a reading sooner, and a dead one is taken for a dead host", () => {
    const seen = runAll("who-judges");
    expect(firstLease(seen["pushed"]!)).toBe(firstLease(seen["polled"]!));
    expect(firstLease(seen["polled"]!) - firstLease(seen["judged"]!)).toBeCloseTo(60, 2);
    expect(tenants(seen["polled"]!, "web-2")).toEqual(["toys", "-"]);
    expect(tenants(seen["pushed"]!, "web-2")).toEqual(["toys", "-", "toys", "-"]);
    expect(tenants(seen["judged"]!, "web-2")).toEqual(["toys", "-", "toys", "-"]);
  });

  it("two-controllers: while they cannot talk nobody gets a host; else the second adds its messages and nothing more", () => {
    const seen = runAll("two-controllers");
    // Wanted from 17:11 on; the office is back at 17:30.
    expect(firstLease(seen["one"]!)).toBe(71 * 60);
    expect(firstLease(seen["two"]!)).toBeGreaterThanOrEqual(90 * 60);
    expect(firstLease(seen["two"]!)).toBeLessThanOrEqual(91 * 60 + 1);
    const recovery = (policy: string) => measured(seen, policy, "toys.rto.mean");
    expect(recovery("two") - recovery("one")).toBeLessThan(1);
  });

  it("applications-only: with a system of its own the helper need not be shut down, and gets a sixth less", () => {
    const seen = runAll("applications-only");
    expect(measured(seen, "everything", "storage.copied")).toBe(24e9);
    expect(measured(seen, "applications", "storage.copied")).toBe(20e9);
    const stages = (policy: string) =>
      seen[policy]!.records.flatMap((each) => (each.kind === "HostStageChanged" && each.at > 0 ? [each.host] : []));
    expect(new Set(stages("everything"))).toEqual(new Set(["web-2"]));
    expect(stages("applications")).toEqual([]);
    const served = (policy: string) => measured(seen, policy, "toys.availability.requests");
    expect(served("applications")).toBeGreaterThan(served("everything"));
    // It reads its copy, and then no more.
    const copies = seen["applications"]!.records.filter(({ kind }) => kind === "CopyMounted");
    expect(copies).toMatchObject([{ host: "web-2", volume: "toys-data" }]);
  });

  it("part-of-the-data: a helper gets what those requests read that it may answer, and no others go there", () => {
    const seen = runAll("part-of-the-data");
    // 5 GB of films and 40 GB of letters; a mirror that another storage system has need not be copied.
    const copied = ["all", "films", "mirror"].map((policy) => measured(seen, policy, "storage.copied"));
    expect(copied).toEqual([45e9, 5e9, 0]);
    expect(spread(seen["all"]!)).toEqual(["look-up", "watch"]);
    expect(spread(seen["films"]!)).toEqual(["watch"]);
    expect(spread(seen["mirror"]!)).toEqual(["watch"]);
    for (const policy of ["films", "mirror"]) expect(measured(seen, policy, "club.availability.requests")).toBe(1);
  });
});

/** The classes of requests that were ever spread. */
function spread({ records }: Seen): readonly string[] {
  const routes = records.flatMap((record) => (record.kind === "RouteChanged" ? record.routes : []));
  return [...new Set(routes.map(({ requestClass }) => requestClass))].toSorted((a, b) => (a < b ? -1 : 1));
}
