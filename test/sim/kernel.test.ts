import { describe, expect, it } from "vitest";
import { Kernel, KernelError, type Handle } from "../../src/sim/index.js";
import { LATEST } from "../../src/units/index.js";

describe("time", () => {
  it("is that of the event while a handler runs, and that of the horizon after a run", () => {
    const kernel = new Kernel();
    const seen: number[] = [];
    for (const at of [30, 10, 20, 40]) kernel.schedule(at, () => seen.push(kernel.now));
    kernel.run(30);
    expect(seen).toEqual([10, 20, 30]);
    expect([kernel.now, kernel.executed, kernel.pending]).toEqual([30, 3, 1]);
    kernel.run(35);
    expect([kernel.now, kernel.executed, kernel.pending]).toEqual([35, 3, 1]);
    kernel.run(40);
    expect(seen).toEqual([10, 20, 30, 40]);
  });

  it("reaches to 2^53 microseconds, one apart there too", () => {
    const kernel = new Kernel();
    const seen: number[] = [];
    for (let i = 0; i < 200; i++) kernel.schedule(LATEST - i, () => seen.push(LATEST - kernel.now));
    kernel.schedule(1, () => seen.push(-1));
    kernel.run(LATEST);
    expect(seen).toEqual([-1, ...Array.from({ length: 200 }, (_, i) => 199 - i)]);
  });

  it("loses no event to rounding, however many share all of time", () => {
    for (let count = 49; count < 200; count++) {
      const kernel = new Kernel();
      const step = Math.floor(LATEST / count);
      for (let i = 0; i < count; i++) kernel.schedule(LATEST - i * step, () => undefined);
      kernel.run(LATEST);
      expect(kernel.executed).toBe(count);
    }
  });

  it.each([LATEST + 1, 1.5 * LATEST, 1e300, Infinity])(
    "never comes to an event at %d, beyond the end of time",
    (at) => {
      const kernel = new Kernel();
      const seen: number[] = [];
      kernel.run(LATEST - 10);
      const handle = kernel.schedule(at, () => seen.push(at));
      kernel.after(at, () => seen.push(at));
      expect(kernel.pending).toBe(0);
      expect(kernel.cancel(handle)).toBe(false);
      kernel.run(LATEST);
      expect(seen).toEqual([]);
    },
  );

  it.each([-1, 0.5, NaN, -Infinity, 4])("refuses an event at %d when it is 5", (at) => {
    const kernel = new Kernel();
    kernel.run(5);
    expect(() => kernel.schedule(at, () => undefined)).toThrow(KernelError);
    expect(kernel.pending).toBe(0);
  });

  it("refuses to run into the past, to a fraction, and from within a handler", () => {
    const kernel = new Kernel();
    kernel.run(5);
    expect(() => kernel.run(4)).toThrow(KernelError);
    expect(() => kernel.run(5.5)).toThrow(KernelError);
    kernel.schedule(6, () => kernel.run(7));
    expect(() => kernel.run(8)).toThrow("from within a handler (at 6 µs of simulated time)");
  });

  it("lets a handler's error pass and can go on after it", () => {
    const kernel = new Kernel();
    let later = 0;
    kernel.schedule(1, () => {
      throw new Error("mine");
    });
    kernel.schedule(2, () => later++);
    expect(() => kernel.run(3)).toThrow("mine");
    expect([kernel.now, kernel.pending]).toEqual([1, 1]);
    kernel.run(3);
    expect(later).toBe(1);
  });
});

it("calls handlers with the integer that was given, and refuses what is not a 32-bit integer or a priority", () => {
  const kernel = new Kernel();
  const seen: number[] = [];
  const note = (argument: number): void => void seen.push(argument);
  for (const argument of [0, -1, 2 ** 31 - 1, -(2 ** 31)]) kernel.schedule(1, note, argument);
  kernel.run(1);
  expect(seen).toEqual([0, -1, 2 ** 31 - 1, -(2 ** 31)]);
  for (const argument of [0.5, 2 ** 31, NaN]) expect(() => kernel.schedule(2, note, argument)).toThrow(KernelError);
  for (const priority of [-1, 8, 1.5]) expect(() => kernel.schedule(2, note, 0, priority)).toThrow(KernelError);
});

it("executes ties by priority, and equals in the order of scheduling", () => {
  const kernel = new Kernel();
  const seen: number[] = [];
  const note = (argument: number): void => void seen.push(argument);
  for (const [i, priority] of [3, 7, 0, 3, 0, 5].entries()) kernel.schedule(9, note, i, priority);
  kernel.schedule(9, note, 6);
  kernel.run(9);
  expect(seen).toEqual([2, 4, 0, 3, 6, 5, 1]);
});

