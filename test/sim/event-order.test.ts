// The ladder queue against a dumb twin: an array that is searched for its least event.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Kernel, Streams, type Handle, type Handler } from "../../src/sim/index.js";

interface Twin {
  readonly now: number;
  schedule(at: number, handler: Handler, argument: number, priority: number): Handle;
  cancel(handle: Handle): boolean;
  run(until: number): void;
}

/** Keeps its events sorted by binary insertion: slow and plain. */
class SortedArray implements Twin {
  now = 0;
  private sequence = 0;
  private readonly events: { at: number; priority: number; sequence: number; handler: Handler; argument: number }[] =
    [];

  schedule(at: number, handler: Handler, argument: number, priority: number): Handle {
    const event = { at, priority, sequence: ++this.sequence, handler, argument };
    let low = 0;
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.events[middle]!;
      if (other.at < at || (other.at === at && other.priority <= priority)) low = middle + 1;
      else high = middle;
    }
    this.events.splice(low, 0, event);
    return event.sequence;
  }

  cancel(handle: Handle): boolean {
    const index = this.events.findIndex(({ sequence }) => sequence === handle);
    if (index >= 0) this.events.splice(index, 1);
    return index >= 0;
  }

  run(until: number): void {
    while (this.events.length > 0 && this.events[0]!.at <= until) {
      const event = this.events.shift()!;
      this.now = event.at;
      event.handler(event.argument);
    }
    this.now = until;
  }
}

/** Gaps between an event and the one it schedules, made of two uniform numbers. */
const GAPS: Record<string, (u: number, v: number) => number> = {
  exponential: (u) => Math.round(-1e6 * Math.log(u)),
  constant: () => 1_000_000,
  tied: (u) => Math.ceil(-10 * Math.log(u)),
  immediate: (u, v) => (v < 0.4 ? 0 : Math.ceil(-3 * Math.log(u))),
  pareto: (u) => Math.round(1000 * Math.exp(-Math.log(u) / 1.1)),
  bimodal: (u, v) => Math.round(v < 0.1 ? 1e8 * u : 1e3 * u),
  "far future": (u, v) => Math.round(v < 0.01 ? 1e14 * u : 1e6 * u),
  "many scales": (u, v) => Math.round(Math.exp(v * 30) * u),
};

/** `population` events that each schedule a successor, cancel at random, and are logged; all as the gaps and the seed say. */
function history(twin: Twin, gap: (u: number, v: number) => number, population: number, steps: number): string[] {
  const stream = new Streams("order").stream("history");
  const log: string[] = [];
  const handles: Handle[] = [];
  const add = (argument: number): void => {
    const at = twin.now + gap(stream.uniform(), stream.uniform());
    const priority = stream.uniform() < 0.7 ? 3 : Math.floor(stream.uniform() * 8);
    handles.push(twin.schedule(at, handler, argument, priority));
  };
  const handler = (argument: number): void => {
    if (log.length >= steps) return;
    log.push(`${twin.now}:${argument}`);
    add(log.length);
    if (stream.uniform() < 0.3) {
      // Of old handles most are over; both must agree on which are.
      const victim = handles[Math.floor(stream.uniform() * handles.length)]!;
      log.push(`cancel ${twin.cancel(victim)}`);
      if (stream.uniform() < 0.9) add(log.length);
    }
  };
  for (let i = 0; i < population; i++) add(-i);
  for (const until of [0, 1, 999_999, 1_000_000, 1e9, 1e12]) if (until >= twin.now) twin.run(until);
  return log;
}

describe("the order of events is that of a sorted array", () => {
  for (const [name, gap] of Object.entries(GAPS)) {
    for (const population of [2, 60, 3000]) {
      it(`with ${name} gaps and ${population} events pending`, () => {
        const kernel = history(new Kernel(), gap, population, 12_000);
        const twin = history(new SortedArray(), gap, population, 12_000);
        expect(kernel.length).toBeGreaterThan(1000);
        expect(kernel).toEqual(twin);
      });
    }
  }
});

type Action =
  | { do: "schedule"; gap: number; priority: number; nested: readonly { gap: number; priority: number }[] }
  | { do: "cancel"; which: number }
  | { do: "re-arm"; which: number; gap: number; priority: number }
  | { do: "run"; by: number };

