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
  /** How long the controller takes to store its position: what comes meanwhile waits. */
  readonly store?: Micros;
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
  store: fc.constantFrom(0, 0, SECOND, 5 * SECOND, 7 * SECOND),
});

function specOf({ latency, standInOn, siteAgent, overLinks = false, store = 0 }: Setting): WorldSpec {
  const spec = smallSpec();
  const [shop] = spec.services;
  const load = { ...shop!.load!, rate: { stretch: () => ({ rate: 0.2, until: Infinity }), peak: 0.2 } };
  return {
    ...spec,
    networks: spec.networks.map((network) => ({ ...network, latency })),
    hosts: spec.hosts.map((host) => (standInOn ? { ...host, power: "on" as const } : host)),
    services: [{ ...shop!, load }],
    agents: siteAgent === undefined ? spec.agents : [{ ...watchesBoth, host: siteAgent }],
    controller: { ...spec.controller, store },
    ...(overLinks && {
      controller: { networks: ["lan"], on: "array-1", over: "links" as const, store },
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

  it("does not leave out what is said while a machine stores that it will listen", () => {
    const heard = [true, false].map((everyEvent) => {
      const spec = specOf({ ...QUIET, standInOn: true, store: 6 * SECOND });
      const { world, kernel, of } = smallRun(spec, null, { everyEvent });
      startMachine(world, "controller", listensFrom(21 * SECOND), null);
      kernel.schedule(33 * SECOND, () => world.host("web-1").crash());
      kernel.run(MINUTE);
      return of("NoteMade").map(({ at, note }) => [at, note.kind === "waiting" && note.because]);
    });
    // By hand: what is stored at 21 s is durable at 27 s, and the report of 25 s has waited until then; the last is that of 30 s.
    const heardAt = 30 * SECOND + 200;
    expect(heard[0]).toEqual([[heardAt + 7 * SECOND, { rule: "reports-missed", misses: 0, heardAt }]]);
    expect(heard[1]).toEqual(heard[0]);
  });
});

/** Listens to a host from a certain time on, which it stores first: seven seconds of silence are told. */
function listensFrom(at: Micros): Machine<null, { heardAt: Micros | null }, Input, Effect> {
  const putOffBy = { from: "web-1", kind: "report", about: "web-1" };
  const awaits = (since: Micros): Effect => {
    const timer = { kind: "silent", subject: "web-1", at: since + 7 * SECOND, afterMessages: true, putOffBy } as const;
    return { kind: "set-timer", timer };
  };
  return {
    start: () => ({
      state: { heardAt: null },
      effects: [{ kind: "set-timer", timer: { kind: "begin", subject: "-", at } }],
    }),
    step: (state, input, now) => {
      if (input.kind === "timer" && input.timer.kind === "begin")
        return { state: { heardAt: now }, effects: [{ kind: "store", key: "k", content: {} }, awaits(now)] };
      if (input.kind === "timer") {
        const because = { rule: "reports-missed", misses: 0, heardAt: state.heardAt! } as const;
        return { state, effects: [{ kind: "note", note: { kind: "waiting", services: ["shop"], because } }] };
      }
      const isReport = input.kind === "message" && input.body.kind === "report" && input.body.host === "web-1";
      if (!isReport || state.heardAt === null) return { state, effects: [] };
      return { state: { heardAt: input.heardAt }, effects: [awaits(input.heardAt)] };
    },
  };
}

const EVERY = 5 * SECOND;
const MANY = ["m-3", "m-1", "m-6", "m-2", "m-5", "m-4"] as const;

/** Tells all others that it works, tells when it does not hear one of them, and when it hears that one again. */
function companion(own: string): Machine<null, { silent: readonly string[] }, Input, Effect> {
  const others = MANY.filter((each) => each !== own);
  const expect = (of: string, since: Micros): Effect => {
    const putOffBy = { from: of, kind: "report", about: `${of} to ${own}` };
    const timer = { kind: "silent", subject: of, at: since + 2 * EVERY, afterMessages: true, putOffBy } as const;
    return { kind: "set-timer", timer };
  };
  const tell = (of: string, heardAt: Micros): Effect => {
    const because = { rule: "reports-missed", misses: 2, heardAt } as const;
    return { kind: "note", note: { kind: "waiting", services: [of], because } };
  };
  const beats = others.map((to): Effect => {
    const beat = { kind: "report", subject: `${own} to ${to}` };
    return { kind: "beat", beat, to: { place: to }, every: EVERY, body: { kind: "report", host: own, sentAt: 0 } };
  });
  return {
    start: (_, now) => ({
      state: { silent: [] },
      effects: [...beats, ...others.map((each) => expect(each, now))],
    }),
    step({ silent }, input, now) {
      if (input.kind === "message") {
        const { from, heardAt } = input;
        const news = silent.includes(from) ? [tell(from, heardAt)] : [];
        return { state: { silent: silent.filter((each) => each !== from) }, effects: [...news, expect(from, heardAt)] };
      }
      if (input.kind !== "timer") return { state: { silent }, effects: [] };
      const { subject } = input.timer;
      return { state: { silent: [...silent, subject] }, effects: [tell(subject, now)] };
    },
  };
}

function runMany(latency: Micros, lateBy: Micros, strokes: readonly Stroke[], everyEvent: boolean) {
  const networks = [{ name: "lan", latency, bandwidth: 125e6 }];
  const spec = smallSpec({ networks, agents: [], services: [] });
  const { world, kernel, records, of } = smallRun(spec, null, { everyEvent });
  // Half of them start later: as a rule on the grid of the others.
  for (const [index, name] of MANY.entries()) {
    kernel.schedule(index % 2 === 0 ? 0 : lateBy, () => startMachine(world, name, companion(name), null));
  }
  plan(world, strokes);
  kernel.run(20 * MINUTE);
  const told = of("NoteMade").map(({ at, place, note }) => `${at} ${place} ${JSON.stringify(note)}`);
  return { told, records, digest: world.behaviour.hex, executed: kernel.executed };
}

const ofOne: fc.Arbitrary<readonly Stroke[]> = fc
  .record({
    name: fc.constantFrom(...MANY),
    other: fc.constantFrom(...MANY),
    how: fc.constantFrom("dies", "is not heard", "hears nobody", "is not heard by one", "network"),
    at: fc.tuple(fc.nat(200), fc.constantFrom(0, 1, -1, 200, 1_234_567)),
    length: fc.tuple(fc.nat(30), fc.constantFrom(0, 1, 200, 777_777)),
  })
  .map(({ name, other, how, at: [fives, off], length: [long, longer] }) => {
    const at = Math.max(1, fives * EVERY + off);
    const stroke = (at: Micros, strike: Stroke["strike"]): Stroke => ({ at, name: `${how} ${name}`, strike });
    let mend = () => {};
    const disturbed = { "is not heard": { from: name }, "hears nobody": { to: name } }[how as never] as object;
    return [
      stroke(at, (world) => {
        if (how === "dies") world.place(name).setAlive(false);
        else if (how === "network") world.network("lan").setUp(false);
        else mend = world.post.disturb({ ...(disturbed ?? { from: name, to: other }), cut: true });
      }),
      stroke(at + Math.max(1, long * EVERY + longer), (world) => {
        if (how === "dies") world.place(name).setAlive(true);
        else if (how === "network") world.network("lan").setUp(true);
        else mend();
      }),
    ];
  });

describe("many machines that lose one of them at the same instant", () => {
  it("tell of it in the same order whether quiet messages were left out or not", () => {
    const latencies = fc.constantFrom(0, 200, 900 * MILLISECOND);
    const late = fc.constantFrom(0, EVERY, 3 * EVERY, 1_234_567);
    fc.assert(
      fc.property(latencies, late, fc.array(ofOne, { maxLength: 5 }), (latency, lateBy, pairs) => {
        const [every, few] = [true, false].map((all) => runMany(latency, lateBy, pairs.flat(), all));
        expect(few!.told).toEqual(every!.told);
        expect(few!.digest).toBe(every!.digest);
      }),
      { numRuns: 100 },
    );
  });

  it("tell of it in the order in which they were started, whichever of them was heard of anew before", () => {
    const dies = (name: string, at: Micros): Stroke => ({
      at,
      name: `${name} dies`,
      strike: (world) => world.place(name).setAlive(false),
    });
    const again: Stroke = { at: 3 * MINUTE, name: "m-3 again", strike: (world) => world.place("m-3").setAlive(true) };
    const strokes = [dies("m-3", 2 * MINUTE), again, dies("m-2", 10 * MINUTE + 1)];
    for (const all of [true, false]) {
      const { told } = runMany(200, 0, strokes, all);
      const last = told.filter((each) => each.startsWith(`${10 * MINUTE + 2 * EVERY + 200} `));
      const who = ["m-3", "m-1", "m-6", "m-5", "m-4"];
      expect(last.map((each) => each.split(" ")[1])).toEqual(who);
    }
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
