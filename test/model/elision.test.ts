import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Effect, FailoverPolicy, Input, Machine } from "../../src/control/index.js";
import { startMachine, type WorldSpec } from "../../src/model/index.js";
import { type Micros, HOUR, MILLISECOND, MINUTE, SECOND } from "../../src/units/index.js";
import { plan, schedules, type Stroke } from "./fault-schedule.js";
import { smallPolicy, smallRun, smallSpec } from "./small-world.js";

const DURATION = HOUR;

interface Setting {
  readonly latency: Micros;
  readonly preset: string;
  readonly detect: FailoverPolicy["detect"];
  readonly unconfirmed: FailoverPolicy["shutdown"]["unconfirmed"];
  readonly standInOn: boolean;
  /** On which host an agent watches both; without, each is watched by its own. */
  readonly siteAgent?: string | undefined;
  /** The controller runs on the storage system, and talks over its links. */
  readonly overLinks?: boolean;
}

const QUIET: Setting = {
  latency: 200,
  preset: "2A",
  detect: { when: "any", reports: { misses: 3 }, queries: null, errors: true },
  unconfirmed: "page",
  standInOn: false,
};

const setting: fc.Arbitrary<Setting> = fc.record({
  latency: fc.constantFrom(0, 200, 900 * MILLISECOND),
  preset: fc.constantFrom("2A", "2C", "manual"),
  detect: fc.record({
    when: fc.constantFrom("any" as const, "all" as const),
    reports: fc.constantFrom({ misses: 1 }, { misses: 2 }, { misses: 3 }, null),
    queries: fc.constantFrom(null, { every: 5 * SECOND, timeout: 2 * SECOND, misses: 2 }),
    freshness: fc.constantFrom(null, null, { shift: 2 * SECOND }),
    phi: fc.constantFrom(null, null, { threshold: 8, window: 100, minimumDeviation: 100 * MILLISECOND }),
    errors: fc.boolean(),
  }),
  unconfirmed: fc.constantFrom("retry" as const, "page" as const, "proceed-unsafely" as const),
  standInOn: fc.boolean(),
  siteAgent: fc.constantFrom(undefined, "web-1", "web-2"),
  overLinks: fc.boolean(),
});

function specOf({ latency, standInOn, siteAgent, overLinks = false }: Setting): WorldSpec {
  const spec = smallSpec();
  const [shop] = spec.services;
  const load = { ...shop!.load!, rate: { stretch: () => ({ rate: 0.2, until: Infinity }), peak: 0.2 } };
  return {
    ...spec,
    networks: spec.networks.map((network) => ({ ...network, latency })),
    hosts: spec.hosts.map((host) => (standInOn ? { ...host, power: "on" as const } : host)),
    services: [{ ...shop!, load }],
    agents: siteAgent === undefined ? spec.agents : [{ ...watchesBoth, host: siteAgent }],
    ...(overLinks && {
      controller: { networks: ["lan"], on: "array-1", over: "links" as const },
      links: spec.links.map((link) => ({ ...link, latency })),
    }),
  };
}

const watchesBoth = { watches: ["web-1", "web-2"], report: 5 * SECOND };

function run(where: Setting, strokes: readonly Stroke[], everyEvent: boolean) {
  const { preset, detect, unconfirmed } = where;
  const policy = smallPolicy({ preset, detect, shutdown: { within: MINUTE, relay: "if-needed", unconfirmed } });
  const { world, kernel, records } = smallRun(specOf(where), policy, { everyEvent });
  plan(world, strokes);
  kernel.run(DURATION);
  return { records, digest: world.behaviour.hex, executed: kernel.executed };
}

/** On the grid of the reports, on that of their arrivals, next to either, and anywhere. */
const instant = fc
  .tuple(fc.nat(600), fc.constantFrom(0, 0, 1, -1, 200, 900 * MILLISECOND, 1_234_567))
  .map(([fives, off]) => Math.max(1, fives * 5 * SECOND + off));
const length = fc
  .tuple(fc.nat(200), fc.constantFrom(0, 0, 1, 200, 777_777))
  .map(([fives, off]) => Math.max(1, fives * 5 * SECOND + off));

