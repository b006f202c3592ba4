/** What each scenario of load balancing shows, it shows; and no invariant is violated in any of them. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Record as WorldRecord } from "../../../src/model/index.js";
import { observe } from "../../../src/observe/index.js";
import { buildRun } from "../../../src/scenario/build/build-run.js";
import { decodeScenario } from "../../../src/scenario/index.js";
import { Kernel, Streams } from "../../../src/sim/index.js";
import { toSeconds } from "../../../src/units/index.js";

interface Seen {
  readonly measures: Readonly<Record<string, number | null>>;
  readonly violated: readonly string[];
  readonly records: readonly WorldRecord[];
}

/** Every policy of a scenario, by name. */
function runAll(name: string): Readonly<Record<string, Seen>> {
  const file = new URL(`../../../scenarios/load-balancing/${name}.yaml`, import.meta.url);
  const { scenario } = decodeScenario(readFileSync(file, "utf8"), `${name}.yaml`, {
    read: () => new Error("nothing is included"),
  });
  if (scenario === null) throw new Error(`${name} cannot be decoded`);
  const { duration, warmUp, seed } = scenario;
  const seen = scenario.policies.map((policy): [string, Seen] => {
    const kernel = new Kernel();
    const { world, begin } = buildRun(scenario, policy, kernel, new Streams(seed));
    const observation = observe({ spec: world.spec, duration, warmUp, replication: 0 });
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
  for (const [policy, { violated }] of seen) expect({ policy, violated }).toEqual({ policy, violated: [] });
  return Object.fromEntries(seen);
}

function measured(seen: Readonly<Record<string, Seen>>, policy: string, key: string): number {
  const value = seen[policy]?.measures[key];
  if (typeof value !== "number") throw new Error(`${policy} has no ${key}`);
  return value;
}

describe("the scenario", () => {
  it("order-safe-splitting: nothing that only the primary may answer was answered elsewhere", () => {
    const seen = runAll("order-safe-splitting");
    for (const policy of Object.keys(seen)) {
      expect(measured(seen, policy, "toys.reads.from-copies")).toBe(0);
      expect(measured(seen, policy, "toys.availability.requests")).toBeGreaterThan(0.999);
      expect(measured(seen, policy, "toys.hosts.mean")).toBe(2);
    }
  });

  it("stale-reads: with synchronisation every 20 min and 5 min allowed three quarters of the reads are stale", () => {
    const seen = runAll("stale-reads");
    const stale = (policy: string) =>
      measured(seen, policy, "toys.reads.stale") / measured(seen, policy, "toys.reads.from-copies");
    expect(stale("never")).toBe(1);
    expect(Math.abs(stale("too-seldom") - 0.75)).toBeLessThan(0.05);
    expect(stale("by-storage")).toBe(0);
    expect(stale("by-hosts")).toBe(0);
  });

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
  });

  it("flapping: thresholds too close act over and over, a cooldown seldom, hysteresis once", () => {
    const seen = runAll("flapping");
    const actions = (policy: string) => measured(seen, policy, "toys.scaling.actions");
    expect(actions("hysteresis")).toBe(1);
    expect(actions("cooldown")).toBeLessThanOrEqual(6);
    expect(actions("too-close")).toBeGreaterThan(20);
  });

  it("failover-while-helping: preempted or drained the stand-in takes over in minutes, left alone it goes on helping", () => {
    const seen = runAll("failover-while-helping");
    const recovery = (policy: string) => measured(seen, policy, "toys.rto.mean");
    expect(recovery("preempted")).toBeLessThanOrEqual(recovery("drained"));
    expect(recovery("drained")).toBeLessThan(600);
    expect(recovery("left-alone")).toBeGreaterThan(3600);
  });
});