const gaps = fc.oneof(
  fc.constantFrom(0, 0, 0, 1, 1000),
  fc.integer({ min: 0, max: 200 }),
  fc.integer({ min: 0, max: 1e9 }),
  fc.maxSafeNat().map((n) => Math.floor(n / 1e6)),
);
const priorities = fc.oneof(fc.constant(3), fc.integer({ min: 0, max: 7 }));
const actions = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        do: fc.constant("schedule" as const),
        gap: gaps,
        priority: priorities,
        nested: fc.array(fc.record({ gap: gaps, priority: priorities }), { maxLength: 5 }),
      }),
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant("cancel" as const), which: fc.nat(400) }) },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant("re-arm" as const), which: fc.nat(400), gap: gaps, priority: priorities }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("run" as const), by: gaps }) },
  ),
  { maxLength: 300, size: "max" },
);

function replay(twin: Twin, plan: readonly Action[]): string[] {
  const log: string[] = [];
  const handles: Handle[] = [];
  let label = 0;
  const leaf = (argument: number): void => void log.push(`${twin.now}:${argument}`);
  for (const action of plan) {
    if (action.do === "schedule") {
      const branch = (argument: number): void => {
        leaf(argument);
        for (const { gap, priority } of action.nested) {
          handles.push(twin.schedule(twin.now + gap, leaf, ++label, priority));
        }
      };
      handles.push(twin.schedule(twin.now + action.gap, branch, ++label, action.priority));
    } else if (action.do === "cancel") {
      if (action.which < handles.length) log.push(`cancel ${twin.cancel(handles[action.which]!)}`);
    } else if (action.do === "re-arm") {
      if (action.which < handles.length) log.push(`cancel ${twin.cancel(handles[action.which]!)}`);
      handles.push(twin.schedule(twin.now + action.gap, leaf, ++label, action.priority));
    } else twin.run(twin.now + action.by);
  }
  twin.run(Number.MAX_SAFE_INTEGER);
  return log;
}

it("the order of events is that of a sorted array for any plan of scheduling, cancelling and running on", () => {
  fc.assert(
    fc.property(actions, (plan) => {
      expect(replay(new Kernel(), plan)).toEqual(replay(new SortedArray(), plan));
    }),
    { numRuns: 400, seed: 1 },
  );
});

it("a burst of 300,000 ties is drained by priority, then in the order of scheduling, late ones included", () => {
  const kernel = new Kernel();
  const seen: number[][] = Array.from({ length: 8 }, () => []);
  const order: number[] = [];
  const count = 300_000;
  for (let i = 0; i < count; i++) {
    const priority = (i * 7) % 8;
    const note = (argument: number): void => {
      seen[priority]!.push(argument);
      order.push(priority);
      if (argument === 0) kernel.schedule(kernel.now, note, count, priority);
    };
    kernel.schedule(500, note, i, priority);
  }
  kernel.schedule(400, () => undefined);
  kernel.run(450);
  kernel.run(500);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  for (const [priority, numbers] of seen.entries()) {
    expect(numbers.length).toBe(count / 8 + (priority === 0 ? 1 : 0));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  }
});

/** Timers that are put off at each beat, as a monitor's are; some run out, and some are put off to where others ring as well. */
function putOff(twin: Twin, timers: number, beats: number): string[] {
  const stream = new Streams("order").stream("put off");
  const log: string[] = [];
  const handles: Handle[] = [];
  const ring = (argument: number): void => void log.push(`${twin.now}:${argument}`);
  const beat = (left: number): void => {
    const which = Math.floor(stream.uniform() * timers);
    log.push(`cancel ${twin.cancel(handles[which]!)}`);
    const at = twin.now + (stream.uniform() < 0.5 ? 3000 : 10_000 - (twin.now % 10_000));
    handles[which] = twin.schedule(at, ring, which, stream.uniform() < 0.8 ? 3 : 6);
    if (left > 0) twin.schedule(twin.now + Math.floor(stream.uniform() * 10), beat, left - 1, 3);
  };
  for (let which = 0; which < timers; which++) handles.push(twin.schedule(3000, ring, which, 3));
  twin.schedule(0, beat, beats, 3);
  twin.run(1e9);
  return log;
}

it.each([3, 100, 1000])("%d timers that are put off ring in the order of a sorted array", (timers) => {
  expect(putOff(new Kernel(), timers, 5000)).toEqual(putOff(new SortedArray(), timers, 5000));
});

it("many events for the present instant pass as many others of it by their priority", () => {
  const kernel = new Kernel();
  const order: number[] = [];
  const count = 50_000;
  const note = (argument: number): void => void order.push(argument);
  const flood = (): void => {
    for (let i = 0; i < count; i++) kernel.schedule(kernel.now, note, i, 1);
  };
  kernel.schedule(500, flood, 0, 0);
  for (let i = 0; i < count; i++) kernel.schedule(500, note, count + i, 5);
  kernel.run(500);
  expect(order).toEqual(Array.from({ length: 2 * count }, (_, i) => i));
});
