import { expect, test } from "vitest";
import { type DetectPolicy, failoverController, noticing } from "../../../src/control/index.js";
import { startMachine, World } from "../../../src/model/index.js";
import { failoverConfig } from "../../../src/scenario/assembly/failover-config.js";
import { Kernel, Streams } from "../../../src/sim/index.js";
import { MILLISECOND, MINUTE, SECOND } from "../../../src/units/index.js";
import { quickPolicy, quickSpec } from "../../mutants/trial.js";

const SILENT: DetectPolicy = { when: "any", reports: null, queries: null, errors: false };
const REPORTS = { misses: 3 };
const QUERIES = { every: 4 * SECOND, timeout: SECOND, misses: 2 };

/** Time from a crash at this instant until the verdict. */
function noticedAfter(detect: DetectPolicy, crashAt: number): number {
  const spec = quickSpec();
  const kernel = new Kernel();
  const world = new World(kernel, new Streams("7"), spec, startMachine);
  const verdicts: number[] = [];
  world.listen((record) => {
    if (record.kind === "NoteMade" && record.note.kind === "verdict") verdicts.push(record.at);
  });
  world.start();
  startMachine(world, "controller", failoverController, failoverConfig(spec, quickPolicy({ detect })));
  kernel.schedule(crashAt, () => world.host("web-1").crash());
  kernel.run(crashAt + 10 * SECOND);
  return verdicts[0]! - crashAt;
}

test.each<[string, DetectPolicy, number]>([
  ["late reports", { ...SILENT, reports: REPORTS }, 3 * SECOND],
  ["queries", { ...SILENT, queries: QUERIES }, 9 * SECOND],
  ["any of both", { ...SILENT, reports: REPORTS, queries: QUERIES }, 3 * SECOND],
  ["both together", { ...SILENT, when: "all", reports: REPORTS, queries: QUERIES }, 9 * SECOND],
  ["freshness", { ...SILENT, freshness: { shift: 500 * MILLISECOND } }, 1500 * MILLISECOND],
  ["φ", { ...SILENT, phi: { threshold: 8, window: 100, minimumDeviation: 100 * MILLISECOND } }, 1_561_201],
])(
  "%s notice every crash within the time that is told beforehand, and some of them hardly sooner",
  (_, detect, within) => {
    const told = noticing(detect, SECOND);
    expect(told.within).toBe(within);
    // Forty seconds of crashes, spread evenly over the intervals (by the golden ratio).
    const times = Array.from({ length: 61 }, (_, i) => noticedAfter(detect, 2 * MINUTE + i * 618 * MILLISECOND));
    // Beside it there is the way of a message, 200 µs a crossing.
    expect(Math.max(...times)).toBeLessThanOrEqual(within + MILLISECOND);
    expect(Math.max(...times)).toBeGreaterThan(within - 100 * MILLISECOND);
  },
);

test("what is looked for is told with the numbers of the policy; without an agent there are no reports to be missed", () => {
  const detect: DetectPolicy = {
    ...SILENT,
    when: "all",
    reports: REPORTS,
    queries: QUERIES,
    errors: true,
    precursors: { count: 3, within: MINUTE },
    performance: { slowness: 4 },
  };
  expect(noticing(detect, 5 * SECOND)).toEqual({
    together: ["3 reports of its agent missed, one every 5 s", "2 queries in a row unanswered for 1 s, one every 4 s"],
    signs: [
      "what its agent or a diagnostic reports as broken",
      "3 minor errors of a component within 1 min, before it fails",
      "a standard piece of work that takes 4 times as long as it should",
    ],
    within: 15 * SECOND,
  });
  expect(noticing({ ...SILENT, reports: REPORTS }, null)).toEqual({ together: [], signs: [], within: null });
});
