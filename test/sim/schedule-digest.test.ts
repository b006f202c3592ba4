import { describe, expect, it } from "vitest";
import { exponential, drawMicros, firstDifference, Kernel, Streams, type KernelOptions } from "../../src/sim/index.js";

/** Ten timers that fire again and again; from the `deviant`-th event on one argument differs. */
function run(events: number, deviant = Infinity, options: KernelOptions = {}): Kernel {
  const kernel = new Kernel(options);
  const stream = new Streams(1).stream("timers");
  const gap = exponential(1000);
  const fire = (argument: number): void => {
    if (kernel.executed === events) return kernel.stop();
    kernel.after(drawMicros(gap, stream), fire, kernel.executed === deviant ? argument + 100 : argument);
  };
  for (let i = 0; i < 10; i++) kernel.schedule(i, fire, i);
  kernel.run(Number.MAX_SAFE_INTEGER);
  return kernel;
}

describe("the schedule digest", () => {
  it("is the same for the same schedule", () => {
    expect(run(5000).scheduleDigest).toBe(run(5000).scheduleDigest);
    expect(run(5000).scheduleDigest).toMatch(/^[0-9a-f]{16}$/);
  });

  const digestOf = (at: number, argument: number, priority: number, before = 0): string => {
    const kernel = new Kernel();
    for (let i = 0; i < before; i++) kernel.cancel(kernel.schedule(0, () => undefined));
    kernel.schedule(at, () => undefined, argument, priority);
    kernel.run(Number.MAX_SAFE_INTEGER);
    return kernel.scheduleDigest;
  };

  it("tells time, argument, priority and sequence, low and high bits", () => {
    const digests = [
      digestOf(1, 2, 3),
      digestOf(2, 2, 3),
      digestOf(1 + 2 ** 40, 2, 3),
      digestOf(1, 3, 3),
      digestOf(1, 2 - 2 ** 31, 3),
      digestOf(1, 2, 4),
      digestOf(1, 2, 3, 1),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });

  it("stands in at most 1024 checkpoints, evenly apart", () => {
    const { checkpoints, executed } = run(1_500_000);
    expect(checkpoints.length).toBeGreaterThanOrEqual(512);
    expect(checkpoints.length).toBeLessThan(1024);
    const stride = checkpoints[0]!.executed;
    expect(checkpoints.map((checkpoint) => checkpoint.executed)).toEqual(checkpoints.map((_, i) => (i + 1) * stride));
    expect(executed - checkpoints.at(-1)!.executed).toBeLessThan(stride);
  });
});

describe("the first difference of two runs", () => {
  it("is none between equal runs", () => {
    expect(firstDifference(run(10_000).checkpoints, run(10_000).checkpoints)).toBeUndefined();
  });

  it("lies in the window that is named, and the tap finds the event in it", () => {
    const window = firstDifference(run(100_000).checkpoints, run(100_000, 54_321).checkpoints)!;
    expect(window.executed).toBeLessThanOrEqual(54_321 + 20);
    expect(window.until).toBeGreaterThan(54_321);
    expect(window.until - window.executed).toBe(1024);
    const events = (deviant: number): string[] => {
      const lines: string[] = [];
      let count = 0;
      run(window.until, deviant, {
        tap: (...event) => {
          if (++count > window.executed) lines.push(event.join(" "));
        },
      });
      return lines;
    };
    const [one, other] = [events(Infinity), events(54_321)];
    const index = one.findIndex((line, i) => line !== other[i]);
    expect(index).toBeGreaterThanOrEqual(0);
    expect(one[index]).toMatch(/^\d+ 3 \d+ (\d) fire$/);
    expect(other[index]).toMatch(/^\d+ 3 \d+ 10\d fire$/);
  });

  it("is found though one run had to thin out its checkpoints", () => {
    const window = firstDifference(run(2_000_000).checkpoints, run(900_000, 500_000).checkpoints)!;
    expect(window.executed).toBeLessThanOrEqual(500_000);
    expect(window.until).toBeGreaterThan(500_000);
  });
});

it("a tap changes nothing", () => {
  expect(run(5000, Infinity, { tap: () => undefined }).scheduleDigest).toBe(run(5000).scheduleDigest);
});
