/** Load as a flow in a world: whole requests, exactly counted, whatever happens. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RequestFlow, WorldSpec } from "../../../../src/model/index.js";
import { MINUTE, SECOND } from "../../../../src/units/index.js";
import { smallRun, smallSpec } from "../../small-world.js";

function flowing(rate: number, times = 0): WorldSpec {
  const spec = smallSpec();
  const [shop] = spec.services;
  const load = {
    ...shop!.load!,
    rate: { stretch: () => ({ rate, until: Infinity }), peak: rate },
    retry: { times, backoff: SECOND },
    mode: "flow" as const,
  };
  return { ...spec, services: [{ ...shop!, load }] };
}

function followed(spec: WorldSpec) {
  const run = smallRun(spec);
  const flows: RequestFlow[] = [];
  run.world.requestListener = {
    issued: () => expect.unreachable(),
    ended: () => expect.unreachable(),
    flowed: (flow) => flows.push(flow),
  };
  const sum = (of: (flow: RequestFlow) => number) => flows.reduce((total, flow) => total + of(flow), 0);
  return { ...run, flows, sum };
}

describe("a flow of requests", () => {
  test("asks exactly as many as its rate says, in its shares", () => {
    const { world, kernel, flows } = followed(flowing(50));
    kernel.run(10 * MINUTE);
    world.traffic.audit();
    const asked = (requestClass: number) =>
      flows.filter((flow) => flow.requestClass === requestClass).reduce((sum, flow) => sum + flow.asked, 0);
    expect(asked(0)).toBe(24_000);
    expect(asked(1)).toBe(6000);
  });

  test("tells stretch after stretch without gaps, and as many latencies as were served", () => {
    const { world, kernel, flows, sum } = followed(flowing(50));
    kernel.schedule(3 * MINUTE, () => world.host("web-1").crash());
    kernel.run(10 * MINUTE);
    world.traffic.audit();
    const first = flows.filter(({ requestClass }) => requestClass === 0);
    for (const [i, { from }] of first.entries()) expect(from).toBe(i === 0 ? 0 : first[i - 1]!.to);
    expect(first.at(-1)!.to).toBe(10 * MINUTE);
    for (const { latencies, ended } of flows) {
      expect(latencies.counts.reduce((total, count) => total + count, 0)).toBe(ended.served);
      for (const [i, time] of latencies.times.entries()) expect(time).toBeGreaterThan(latencies.times[i - 1] ?? -1);
    }
    expect(sum(({ ended }) => ended.failed)).toBeGreaterThan(0);
  });

  test("conserves requests under random schedules of faults", () => {
    const fault = fc.record({
      at: fc.integer({ min: 0, max: 30 * 60 }),
      what: fc.constantFrom("crash", "repair", "hang", "wake", "slow", "cut", "mend", "spike", "calm"),
    });
    const plan = fc.record({
      rate: fc.constantFrom(0.3, 50, 380, 420, 900),
      times: fc.integer({ min: 0, max: 2 }),
      faults: fc.array(fault, { maxLength: 8 }),
    });
    const property = fc.property(plan, ({ rate, times, faults }) => {
      const { world, kernel, of, sum } = followed(flowing(rate, times));
      const host = world.host("web-1");
      const acts = {
        crash: () => host.crash(),
        repair: () => host.repair(),
        hang: () => host.hang(),
        wake: () => host.wake(),
        slow: () => host.slow(3),
        cut: () => world.network("lan").setUp(false),
        mend: () => world.network("lan").setUp(true),
        spike: () => world.traffic.clientOf("shop")!.arrivals.setFactor(4),
        calm: () => world.traffic.clientOf("shop")!.arrivals.setFactor(1),
      };
      for (const { at, what } of faults) kernel.schedule(at * SECOND, acts[what as keyof typeof acts]);
      kernel.run(40 * MINUTE);
      world.traffic.audit();
      for (const { issued, served, failed, timedOut, refused, open, hosts } of of("RequestsAudited")) {
        expect(served + failed + timedOut + refused + open).toBe(issued);
        for (const each of hosts) {
          const { received, queued, inService, completed, turnedAway, dropped } = each;
          expect(queued + inService + completed + turnedAway + dropped).toBe(received);
          expect(inService).toBeLessThanOrEqual(64);
          expect(queued).toBeLessThanOrEqual(1000);
          expect(queued).toBeGreaterThanOrEqual(0);
        }
      }
      const last = of("RequestsAudited").at(-1)!;
      expect(sum(({ asked, retried }) => asked + retried)).toBe(last.issued);
      expect(sum(({ ended }) => ended.served)).toBe(last.served);
    });
    fc.assert(property, { seed: 2, numRuns: 60 });
  });
});

describe("writes of a flow", () => {
  test("that were not flushed when the host crashed are lost: ten a second since the last flush", () => {
    const { world, kernel, of } = followed(flowing(50));
    kernel.schedule(3 * MINUTE + 3 * SECOND, () => world.host("web-1").crash());
    kernel.run(4 * MINUTE);
    const dropped = of("WritesDropped").reduce((sum, { range }) => sum + range.to - range.from, 0);
    const first = of("WritesStored").filter(({ device }) => device === "shop-data");
    const stored = first.reduce((sum, { range }) => sum + range.to - range.from, 0);
    expect(Math.abs(dropped - 30)).toBeLessThanOrEqual(2);
    expect(stored + dropped).toBe(of("WritesAcknowledged").reduce((sum, { range }) => sum + range.to - range.from, 0));
  });
});
