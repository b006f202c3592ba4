import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Effect, Input, Machine } from "../../src/control/index.js";
import { startMachine, type World } from "../../src/model/index.js";
import { constant } from "../../src/sim/index.js";
import { type Micros, HOUR, MILLISECOND, MINUTE, SECOND } from "../../src/units/index.js";
import { smallRun, smallSpec } from "./small-world.js";

const EVERY = 5 * SECOND;

/** Hears of somebody, tells when the next word is overdue, and how often the word of that came. */
function watcher(of: string, patience: Micros): Machine<null, { heardAt: Micros; count: number }, Input, Effect> {
  const because = (heardAt: Micros, misses: number) => ({ rule: "reports-missed", misses, heardAt }) as const;
  const putOffBy = { from: of, kind: "report", about: of };
  return {
    start: () => ({ state: { heardAt: -1, count: 0 }, effects: [] }),
    step(state, input) {
      if (input.kind === "message") {
        const { heardAt, count } = input;
        const timer = {
          kind: "report-due",
          subject: of,
          at: heardAt + patience,
          putOffBy,
          afterMessages: true,
        } as const;
        return { state: { heardAt, count: state.count + count }, effects: [{ kind: "set-timer", timer }] };
      }
      if (input.kind !== "timer") return { state, effects: [] };
      const note = { kind: "waiting", services: [], because: because(state.heardAt, state.count) } as const;
      return { state, effects: [{ kind: "note", note }] };
    },
  };
}

type Stroke = readonly [at: Micros, (world: World) => void];

interface Setting {
  /** Who beats: a machine of its own, or a host. */
  readonly from: string;
  readonly latency: Micros;
  readonly strokes: readonly Stroke[];
}

function run({ from, latency, strokes }: Setting, everyEvent: boolean) {
  const spec = smallSpec();
  const networks = [{ name: "lan", latency, bandwidth: 125e6 }];
  const hosts = spec.hosts.map((host) => ({ ...host, power: "on" as const }));
  const { world, kernel, of } = smallRun({ ...spec, networks, hosts, agents: [], services: [] }, null, { everyEvent });
  const sender = world.place(from);
  for (const [index, to] of ["web-2", "observer"].entries()) {
    startMachine(world, `${to}/watcher`, watcher(from, 12 * SECOND), null);
    const heartbeat = world.heartbeats.add({
      from: sender,
      to: world.place(to),
      every: EVERY,
      kind: "report",
      about: from,
      order: index,
      goesOn: () => true,
      canSend: () => sender.hears,
      body: ({ sentAt }) => ({ kind: "report", host: from, sentAt }),
    });
    heartbeat.start();
  }
  for (const [at, deed] of strokes) kernel.schedule(at, () => deed(world));
  kernel.run(HOUR);
  const told = of("NoteMade").map(({ at, place, note }) => [at, place, note.kind === "waiting" && note.because]);
  return { told, executed: kernel.executed };
}

const DEEDS: readonly ((world: World) => void)[] = [
  (world) => world.host("web-1").hang(),
  (world) => world.host("web-1").wake(),
  (world) => world.host("web-2").crash(),
  (world) => world.host("web-2").repair(),
  (world) => world.network("lan").setUp(false),
  (world) => world.network("lan").setUp(true),
  (world) => world.network("lan").setSlowness(3),
  (world) => world.network("lan").setLoss(0.3),
  (world) => world.network("lan").setLoss(0),
  (world) => world.post.partition("web-2", false, true),
  (world) => world.post.partition("web-2", true, true),
  (world) => world.place("observer").setAlive(false),
  (world) => world.place("observer").setAlive(true),
  (world) => world.place("beater").setAlive(false),
  (world) => world.place("beater").setAlive(true),
  (world) => {
    const end = world.post.disturb({ to: "observer", delay: constant(2 * SECOND) });
    world.kernel.after(MINUTE, end);
  },
];

const setting: fc.Arbitrary<Setting> = fc.record({
  from: fc.constantFrom("web-1", "beater"),
  latency: fc.constantFrom(0, 200, 900 * MILLISECOND),
  strokes: fc.array(
    fc.tuple(
      // On the grid of the beats, just beside it, and anywhere.
      fc.oneof(
        fc.integer({ min: 1, max: 700 }).map((beats) => beats * EVERY),
        fc.integer({ min: 1, max: 700 }).map((beats) => beats * EVERY + 200),
        fc.integer({ min: 1, max: HOUR }),
      ),
      fc.constantFrom(...DEEDS),
    ),
    { maxLength: 8 },
  ),
});

describe("a heartbeat", () => {
  it("that falls quiet is heard as if each beat had been executed, to the microsecond", () => {
    fc.assert(
      fc.property(setting, (where) => {
        expect(run(where, false).told).toEqual(run(where, true).told);
      }),
      { numRuns: 200 },
    );
  });

  it("costs next to nothing while nothing changes", () => {
    const quiet = { from: "web-1", latency: 200, strokes: [] };
    expect(run(quiet, true).executed - run(quiet, false).executed).toBeGreaterThan(2 * 2 * 700);
  });

  it("is missed from when a one-way cut began", () => {
    const cut = (world: World) => world.post.disturb({ from: "beater", to: "observer", cut: true });
    const { told } = run({ from: "beater", latency: 200, strokes: [[MINUTE + 1, (world) => void cut(world)]] }, false);
    // Beats of 0 s to 60 s; the last of them is cut under way.
    const because = { rule: "reports-missed", misses: 12, heardAt: 55 * SECOND + 200 };
    expect(told).toEqual([[67 * SECOND + 200, "observer/watcher", because]]);
  });

  it("ends for good when it is removed", () => {
    const { world, kernel } = smallRun(smallSpec({ agents: [] }), null);
    const [from, to] = [world.place("a"), world.place("b")];
    const sent: Micros[] = [];
    const heartbeat = world.heartbeats.add({
      from,
      to,
      kind: "paced",
      about: "nobody",
      every: EVERY,
      goesOn: () => true,
      canSend: () => true,
      sending: () => sent.push(kernel.now),
      body: () => ({ kind: "paced", host: "nobody", slowness: 1 }),
    });
    heartbeat.start();
    kernel.schedule(12 * SECOND, () => world.heartbeats.remove(heartbeat));
    kernel.run(MINUTE);
    // Nobody listens: after the first all are left out.
    expect(sent).toEqual([0]);
  });
});
