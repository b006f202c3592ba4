// Validation item 8: how long it takes the real controller, in a world, to find a crash.
import { describe, expect, it } from "vitest";
import type { FailoverPolicy } from "../../src/control/index.js";
import type { WorldSpec } from "../../src/model/index.js";
import { type Micros, MILLISECOND, MINUTE, SECOND } from "../../src/units/index.js";
import { smallPolicy, smallRun, smallSpec } from "./small-world.js";

const PHASES = 100;

function specOf(latency: Micros, report: Micros): WorldSpec {
  const spec = smallSpec();
  return {
    ...spec,
    networks: spec.networks.map((network) => ({ ...network, latency })),
    agents: spec.agents.map((agent) => ({ ...agent, report })),
    services: spec.services.map(({ load: _load, ...service }) => service),
  };
}

/** From a crash at this instant to the verdict. */
function detectionTime(spec: WorldSpec, detect: FailoverPolicy["detect"], crashAt: Micros): Micros {
  const { world, kernel, of } = smallRun(spec, smallPolicy({ detect }));
  kernel.schedule(crashAt, () => world.host("web-1").crash());
  kernel.run(crashAt + 2 * MINUTE);
  const [verdict] = of("NoteMade").filter(({ note }) => note.kind === "verdict");
  return verdict!.at - crashAt;
}

/** Detection times of crashes at the middles of equal parts of one period, some periods after the beginning. */
function overPhases(period: Micros, timeOf: (crashAt: Micros) => Micros): readonly Micros[] {
  return Array.from({ length: PHASES }, (_, i) => timeOf(20 * period + ((i + 0.5) * period) / PHASES));
}

function mean(times: readonly Micros[]): number {
  return times.reduce((sum, time) => sum + time, 0) / times.length;
}

describe("the time to detection", () => {
  it("is uniform from 2.01 to 3.01 s with reports each second, a limit of 3 s and a delay of 10 ms", () => {
    const spec = specOf(10 * MILLISECOND, SECOND);
    const detect = { when: "any", reports: { misses: 3 }, queries: null, errors: false } as const;
    const times = overPhases(SECOND, (at) => detectionTime(spec, detect, at));
    // Crashes evenly over the interval make evenly falling times: 3.01 s less the phase.
    for (const [i, time] of times.entries()) expect(time).toBe(3010 * MILLISECOND - ((i + 0.5) * SECOND) / PHASES);
    expect(mean(times)).toBe(2510 * MILLISECOND);
    // The ends: a crash at the instant of a report comes before it, and one a microsecond later after it.
    expect(detectionTime(spec, detect, 20 * SECOND)).toBe(2010 * MILLISECOND);
    expect(detectionTime(spec, detect, 20 * SECOND + 1)).toBe(3010 * MILLISECOND - 1);
  });

  it("is uniform from 12 to 17 s with queries every 5 s, a timeout of 2 s and three misses", () => {
    const spec = specOf(0, SECOND);
    const queries = { every: 5 * SECOND, timeout: 2 * SECOND, misses: 3 };
    const detect = { when: "any", reports: null, queries, errors: false } as const;
    const times = overPhases(5 * SECOND, (at) => detectionTime(spec, detect, at));
    for (const [i, time] of times.entries()) expect(time).toBe(17 * SECOND - ((i + 0.5) * 5 * SECOND) / PHASES);
    expect(mean(times)).toBe(14.5 * SECOND);
  });

  it("counts a query as answered that reaches the host before the crash, however slow the network", () => {
    const spec = specOf(10 * MILLISECOND, SECOND);
    const queries = { every: 5 * SECOND, timeout: 2 * SECOND, misses: 3 };
    const detect = { when: "any", reports: null, queries, errors: false } as const;
    const asked = 100 * SECOND;
    expect(detectionTime(spec, detect, asked + 9_999)).toBe(12 * SECOND - 9_999);
    expect(detectionTime(spec, detect, asked + 10_001)).toBe(17 * SECOND - 10_001);
  });

  it("is uniform from 20 to 30 s for a lease of 30 s that is renewed every 10 s", () => {
    const spec = specOf(0, 10 * SECOND);
    const detect = { when: "any", reports: { misses: 3 }, queries: null, errors: false } as const;
    const times = overPhases(10 * SECOND, (at) => detectionTime(spec, detect, at));
    for (const [i, time] of times.entries()) expect(time).toBe(30 * SECOND - ((i + 0.5) * 10 * SECOND) / PHASES);
    expect(mean(times)).toBe(25 * SECOND);
  });

  it("is the same whether reports are executed or left out", () => {
    const spec = specOf(10 * MILLISECOND, SECOND);
    const detect = { when: "any", reports: { misses: 3 }, queries: null, errors: false } as const;
    const times = [true, false].map((everyEvent) => {
      const { world, kernel, of } = smallRun(spec, smallPolicy({ detect }), { everyEvent });
      kernel.schedule(30_300 * MILLISECOND, () => world.host("web-1").crash());
      kernel.run(2 * MINUTE);
      return of("NoteMade").find(({ note }) => note.kind === "verdict")!.at;
    });
    expect(times).toEqual([33_010 * MILLISECOND, 33_010 * MILLISECOND]);
  });
});