describe("a run that leaves out quiet reports", () => {
  it("behaves as one that executes them all, whatever happens, also at the very instants of reports", () => {
    fc.assert(
      fc.property(setting, schedules(instant, length, 5), (where, strokes) => {
        const every = run(where, strokes, true);
        const few = run(where, strokes, false);
        if (every.digest === few.digest) return;
        const first = every.records.findIndex((record, i) => JSON.stringify(record) !== JSON.stringify(few.records[i]));
        expect(few.records[first]).toEqual(every.records[first]);
        expect(few.records.length).toBe(every.records.length);
        throw new Error("digests differ, records do not");
      }),
      { numRuns: 80 },
    );
  });

  it("executes few events while nothing happens, however short the interval", () => {
    const where = { ...QUIET, standInOn: true };
    const [every, few] = [run(where, [], true), run(where, [], false)];
    expect(few.digest).toBe(every.digest);
    // Two agents, a report every 5 s: 720 sent and 720 delivered each. What is left serves requests and flushes.
    expect(every.executed - few.executed).toBeGreaterThan(2 * 2 * 700);
  });

  it("does the same without any controller to hear the reports", () => {
    const spec = smallSpec();
    const digests = [true, false].map((everyEvent) => {
      const { world, kernel } = smallRun(spec, null, { everyEvent });
      kernel.schedule(10 * SECOND, () => world.host("web-1").hang());
      kernel.schedule(20 * SECOND, () => world.host("web-1").wake());
      kernel.run(MINUTE);
      return world.behaviour.hex;
    });
    expect(digests[0]).toBe(digests[1]);
  });

  it("keeps to the grid of an agent that was started anew while its last report was under way", () => {
    const where = { ...QUIET, latency: 900 * MILLISECOND };
    const at = 20 * SECOND;
    const strokes: Stroke[] = [
      { at: at + 100, name: "dies", strike: (world) => world.agents.get("web-1")?.setAlive(false) },
      { at: at + 300_000, name: "restarts", strike: (world) => world.agents.get("web-1")?.setAlive(true) },
      // The report of the old life arrives at 20.9 s; that of the new one, under way since 20.3 s, is lost.
      { at: at + SECOND, name: "cut", strike: (world) => world.network("lan").setUp(false) },
      { at: at + 2 * SECOND, name: "joined", strike: (world) => world.network("lan").setUp(true) },
      { at: 10 * MINUTE + 100_000, name: "crash", strike: (world) => world.host("web-1").crash() },
    ];
    const [every, few] = [run(where, strokes, true), run(where, strokes, false)];
    expect(few.records).toEqual(every.records);
    // By hand: the last report is that of 9 min 55.3 s, since the grid is now 300 ms off the whole five seconds.
    const heardAt = 9 * MINUTE + 55 * SECOND + 300_000 + 900_000;
    expect(JSON.stringify(few.records)).toContain(`"misses":3,"heardAt":${heardAt}`);
  });

  it("counts the report of the very instant at which a timer that waited for it changes the host", () => {
    const heard = [true, false].map((everyEvent) => {
      const spec = specOf({ ...QUIET, latency: 0, standInOn: true });
      const { world, kernel, of } = smallRun(spec, null, { everyEvent });
      startMachine(world, "controller", unplugAt(20 * SECOND), null);
      kernel.run(MINUTE);
      return of("NoteMade").map(({ at, note }) => [at, note.kind === "waiting" && note.because]);
    });
    expect(heard[0]).toEqual([[40 * SECOND, { rule: "reports-missed", misses: 0, heardAt: 20 * SECOND }]]);
    expect(heard[1]).toEqual(heard[0]);
  });
});

/** Hears web-2, pulls its plug at an instant when the messages of that instant are in, and says later when it heard it last. */
function unplugAt(instant: Micros): Machine<null, { heardAt: Micros }, Input, Effect> {
  return {
    start: () => ({
      state: { heardAt: -1 },
      effects: [
        { kind: "set-timer", timer: { kind: "unplug", subject: "web-2", at: instant, afterMessages: true } },
        { kind: "set-timer", timer: { kind: "say", subject: "web-2", at: 2 * instant } },
      ],
    }),
    step(state, input, now) {
      const because = { rule: "reports-missed", misses: 0, heardAt: state.heardAt } as const;
      if (input.kind === "message" && input.body.kind === "report" && input.body.host === "web-2") {
        const putOffBy = { from: input.from, kind: "report", about: "web-2" };
        const timer = { kind: "report-due", subject: "web-2", at: now + HOUR, putOffBy };
        return { state: { heardAt: input.heardAt }, effects: [{ kind: "set-timer", timer }] };
      }
      if (input.kind !== "timer") return { state, effects: [] };
      if (input.timer.kind === "unplug") {
        return { state, effects: [{ kind: "act", id: 1, action: { kind: "unplug", host: "web-2" }, because }] };
      }
      return { state, effects: [{ kind: "note", note: { kind: "waiting", services: [], because } }] };
    },
  };
}
