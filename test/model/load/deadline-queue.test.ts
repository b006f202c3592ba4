import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DeadlineQueue } from "../../../src/model/load/deadline-queue.js";
import { CLIENT, RequestPool, WAITING } from "../../../src/model/load/request-pool.js";
import { Kernel } from "../../../src/sim/index.js";
import type { Micros } from "../../../src/units/index.js";

const TIMEOUT: Micros = 100;

interface Request {
  readonly sentAt: Micros;
  /** When it ends by itself; at the very instant of its deadline counts as in time. */
  readonly lasts: Micros;
  /** What its slot does after it: nothing, is used by another request, or waits for a retry of one. */
  readonly then: "free" | "waiting";
}

const request: fc.Arbitrary<Request> = fc.record({
  sentAt: fc.nat(400),
  lasts: fc.oneof(fc.nat(300), fc.constant(TIMEOUT), fc.constant(TIMEOUT + 1)),
  then: fc.constantFrom("free" as const, "waiting" as const),
});

/** Who expires when, by the queue. */
function byQueue(requests: readonly Request[]): string[] {
  const kernel = new Kernel();
  const pool = new RequestPool();
  const expired: string[] = [];
  let numbers = 0;
  const queue = new DeadlineQueue(kernel, pool, TIMEOUT, (slot) => {
    expired.push(`${pool.number[slot]} at ${kernel.now}`);
    pool.release(slot, CLIENT);
  });
  for (const { sentAt, lasts, then } of [...requests].sort((a, b) => a.sentAt - b.sentAt)) {
    kernel.schedule(sentAt, () => {
      const slot = pool.allocate();
      const number = ++numbers;
      pool.number[slot] = number;
      pool.sentAt[slot] = kernel.now;
      pool.holders[slot] = CLIENT;
      queue.add(slot);
      kernel.after(lasts, () => {
        if (pool.number[slot] !== number || (pool.holders[slot]! & CLIENT) === 0) return;
        pool.release(slot, CLIENT);
        if (then === "free") return;
        // The same slot, since it was freed last: a retry that has not been sent yet.
        const retry = pool.allocate();
        pool.holders[retry] = WAITING;
      });
    });
  }
  kernel.run(10_000);
  return expired;
}

/** The twin: a timer for each request, asked after everything else of its instant. */
function byTimers(requests: readonly Request[]): string[] {
  return [...requests]
    .sort((a, b) => a.sentAt - b.sentAt)
    .map((each, index) => ({ ...each, number: index + 1 }))
    .filter(({ lasts }) => lasts > TIMEOUT)
    .map(({ number, sentAt }) => `${number} at ${sentAt + TIMEOUT}`);
}

describe("the queue of deadlines", () => {
  it("ends exactly the requests, and exactly when, that a timer for each would", () => {
    fc.assert(
      fc.property(fc.array(request, { maxLength: 60 }), (requests) => {
        expect(byQueue(requests)).toEqual(byTimers(requests));
      }),
      { numRuns: 500 },
    );
  });

  it("holds more requests than it was made for", () => {
    const many = Array.from({ length: 2000 }, (_, i): Request => ({ sentAt: i % 90, lasts: 1000, then: "free" }));
    expect(byQueue(many)).toEqual(byTimers(many));
  });

  it("has one event pending, however many requests wait", () => {
    const kernel = new Kernel();
    const pool = new RequestPool();
    const queue = new DeadlineQueue(kernel, pool, TIMEOUT, () => {});
    for (let i = 0; i < 50; i++) {
      const slot = pool.allocate();
      pool.holders[slot] = CLIENT;
      queue.add(slot);
    }
    expect(kernel.pending).toBe(1);
  });
});
