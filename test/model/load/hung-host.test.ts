/** What a host does with requests while it hangs: times worked out by hand. */
import { expect, test } from "vitest";
import { decodeText, scenarioText } from "../../../src/experiment/index.js";
import { buildRun } from "../../../src/scenario/index.js";
import { Kernel, Streams } from "../../../src/sim/index.js";

interface Hung {
  /** Further keys of `serves`. */
  readonly how: string;
  /** From when to when it hangs, in seconds. */
  readonly hangs: readonly (readonly [from: number, to: number])[];
  /** One more. */
  readonly fault?: string;
  /** Further keys of the host. */
  readonly host?: string;
  /** The first request comes after four seconds, then every four, up to then. */
  readonly until: number;
}

/** When each request was answered or refused, in the order of that; each takes three seconds. */
function ends({ how, hangs, until, fault, host }: Hung): readonly string[] {
  const faults = hangs.map(([from, to]) => `{ at: ${from}s, hang: host-1, for: ${(to - from) * 1000}ms }`);
  const { scenario } = decodeText(
    scenarioText(`name: hung
duration: 1min
networks: { lan: { latency: 0s } }
hosts: { host-1: { network: lan, serves: { time: 3s, ${how} }${host === undefined ? "" : `, ${host}`} } }
services:
  shop: { runs-on: host-1, load: { rate: { base: 15/min, spike: { ${until}s..1min: x0 } }, gaps: even, timeout: 40s } }
policies: { nobody: none }
faults: [${[...faults, ...(fault === undefined ? [] : [fault])].join(", ")}]
`),
  );
  const kernel = new Kernel();
  const built = buildRun(scenario, scenario.policies[0]!, kernel, new Streams("hung", 0));
  const found: string[] = [];
  built.world.requestListener = {
    issued: () => undefined,
    flowed: () => undefined,
    ended: (_service, _class, end, at) => found.push(`${end} ${at / 1e6}`),
  };
  built.begin();
  kernel.run(scenario.duration);
  return found;
}

test("one that keeps its requests goes on with what was in service, and then with who came meanwhile", () => {
  // A second was done before 5: the other two from 11 on; who came at 8 is next, then who came at 12.
  expect(ends({ how: "hung: kept", hangs: [[5, 11]], until: 13 })).toEqual(["served 13", "served 16", "served 19"]);
});

test("twice within one service, also where it would have ended while the host hung", () => {
  expect(
    ends({
      how: "hung: kept",
      hangs: [
        [5, 6],
        [6.5, 7.5],
      ],
      until: 5,
    }),
  ).toEqual(["served 9"]);
  expect(
    ends({
      how: "hung: kept",
      hangs: [
        [5, 6],
        [7.5, 8.5],
      ],
      until: 5,
    }),
  ).toEqual(["served 9"]);
  expect(
    ends({
      how: "hung: kept",
      hangs: [
        [5, 6],
        [8.5, 9],
      ],
      until: 5,
    }),
  ).toEqual(["served 8"]);
});

test("who comes while it hangs and is idle waits, as many as may wait", () => {
  expect(ends({ how: "hung: kept, queue: 1", hangs: [[3, 14]], until: 13 })).toEqual([
    "refused 8",
    "refused 12",
    "served 17",
  ]);
});

test("those who share a host share what comes after it", () => {
  // At 11 one needs two seconds and another three: both at half the pace up to 15, then one alone.
  const shared = "discipline: shared, hung: kept";
  expect(ends({ how: shared, hangs: [[5, 11]], until: 9 })).toEqual(["served 15", "served 16"]);
});

test("one that loses them goes on with its service, and answers when it wakes", () => {
  expect(ends({ how: "queue: 9", hangs: [[5, 11]], until: 9 })).toEqual(["served 11", "timed out 48"]);
});

test("what it kept is gone when it crashes, and the host is as any other afterwards", () => {
  const crash = "{ at: 7s, crash: host-1, repair: 2s }";
  const up = "boot: { diagnostics: 0s, standalone: 0s, online: 0s }";
  // What is sent at 8 reaches nobody; who comes at 12 is served.
  const found = ends({ how: "hung: kept", hangs: [[5, 11]], until: 13, fault: crash, host: up });
  expect(found).toEqual(["served 15", "timed out 44", "timed out 48"]);
});
