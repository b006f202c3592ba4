/** How soon a crash is noticed, and how often a healthy host is taken for failed. Times are in seconds. */
import { item, measured, seconds, type Figure, type Parameters, type ValidationItem } from "../item.js";
import { watching } from "./watching.js";

/** Mean seconds that a host works before it crashes. */
const WORKS = 300;
const CRASHES = `{ every: exponential(${WORKS}s), crash: unit-1, repair: 1min }`;

/** Mean time from the last report, of those that come at an interval from the boot on, to the crash: exponential, modulo it. */
function sinceLast(period: number): number {
  return WORKS - period / (Math.exp(period / WORKS) - 1);
}

const time = <P extends Parameters>(theory: Figure<P>["theory"]): Figure<P> => ({
  name: "mean time",
  theory,
  value: measured("system.detection.mean"),
});

interface Reports {
  readonly period: number;
  readonly misses: number;
  readonly latency: number;
  readonly [name: string]: number;
}

function reports(name: string, title: string, parameters: Reports, whole = 20): ValidationItem {
  return item<Reports>({
    name,
    title,
    source: "Chen, Toueg, Aguilera 2002",
    parameters,
    fixed: ["misses"],
    scenario: ({ period, misses, latency }) =>
      watching({ lasting: 36_000, latency, report: period, detect: `reports: { misses: ${misses} }`, fault: CRASHES }),
    figures: [time(({ period, misses, latency }) => misses * period - sinceLast(period) + latency)],
    effort: { quick: 5, whole },
  });
}

interface Queries {
  readonly every: number;
  readonly timeout: number;
  readonly misses: number;
  readonly [name: string]: number;
}

function queries(name: string, parameters: Queries): ValidationItem {
  const { every, timeout, misses } = parameters;
  return item<Queries>({
    name,
    title: `queries every ${every} s with a timeout of ${timeout} s, ${misses} misses`,
    source: "Chen, Toueg, Aguilera 2002",
    parameters,
    fixed: ["misses"],
    scenario: (each) =>
      watching({
        lasting: 36_000,
        report: 1,
        detect: `reports: off, queries: { every: ${seconds(each.every)}, timeout: ${seconds(each.timeout)}, misses: ${misses} }`,
        fault: CRASHES,
      }),
    // Nobody boots in time with the queries: crashes come at any moment between two of them.
    figures: [time((each) => (each.misses - 0.5) * each.every + each.timeout)],
    effort: { quick: 4, whole: 10 },
  });
}

interface Lossy {
  readonly period: number;
  readonly misses: number;
  readonly loss: number;
  readonly [name: string]: number;
}

/** So many reports lost in a row are a mistake, which the next report that comes takes back. */
function mistakes(name: string, parameters: Lossy, lasting: number): ValidationItem {
  return item<Lossy>({
    name,
    title: `${parameters.misses} reports in a row lost, each with ${100 * parameters.loss} %`,
    source: "Chen, Toueg, Aguilera 2002",
    parameters,
    fixed: ["misses"],
    scenario: ({ period, misses, loss }) =>
      watching({
        lasting,
        latency: 0.001,
        report: period,
        detect: `reports: { misses: ${misses} }`,
        fault: `{ at: 0s, lossy: lan, loss: ${Number((100 * loss).toPrecision(9))}%, for: 100000h }`,
      }),
    figures: [
      {
        name: "mistakes in an hour",
        theory: ({ period, misses, loss }) => (3600 * (1 - loss) * Math.exp(misses * Math.log(loss))) / period,
        value: measured("unit-1.mistakes.rate", (rate) => 3600 * rate),
      },
      {
        name: "their mean length",
        theory: ({ period, loss }) => period / (1 - loss),
        value: measured("unit-1.mistakes.mean"),
      },
    ],
    effort: { quick: 4, whole: 24 },
  });
}

interface LossyQueries {
  readonly every: number;
  readonly misses: number;
  readonly loss: number;
  readonly [name: string]: number;
}

const TIMEOUT = 2;

