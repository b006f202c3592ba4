/** Users who come for several requests, and load that was recorded. */
import { describe, expect, test, vi } from "vitest";
import { buildRun } from "../../../src/scenario/assembly/build-run.js";
import { decodeScenario, formatProblems } from "../../../src/scenario/index.js";
import { Kernel, Streams } from "../../../src/sim/index.js";
import { SECOND, type Micros } from "../../../src/units/index.js";

function prepared(load: string, sessions = "stay", trace = "") {
  const text = `
name: sessions
duration: 4000s
seed: 3
networks: { lan: { latency: 1ms } }
hosts:
  one: { network: lan, boot: { diagnostics: 0s, standalone: 0s, online: 0s }, serves: { rate: 100/s, concurrency: 4 } }
  two: { like: one, relay: relay-2, power: off }
services:
  shop:
    runs-on: one
    director: director-1
    load: { ${load}, mix: { browse: { share: 80%, reads: shareable }, order: { share: 20% } }, timeout: 1min }
policies: { both: { balancing: { static: 2, sessions: ${sessions} } } }
`;
  const { scenario, problems } = decodeScenario(text, "sessions.yaml", { read: () => trace });
  if (scenario === null) throw new Error(formatProblems(problems));
  const kernel = new Kernel();
  const { world, begin } = buildRun(scenario, scenario.policies[0]!, kernel, new Streams("3", 0));
  const asked: { readonly at: Micros; readonly requestClass: number }[] = [];
  let served = 0;
  world.requestListener = {
    issued: (_, requestClass, at, isRetry) => {
      if (!isRetry) asked.push({ at, requestClass });
    },
    ended: (_service, _class, end) => {
      if (end === "served") served += 1;
    },
    flowed: () => {
      throw new Error("no load is a flow here");
    },
  };
  begin();
  const route = vi.spyOn(world.services[0]!, "route");
  kernel.run(scenario.duration);
  return { asked, served: () => served, sent: route.mock.calls.length, world };
}

const SESSIONS = "rate: 2/s, session: { requests: 5, think: exponential(10s) }";

describe("sessions", () => {
  test("make as many requests as users come times the requests of each", () => {
    const { asked } = prepared(SESSIONS);
    // 8000 users of a geometric number of requests with mean 5 and variance 20: 40,000 give or take 3.3 standard deviations.
    const deviation = Math.sqrt(8000 * (20 + 25));
    expect(Math.abs(asked.length - 40_000)).toBeLessThan(3.3 * deviation);
  });

  test("stay at a host: the director chooses once a user, and again for what only the primary may answer", () => {
    const { asked, sent } = prepared(SESSIONS);
    const exclusive = asked.filter(({ requestClass }) => requestClass === 1).length;
    expect(sent).toBeLessThan(8500 + exclusive);
    const moving = prepared(SESSIONS, "move");
    const shareable = moving.asked.filter(({ requestClass }) => requestClass === 0).length;
    expect(moving.sent).toBeGreaterThanOrEqual(shareable);
  });

  test("keep both hosts busy", () => {
    const { world } = prepared(SESSIONS);
    const [one, two] = [...world.hosts.values()].map(({ server }) => server.received);
    // Half of what may be shared, and all else at the primary.
    expect(two! / (one! + two!)).toBeGreaterThan(0.35);
    expect(two! / (one! + two!)).toBeLessThan(0.42);
  });
});

describe("a recorded load", () => {
  test("is asked at its instants, each of its class, and no more", () => {
    const { asked, served } = prepared("replay: trace.csv", "stay", "1,browse\n1,order\n2.5,browse\n3999,order\n");
    expect(asked).toEqual([
      { at: SECOND, requestClass: 0 },
      { at: SECOND, requestClass: 1 },
      { at: 2.5 * SECOND, requestClass: 0 },
      { at: 3999 * SECOND, requestClass: 1 },
    ]);
    expect(served()).toBe(4);
  });
});