it("executes what is scheduled for the present instant within it, an earlier priority next", () => {
  const kernel = new Kernel();
  const seen: string[] = [];
  kernel.schedule(5, () => {
    seen.push("first");
    kernel.after(0, () => seen.push("late"), 0, 7);
    kernel.after(0, () => seen.push("urgent"), 0, 0);
  });
  kernel.schedule(5, () => seen.push("second"));
  kernel.schedule(6, () => seen.push("after"));
  kernel.run(6);
  expect(seen).toEqual(["first", "urgent", "second", "late", "after"]);
});

describe("a handle", () => {
  it("cancels its event once", () => {
    const kernel = new Kernel();
    const handle = kernel.schedule(5, () => expect.unreachable());
    expect([kernel.pending, kernel.cancel(handle), kernel.cancel(handle), kernel.pending]).toEqual([1, true, false, 0]);
    kernel.run(10);
    expect(kernel.executed).toBe(0);
  });

  it("is harmless after its event, though the slot was given to another", () => {
    const kernel = new Kernel();
    let executed = 0;
    const old: Handle[] = [];
    for (let round = 0; round < 5000; round++) {
      const handle = kernel.after(1, () => executed++);
      for (const stale of old) expect(kernel.cancel(stale)).toBe(false);
      if (old.length < 20) old.push(handle);
      kernel.run(kernel.now + 1);
    }
    expect(executed).toBe(5000);
  });

  it("cannot be made up", () => {
    const kernel = new Kernel();
    kernel.schedule(5, () => undefined);
    for (const handle of [0, -1, 1, 2 ** 40, NaN, Infinity, 1.5]) expect(kernel.cancel(handle)).toBe(false);
    expect(kernel.pending).toBe(1);
  });

  it("cancels from within a handler, an event of the same instant too", () => {
    const kernel = new Kernel();
    let self: Handle = 0;
    const victim = kernel.schedule(5, () => expect.unreachable(), 0, 4);
    self = kernel.schedule(5, () => {
      expect(kernel.cancel(self)).toBe(false);
      expect(kernel.cancel(victim)).toBe(true);
    });
    kernel.run(5);
    expect(kernel.executed).toBe(1);
  });
});

it("stops after the event that says so, stays at its time and can go on", () => {
  const kernel = new Kernel();
  const seen: number[] = [];
  for (let i = 1; i <= 4; i++) {
    kernel.schedule(i, () => {
      seen.push(i);
      if (i === 2) kernel.stop();
    });
  }
  kernel.run(10);
  expect([seen, kernel.now, kernel.pending]).toEqual([[1, 2], 2, 2]);
  kernel.run(10);
  expect([seen, kernel.now]).toEqual([[1, 2, 3, 4], 10]);
});

it("returns after so many events, at a checkpoint, and goes on to the same end with the same digest", () => {
  const fill = (kernel: Kernel): Kernel => {
    // All at one instant, which is the last one: nothing of it may be left out.
    for (let i = 0; i < 5000; i++) kernel.schedule(7, () => undefined, i);
    return kernel;
  };
  const [whole, parts] = [fill(new Kernel()), fill(new Kernel())];
  expect(whole.run(7)).toBe(true);
  const executed: number[] = [];
  while (!parts.run(7, 2000)) executed.push(parts.executed);
  expect(executed).toEqual([2048, 4096]);
  expect([parts.executed, parts.now, parts.scheduleDigest]).toEqual([5000, 7, whole.scheduleDigest]);
});

describe("an endless loop at one instant", () => {
  it("is an error that names the instant", () => {
    const kernel = new Kernel({ limit: 1000 });
    const again = (): void => void kernel.after(0, again);
    kernel.schedule(77, again);
    expect(() => kernel.run(100)).toThrow(/Time does not advance.*\(at 77 µs/);
    expect(kernel.now).toBe(77);
  });

  it("is counted anew at every instant", () => {
    const kernel = new Kernel({ limit: 100 });
    const again = (left: number): void => void (left > 0 && kernel.after(0, again, left - 1));
    for (let at = 1; at <= 10; at++) kernel.schedule(at, again, 90);
    kernel.run(10);
    expect(kernel.executed).toBe(910);
  });

  it("is told from a large burst that was scheduled before", () => {
    const kernel = new Kernel({ limit: 1000 });
    let executed = 0;
    for (let i = 0; i < 5000; i++) kernel.schedule(77, () => executed++);
    for (let i = 0; i < 5000; i++) kernel.schedule(0, () => executed++);
    const step = (): void => void (++executed < 15_000 && kernel.after(1, step));
    kernel.schedule(78, step);
    kernel.run(100_000);
    expect(executed).toBe(15_000);
  });
});

it("stays in order when few events lay far apart and many come in between", () => {
  const kernel = new Kernel();
  const seen: number[] = [];
  kernel.schedule(1e12, () => seen.push(kernel.now));
  kernel.schedule(1, () => {
    for (let i = 0; i < 20_000; i++) kernel.schedule(1 + ((i * 7919) % 1_000_003), () => seen.push(kernel.now));
  });
  kernel.run(1e12);
  expect(seen.length).toBe(20_001);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
});