/** A query is missed where it, or its answer, gets lost. */
const lossyQueries: ValidationItem = item<LossyQueries>({
  name: "mistakes-of-queries",
  title: `queries with a timeout of ${TIMEOUT} s, 2 misses, each way loses 15 %`,
  source: "Chen, Toueg, Aguilera 2002",
  parameters: { every: 5, misses: 2, loss: 0.15 },
  fixed: ["misses"],
  scenario: ({ every, misses, loss }) =>
    watching({
      ...{ lasting: 100_000, latency: 0.001, report: 3600 },
      detect: `reports: off, queries: { every: ${seconds(every)}, timeout: ${TIMEOUT}s, misses: ${misses} }`,
      fault: `{ at: 0s, lossy: lan, loss: ${Number((100 * loss).toPrecision(9))}%, for: 100000h }`,
    }),
  figures: [
    {
      name: "mistakes in an hour",
      theory: ({ every, misses, loss }) => {
        const answered = (1 - loss) * (1 - loss);
        return (3600 * answered * Math.exp(misses * Math.log(1 - answered))) / every;
      },
      value: measured("unit-1.mistakes.rate", (rate) => 3600 * rate),
    },
    {
      name: "their mean length",
      // From the end of the last timeout to the first answer, there and back.
      theory: ({ every, loss }) => every / ((1 - loss) * (1 - loss)) - TIMEOUT + 0.002,
      value: measured("unit-1.mistakes.mean"),
    },
  ],
  effort: { quick: 3, whole: 16 },
});

interface Accrual {
  readonly period: number;
  readonly deviation: number;
  readonly [name: string]: number;
}

/** Standard deviations at which a normal tail weighs 10^-8. */
const AT_PHI_8 = 5.6120012;

/** One crash in each run: what a longer silence teaches it about the next one is no matter here. */
const accrual: ValidationItem = item<Accrual>({
  name: "phi",
  title: "φ accrual at 8, reports every second, never taken to be more regular than 100 ms",
  source: "Hayashibara and others 2004",
  parameters: { period: 1, deviation: 0.1 },
  scenario: ({ period, deviation }) =>
    watching({
      lasting: 36_000,
      report: period,
      detect: `reports: off, phi: { threshold: 8, window: 20, minimum-deviation: ${seconds(deviation)} }`,
      fault: `{ every: exponential(${WORKS}s), crash: unit-1, repair: 100h }`,
    }),
  figures: [time(({ period, deviation }) => period + AT_PHI_8 * deviation - sinceLast(period))],
  effort: { quick: 60, whole: 1500 },
});

/**
 * A host that boots by itself: repair, then boot, both exponential, is the sum of two stages. Failures are an Erlang time apart,
 * so that hardly any comes while it boots: with exponential times one in sixty did, and the whole took two seconds longer.
 */
interface Stages {
  readonly repair: number;
  readonly boot: number;
  readonly [name: string]: number;
}

const recovery: ValidationItem = item<Stages>({
  name: "recovery-in-stages",
  title: "recovery as a repair and then a boot, both exponential",
  source: "hypoexponential distribution; Trivedi 2001, 3.8",
  parameters: { repair: 120, boot: 60 },
  scenario: ({ repair, boot }) =>
    watching({
      lasting: 18_000_000,
      report: 10,
      detect: "reports: { misses: 3 }",
      fault: `{ every: "erlang(4, 1h)", crash: unit-1, repair: "exponential(${seconds(repair)})" }`,
      boot: `exponential(${seconds(boot)})`,
    }),
  figures: [
    { name: "mean", theory: ({ repair, boot }) => repair + boot, value: measured("system.rto.mean") },
    { name: "95th percentile", theory: (stages) => quantileOfStages(0.95, stages), value: measured("system.rto.p95") },
    { name: "99th percentile", theory: (stages) => quantileOfStages(0.99, stages), value: measured("system.rto.p99") },
  ],
  effort: { quick: 3, whole: 16 },
});

/** By halving: the share that is over by then grows with the time. */
function quantileOfStages(share: number, { repair: a, boot: b }: Stages): number {
  let low = 0;
  let high = 100 * (a + b);
  for (let round = 0; round < 100; round++) {
    const middle = (low + high) / 2;
    const over = 1 - (a * Math.exp(-middle / a) - b * Math.exp(-middle / b)) / (a - b);
    if (over < share) low = middle;
    else high = middle;
  }
  return low;
}

export const detectors: readonly ValidationItem[] = [
  reports("reports", "reports every second, missed 3 times, 10 ms on the way", { period: 1, misses: 3, latency: 0.01 }),
  reports("lease", "a lease of 30 s that is renewed every 10 s", { period: 10, misses: 3, latency: 0.005 }),
  reports(
    "lease-as-long",
    "a lease that is renewed as often as it ends, 20 ms on the way",
    { period: 10, misses: 1, latency: 0.02 },
    100,
  ),
  queries("queries", { every: 5, timeout: 2, misses: 3 }),
  queries("queries-as-long", { every: 5, timeout: 5, misses: 2 }),
  mistakes("mistakes-2", { period: 1, misses: 2, loss: 0.1 }, 36_000),
  mistakes("mistakes-3", { period: 1, misses: 3, loss: 0.2 }, 72_000),
  lossyQueries,
  accrual,
  recovery,
];
