import { expect, test } from "vitest";
import { detectors, type AnyDetector, type Evidence } from "../../../src/control/kit/detector/index.js";
import { deviationsAt, tailDigits } from "../../../src/control/kit/detector/normal-tail.js";
import {
  beginWatch,
  fellSilent,
  hear,
  isSteady,
  judge,
  newWatch,
  silenceDueAt,
} from "../../../src/control/kit/detection.js";
import type { DetectPolicy } from "../../../src/control/index.js";
import { Streams } from "../../../src/sim/index.js";
import { HOUR, MILLISECOND, MINUTE, SECOND, type Micros } from "../../../src/units/index.js";

const BEAT = { from: "a", kind: "report", about: "a" };
const NONE: DetectPolicy = { when: "any", reports: null, queries: null, errors: false };

/** One detector alone, with its policy and its state. */
function alone(name: string, change: Partial<DetectPolicy>, reportEvery: Micros | null = SECOND) {
  const detector: AnyDetector = detectors.find((each) => each.name === name)!;
  const policy = detector.policyFor({ ...NONE, ...change }, reportEvery);
  const state = detector.begin(policy, 0);
  return {
    hear: (evidence: Evidence) => detector.hear(state, evidence, policy),
    dueAt: () => detector.dueAt(state, policy),
    elapse: () => detector.elapse(state, policy),
    opinion: () => detector.opinion(state, policy),
  };
}

function report(sentAt: Micros, heardAt = sentAt, count = 1): Evidence {
  return { kind: "report", heardAt, sentAt, count };
}

test("the tail of the normal distribution is exact near and far", () => {
  // Abramowitz and Stegun, tables 26.1 and 26.2.
  expect(10 ** -tailDigits(0)).toBeCloseTo(0.5, 15);
  expect(10 ** -tailDigits(1)).toBeCloseTo(0.15865525393145707, 14);
  expect(10 ** -tailDigits(2)).toBeCloseTo(0.022750131948179195, 15);
  expect(10 ** -tailDigits(-1)).toBeCloseTo(0.8413447460685429, 14);
  expect(tailDigits(5)).toBeCloseTo(6.54265, 5);
  expect(tailDigits(10)).toBeCloseTo(23.11805, 5);
  expect(tailDigits(20)).toBeCloseTo(88.5601, 5);
  expect(tailDigits(3 - 1e-12)).toBeCloseTo(tailDigits(3), 10);
});

test("deviations and digits are inverse to each other", () => {
  for (const digits of [0.5, 1, 3, 8, 16, 30]) expect(tailDigits(deviationsAt(digits))).toBeCloseTo(digits, 10);
});

test("φ of normal intervals of 1000 ± 100 ms reaches 8 at 1561.20 ms, not at the 1522.60 of the logistic approximation", () => {
  const phi = alone("phi", { phi: { threshold: 8, window: 2, minimumDeviation: 0 } });
  // Two intervals, 900 and 1100 ms: mean 1000, deviation 100.
  phi.hear(report(100 * MILLISECOND));
  phi.hear(report(1000 * MILLISECOND));
  phi.hear(report(2100 * MILLISECOND));
  expect((phi.dueAt()! - 2.1 * SECOND) / MILLISECOND).toBeCloseTo(1561.2, 2);
});

test("φ learns: jitter makes it patient, regularity makes it quick", () => {
  const phi = alone("phi", { phi: { threshold: 8, window: 10, minimumDeviation: 50 * MILLISECOND } });
  expect(phi.dueAt()).toBe(Math.ceil(SECOND + deviationsAt(8) * 0.25 * SECOND));
  for (let i = 0; i <= 10; i++) phi.hear(report(i * SECOND));
  expect(phi.dueAt()! - 10 * SECOND).toBe(Math.ceil(SECOND + deviationsAt(8) * 50 * MILLISECOND));
  // Nine intervals of 1 s and one of 1.2 s: mean 1.02, deviation 0.06.
  phi.hear(report(11.2 * SECOND));
  expect((phi.dueAt()! - 11.2 * SECOND) / MILLISECOND).toBeCloseTo(1020 + deviationsAt(8) * 60, 2);
});

test("φ learns nothing from the silence of a failure, nor from the wait for a first report: it is as quick the second time", () => {
  const phi = alone("phi", { phi: { threshold: 8, window: 10, minimumDeviation: 50 * MILLISECOND } });
  for (let i = 0; i <= 10; i++) phi.hear(report((0.3 + i) * SECOND));
  const due = phi.dueAt()!;
  expect(due - 10.3 * SECOND).toBe(Math.ceil(SECOND + deviationsAt(8) * 50 * MILLISECOND));
  phi.elapse();
  expect(phi.opinion()).toMatchObject({ verdict: "failed", because: { rule: "suspicion", heardAt: 10.3 * SECOND } });
  phi.hear(report(70 * SECOND));
  expect(phi.opinion()).toBeNull();
  expect(phi.dueAt()! - 70 * SECOND).toBe(due - 10.3 * SECOND);
});

test("φ is steady, so that reports may be left out, once its window holds one interval only; many as one leave the same state", () => {
  const policy: DetectPolicy = { ...NONE, phi: { threshold: 8, window: 5, minimumDeviation: MILLISECOND } };
  const one = newWatch(BEAT, SECOND, policy);
  const many = newWatch(BEAT, SECOND, policy);
  beginWatch(one, true, 0);
  beginWatch(many, true, 0);
  for (let i = 0; i <= 5; i++) {
    expect(isSteady(one)).toBe(false);
    for (const each of [one, many]) hear(each, report(i * SECOND));
  }
  expect(isSteady(one)).toBe(true);
  for (let i = 6; i <= 25; i++) hear(one, report(i * SECOND));
  hear(many, report(25 * SECOND, 25 * SECOND, 20));
  expect(many).toEqual(one);
  hear(one, report(27 * SECOND));
  expect(isSteady(one)).toBe(false);
});

