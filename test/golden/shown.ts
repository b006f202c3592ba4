/** What scenarios show in their measures where their policies differ: looked at where every scenario is run anyway (golden.test.ts). */
import { expect } from "vitest";
import type { ReplicationResult } from "../../src/result/index.js";

/** What each policy of a scenario came to, by name. */
export type Seen = Readonly<Record<string, ReplicationResult>>;

export interface Shown {
  readonly says: string;
  /** Policies that violate no-flapping, as they are to; nothing else is violated. */
  readonly flaps?: readonly string[];
  holds(seen: Seen): void;
}

function measured(seen: Seen, policy: string, key: string): number {
  const value = seen[policy]?.measures[key];
  if (typeof value !== "number") throw new Error(`${policy} has no ${key}`);
  return value;
}

const INVARIANTS_OF_A_DOMAIN = [
  ...["task-once", "task-answered-to-its-asker", "no-double-agent"],
  ...["eventually-registered", "copies-converge", "copies-monotonic"],
];

/** By the name of the scenario; those of load balancing of which more than measures tell: test/model/balancing/scenarios.test.ts. */
export const SHOWN: Readonly<Record<string, Shown>> = {
  "load-balancing/order-safe-splitting": {
    says: "nothing that only the primary may answer was answered elsewhere",
    holds: (seen) => {
      for (const policy of Object.keys(seen)) {
        expect(measured(seen, policy, "toys.reads.from-copies")).toBe(0);
        expect(measured(seen, policy, "toys.availability.requests")).toBeGreaterThan(0.999);
        expect(measured(seen, policy, "toys.hosts.mean")).toBe(2);
      }
    },
  },
  "load-balancing/stale-reads": {
    says: "with synchronisation every 20 min and 5 min allowed three quarters of the reads are stale",
    holds: (seen) => {
      const stale = (policy: string) =>
        measured(seen, policy, "toys.reads.stale") / measured(seen, policy, "toys.reads.from-copies");
      expect(stale("never")).toBe(1);
      expect(Math.abs(stale("too-seldom") - 0.75)).toBeLessThan(0.05);
      expect(stale("by-storage")).toBe(0);
      expect(stale("by-hosts")).toBe(0);
    },
  },
  "load-balancing/flapping": {
    says: "thresholds too close act over and over, a cooldown seldom, hysteresis once",
    flaps: ["too-close"],
    holds: (seen) => {
      const actions = (policy: string) => measured(seen, policy, "toys.scaling.actions");
      expect(actions("hysteresis")).toBe(1);
      expect(actions("cooldown")).toBeLessThanOrEqual(6);
      expect(actions("too-close")).toBeGreaterThan(20);
    },
  },
  "load-balancing/failover-while-helping": {
    says: "preempted or drained the stand-in takes over in minutes, left alone it goes on helping",
    holds: (seen) => {
      const recovery = (policy: string) => measured(seen, policy, "toys.rto.mean");
      expect(recovery("preempted")).toBeLessThanOrEqual(recovery("drained"));
      expect(recovery("drained")).toBeLessThan(600);
      expect(recovery("left-alone")).toBeGreaterThan(3600);
    },
  },
  "load-balancing/today": {
    says: "the autoscaler grows sooner and acts oftener; with a narrow tolerance and a short window it flaps",
    flaps: ["nervous"],
    holds: (seen) => {
      const actions = (policy: string) => measured(seen, policy, "toys.scaling.actions");
      expect(actions("thresholds")).toBe(2);
      expect(actions("target")).toBeGreaterThan(actions("thresholds"));
      expect(actions("nervous")).toBeGreaterThan(2 * actions("target"));
      const served = (policy: string) => measured(seen, policy, "toys.availability.requests");
      expect(served("target")).toBeGreaterThan(served("thresholds"));
    },
  },
  "load-balancing/two-shops-one-pool": {
    says: "two hosts that are lent stand for four that are owned, except while one must be waited for",
    holds: (seen) => {
      const most = (policy: string) => measured(seen, policy, "hosts.leased.most");
      expect([most("pooled"), most("static-peak"), most("static-average")]).toEqual([2, 4, 0]);
      expect(measured(seen, "pooled", "hosts.hours")).toBeLessThan(measured(seen, "static-peak", "hosts.hours") / 2);
      for (const shop of ["bread", "toys"]) {
        const served = (policy: string) => measured(seen, policy, `${shop}.availability.requests`);
        expect(served("static-peak")).toBeGreaterThan(0.9999);
        // Nine times the load within an instant, and ten minutes of it before the first host is asked for.
        expect(served("pooled")).toBeGreaterThan(0.97);
        expect(served("static-average")).toBeLessThan(0.7);
      }
    },
  },
  "load-balancing/come-again": {
    says: "kept and configured the helper is there at once the second time; handed on it needs no power-on",
    holds: (seen) => {
      const copied = (policy: string) => measured(seen, policy, "storage.copied") / 24e9;
      expect([copied("power-off"), copied("keep"), copied("hand-on")]).toEqual([2, 1, 2]);
      const hours = (policy: string) => measured(seen, policy, "hosts.hours");
      // From 17:22 to 19:13 it idles in standalone, and after 21:22.
      expect(hours("hand-on") - hours("power-off")).toBeGreaterThan(3);
      expect(hours("hand-on") - hours("power-off")).toBeLessThan(4);
    },
  },
  "load-balancing/help-server": {
    says: "one host that gets all new users has more to do than two that share them",
    holds: (seen) => {
      const latency = (policy: string) => measured(seen, policy, "help.latency.mean");
      expect(latency("all-new")).toBeGreaterThan(latency("alternating"));
      expect(latency("all-new")).toBeGreaterThan(latency("two-of-three"));
      expect(latency("older-users-too")).toBeLessThan(latency("alternating"));
    },
  },
  "load-balancing/busy-link": {
    says: "a link that is in use is no matter to whoever looks at processors",
    holds: (seen) => {
      expect(measured(seen, "by-io", "films.hosts.most")).toBe(2);
      expect(measured(seen, "by-processor", "films.hosts.most")).toBe(1);
      // 7/s of 2 MB are 82 % of 17 MB/s; half of it is neither above 70 % nor below 20 %.
      expect(measured(seen, "by-io", "films.scaling.actions")).toBe(1);
    },
  },
  together: {
    says: "every invariant that applies was at stake, those of a domain among them",
    holds: ({ together }) => {
      const { invariants } = together!;
      expect(invariants.filter(({ atStake }) => atStake === 0).map(({ name }) => name)).toEqual([]);
      expect(invariants.map(({ name }) => name)).toEqual(expect.arrayContaining(INVARIANTS_OF_A_DOMAIN));
    },
  },
  "dual-server/registration-tries": {
    says: "three tries are over before the server is back, and whoever trusts it alone has no task done any more",
    holds: (seen) => {
      // B is back at 51.006 s. Tries begin at 1.005 s, each 15 s after the one before: the fifth, at 61.005 s, is heard 12 ms
      // later, and until then, from the end of the warm-up on, c-111 has one pair of two.
      expect(measured(seen, "dual", "c-111.pairs")).toBeCloseTo(2 - (61.017 - 10) / 590, 6);
      expect(measured(seen, "three-tries", "c-111.pairs")).toBe(1);
      expect(measured(seen, "dual", "ops.lost")).toBe(0);
      expect(measured(seen, "three-tries", "ops.completed")).toBe(0);
      expect(measured(seen, "three-tries", "ops.lost")).toBeGreaterThan(0);
    },
  },
  "dual-server/start-with-slow-server": {
    says: "one after the other, nobody can act until the slow server answers",
    holds: (seen) => {
      // A hangs until 101.0055 s: the try of 106.005 s is heard a millisecond later. In sequence its answer (1 ms) is told on
      // after another, then B's agent takes a second to be launched, and 12 ms to be heard.
      const [since, inSequence] = [(300 - 106.006) / 290, (300 - 107.02) / 290];
      const pairs = (policy: string) => measured(seen, policy, "c-111.pairs");
      expect(pairs("dual")).toBeCloseTo(1 + since, 6);
      expect(pairs("mixed")).toBeCloseTo(1 + since, 6);
      expect(pairs("sequential")).toBeCloseTo(since + inSequence, 6);
      expect(measured(seen, "dual", "c-111.acting")).toBe(1);
      expect(measured(seen, "mixed", "c-111.acting")).toBe(1);
      expect(measured(seen, "sequential", "c-111.acting")).toBeCloseTo(since, 6);
    },
  },
  "dual-server/devices": {
    says: "what is broadcast is known without reading it, and what changes while an agent is down when it is back",
    holds: (seen) => {
      // From lan-a to server B in 12 ms, after 5 ms of reading; A's agent is down until 390 s, and a device is unavailable
      // from 180 s on, which is stored 5 ms later. Launched again it registers (2 ms), reads (5 ms) and sends (1 ms).
      expect(measured(seen, "dual", "B.stale.longest")).toBeCloseTo(0.017, 6);
      expect(measured(seen, "broadcast", "B.stale.longest")).toBeCloseTo(0.012, 6);
      for (const policy of ["dual", "broadcast"])
        expect(measured(seen, policy, "A.stale.longest")).toBeCloseTo(390.008 - 180.005, 6);
    },
  },
};

/** Whether the runs of a scenario show what it is for, and break no rule that they are not to break. */
export function expectToShow({ flaps = [], holds }: Shown, seen: Seen): void {
  for (const [policy, { invariants }] of Object.entries(seen)) {
    const violated = invariants.filter(({ violations }) => violations > 0).map(({ name }) => name);
    expect({ policy, violated }).toEqual({ policy, violated: flaps.includes(policy) ? ["no-flapping"] : [] });
  }
  holds(seen);
}
