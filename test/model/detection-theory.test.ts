import { expect, test } from "vitest";
import type { DetectPolicy } from "../../src/control/index.js";
import { Kernel, Streams } from "../../src/sim/index.js";
import { startMachine, World, type WorldSpec } from "../../src/model/index.js";
import { failoverController } from "../../src/control/index.js";
import { failoverConfig } from "../../src/scenario/assembly/failover-config.js";
import { HOUR, MILLISECOND, SECOND, type Micros } from "../../src/units/index.js";
import { smallPolicy, smallSpec } from "./small-world.js";

const NONE: DetectPolicy = { when: "any", reports: null, queries: null, errors: false };

/** A watched host without users and without anybody who could stand in. */
function watched(detect: DetectPolicy, report: Micros, latency: Micros, seed: string) {
  const spec: WorldSpec = {
    ...smallSpec(),
    networks: [{ name: "lan", latency, bandwidth: 125e6 }],
    agents: [{ host: "web-1", report }],
    services: smallSpec().services.map(({ name, runsOn }) => ({ name, runsOn })),
  };
  const kernel = new Kernel();
  const world = new World(kernel, new Streams(seed), spec, startMachine);
  const verdicts: { at: Micros; verdict: string }[] = [];
  world.listen((record) => {
    if (record.kind === "NoteMade" && record.note.kind === "verdict") {
      verdicts.push({ at: record.at, verdict: record.note.verdict });
    }
  });
  world.start();
  const policy = smallPolicy({ detect, standIns: ["web-1"] });
  startMachine(world, "controller", failoverController, failoverConfig(spec, policy));
  return { kernel, world, verdicts };
}

/** Detection times of a crash at each of many instants spread evenly over an interval. */
function detectionTimes(detect: DetectPolicy, report: Micros, latency: Micros, interval: Micros): Micros[] {
  const times: Micros[] = [];
  for (let i = 0; i < 40; i++) {
    const { kernel, world, verdicts } = watched(detect, report, latency, "7");
    const at = 20 * interval + Math.floor(((i + 0.5) / 40) * interval);
    kernel.schedule(at, () => world.host("web-1").crash());
    kernel.run(at + 60 * SECOND);
    times.push(verdicts[0]!.at - at);
  }
  return times;
}

const mean = (times: readonly number[]) => times.reduce((sum, each) => sum + each, 0) / times.length / SECOND;

test("reports every second with a timeout of three and a delay of 10 ms detect a crash in 2.01 to 3.01 s, 2.51 s on average", () => {
  const times = detectionTimes({ ...NONE, reports: { misses: 3 } }, SECOND, 10 * MILLISECOND, SECOND);
  expect(Math.min(...times)).toBeGreaterThanOrEqual(2.01 * SECOND);
  expect(Math.max(...times)).toBeLessThanOrEqual(3.01 * SECOND);
  expect(mean(times)).toBeCloseTo(2.51, 6);
});

test("queries every five seconds with a timeout of two, three in a row, detect a crash in 12 to 17 s, 14.5 s on average", () => {
  const queries = { every: 5 * SECOND, timeout: 2 * SECOND, misses: 3 };
  const times = detectionTimes({ ...NONE, queries }, SECOND, 0, 5 * SECOND);
  expect(Math.min(...times)).toBeGreaterThanOrEqual(12 * SECOND);
  expect(Math.max(...times)).toBeLessThanOrEqual(17 * SECOND);
  expect(mean(times)).toBeCloseTo(14.5, 6);
});

/** Mean time between mistakes and their mean length, of a host that works all the time, over a lossy network. */
function mistakes(loss: number, misses: number, hours: number) {
  // A report counts as missed when the next one after it is not there in time; delays are shorter than that.
  const { kernel, world, verdicts } = watched({ ...NONE, reports: { misses } }, SECOND, MILLISECOND, "mistakes");
  world.network("lan").setLoss(loss);
  kernel.run(hours * HOUR);
  const begun = verdicts.filter(({ verdict }) => verdict === "failed");
  let wrong = 0;
  for (const [index, { at, verdict }] of verdicts.entries()) {
    if (verdict === "failed") wrong += (verdicts[index + 1]?.at ?? hours * HOUR) - at;
  }
  return { between: (hours * HOUR) / begun.length / SECOND, length: wrong / begun.length / SECOND };
}

test("mistakes over a network that loses one report in ten come and last as theory says", () => {
  // Silence of two intervals is a mistake as soon as two reports in a row are lost: 1/((1-p)p²) and 1/(1-p) intervals.
  const found = mistakes(0.1, 2, 60);
  expect(Math.abs(found.between / 111.111 - 1)).toBeLessThan(0.08);
  expect(Math.abs(found.length / (1 / 0.9) - 1)).toBeLessThan(0.08);
});