test("a fresh report is one that was sent late enough, however long it was under way", () => {
  const nfd = alone("freshness", { freshness: { shift: 500 * MILLISECOND } });
  expect(nfd.dueAt()).toBe(1.5 * SECOND);
  nfd.hear(report(SECOND, 1.2 * SECOND));
  expect(nfd.dueAt()).toBe(2.5 * SECOND);
  nfd.elapse();
  expect(nfd.opinion()).toMatchObject({ verdict: "failed", because: { rule: "stale", sentAt: SECOND } });
  // Sent at 2, came at 3.6: the next one is late already.
  nfd.hear(report(2 * SECOND, 3.6 * SECOND));
  expect(nfd.opinion()).not.toBeNull();
  nfd.hear(report(3 * SECOND, 3.7 * SECOND));
  expect(nfd.opinion()).toBeNull();
  // One that was overtaken says nothing.
  nfd.hear(report(1.5 * SECOND, 3.8 * SECOND));
  expect(nfd.dueAt()).toBe(4.5 * SECOND);
});

/** Runs NFD-S over a link that loses and delays, and measures its mistakes: mean time between them, and mean length. */
function mistakesOfFreshness(shift: Micros, loss: number, delay: Micros, reports: number, seed: string) {
  const losses = new Streams(seed).stream("loss");
  const delays = new Streams(seed).stream("delay");
  const arrivals: { sentAt: Micros; heardAt: Micros }[] = [];
  for (let i = 1; i <= reports; i++) {
    const lost = losses.uniform() < loss;
    const heardAt = i * SECOND + Math.round(-delay * Math.log(delays.uniform()));
    if (!lost) arrivals.push({ sentAt: i * SECOND, heardAt });
  }
  arrivals.sort((a, b) => a.heardAt - b.heardAt || a.sentAt - b.sentAt);
  const nfd = alone("freshness", { freshness: { shift } });
  let mistakes = 0;
  let wrong = 0;
  let since: Micros | null = null;
  for (const arrival of arrivals) {
    const due = nfd.dueAt();
    if (due !== null && due < arrival.heardAt) {
      nfd.elapse();
      mistakes += 1;
      since = due;
    }
    nfd.hear(report(arrival.sentAt, arrival.heardAt));
    if (since === null || nfd.opinion() !== null) continue;
    wrong += arrival.heardAt - since;
    since = null;
  }
  return { between: reports / mistakes, length: wrong / mistakes / SECOND };
}

test("mistakes of NFD-S come and last as Chen, Toueg and Aguilera computed", () => {
  const calm = mistakesOfFreshness(SECOND, 0.01, 20 * MILLISECOND, 400_000, "calm");
  expect(Math.abs(calm.between / 101.01 - 1)).toBeLessThan(0.05);
  expect(Math.abs(calm.length / 0.030101 - 1)).toBeLessThan(0.12);
  const rough = mistakesOfFreshness(500 * MILLISECOND, 0.05, 200 * MILLISECOND, 200_000, "rough");
  expect(Math.abs(rough.between / 8.22947 - 1)).toBeLessThan(0.03);
  expect(Math.abs(rough.length / 0.411053 - 1)).toBeLessThan(0.03);
});

test("so many minor errors of one component within a time foretell its failure; spread over two, or over time, they do not", () => {
  const minor = (component: string, at: Micros): Evidence => ({ kind: "minor-error", component, at });
  const series = alone("precursors", { precursors: { count: 3, within: HOUR } });
  series.hear(minor("memory", 0));
  series.hear(minor("cpu", 1));
  series.hear(minor("memory", 10 * MINUTE));
  series.hear(minor("memory", 70 * MINUTE));
  expect(series.opinion()).toBeNull();
  series.hear(minor("memory", 70 * MINUTE));
  expect(series.opinion()).toEqual({
    verdict: "failure imminent",
    because: { rule: "minor-errors", component: "memory", count: 3, within: HOUR },
  });
});

test("a host that is slow is deficient as long as it is slow", () => {
  const slow = alone("performance", { performance: { slowness: 3 } });
  slow.hear({ kind: "paced", slowness: 2.9 });
  expect(slow.opinion()).toBeNull();
  slow.hear({ kind: "paced", slowness: 3 });
  expect(slow.opinion()?.verdict).toBe("performance deficient");
  slow.hear({ kind: "paced", slowness: 1 });
  expect(slow.opinion()).toBeNull();
});

test("of life any says failed or all must; silence is due when the first would change its mind; failed outranks malfunctioning", () => {
  const both = (when: "any" | "all") => {
    const policy = { ...NONE, when, errors: true, reports: { misses: 2 }, freshness: { shift: 3 * SECOND } };
    const watch = newWatch(BEAT, SECOND, policy);
    beginWatch(watch, true, 0);
    return watch;
  };
  const any = both("any");
  expect(silenceDueAt(any)).toBe(2 * SECOND);
  fellSilent(any, 2 * SECOND);
  expect(judge(any)).toMatchObject({ verdict: "failed", because: { rule: "reports-missed" } });
  const all = both("all");
  fellSilent(all, 2 * SECOND);
  expect(judge(all).verdict).toBe("healthy");
  expect(silenceDueAt(all)).toBe(4 * SECOND);
  hear(all, { kind: "error", component: "cpu", message: "stopped" });
  expect(judge(all).verdict).toBe("malfunctioning");
  fellSilent(all, 4 * SECOND);
  expect(judge(all).verdict).toBe("failed");
  expect(silenceDueAt(all)).toBeNull();
});
