/** How often a healthy host is taken for failed by freshness points, and for how long. Times are in seconds. */
import { integral } from "../../../stats/index.js";
import { item, measured, seconds, type ValidationItem } from "../item.js";
import { watching } from "./watching.js";

interface Fresh {
  readonly period: number;
  readonly shift: number;
  readonly loss: number;
  readonly latency: number;
  readonly [name: string]: number;
}

/** A report that is lost is missed at its freshness point, until the next that is not lost arrives. */
const fresh: ValidationItem = item<Fresh>({
  name: "freshness",
  title: "freshness points half a second late, each report lost with 20 %",
  source: "Chen, Toueg, Aguilera 2002",
  parameters: { period: 1, shift: 0.5, loss: 0.2, latency: 0.1 },
  scenario: ({ period, shift, loss, latency }) =>
    watching({
      lasting: 36_000,
      latency,
      report: period,
      detect: `reports: off, freshness: { shift: ${seconds(shift)} }`,
      fault: `{ at: 0s, lossy: lan, loss: ${Number((100 * loss).toPrecision(9))}%, for: 100000h }`,
    }),
  figures: [
    {
      name: "mistakes in an hour",
      theory: ({ period, loss }) => (3600 * (1 - loss) * loss) / period,
      value: measured("unit-1.mistakes.rate", (rate) => 3600 * rate),
    },
    {
      name: "their mean length",
      theory: ({ period, shift, loss, latency }) => period / (1 - loss) + latency - shift,
      value: measured("unit-1.mistakes.mean"),
    },
  ],
  effort: { quick: 4, whole: 10 },
});

interface Varying {
  readonly period: number;
  readonly shift: number;
  readonly loss: number;
  /** Mean of the delay, exponential. */
  readonly late: number;
  readonly [name: string]: number;
}

/** Probability that at a time after a freshness point none of the reports that could vouch for the host has come. */
function nobodyVouches(after: number, { period, shift, loss, late }: Varying): number {
  let all = 1;
  for (let later = 0; later * period < shift + period; later++) {
    const due = shift + after - later * period;
    all *= due <= 0 ? 1 : loss + (1 - loss) * Math.exp(-due / late);
  }
  return all;
}

function mistakesPerSecond(parameters: Varying): number {
  const { period, shift, loss, late } = parameters;
  const cameBefore = (1 - loss) * (1 - Math.exp(-(shift + period) / late));
  return (cameBefore * nobodyVouches(0, parameters)) / period;
}

/** Reports may overtake each other. */
function varying(name: string, parameters: Varying): ValidationItem {
  return item<Varying>({
    name,
    title: `freshness points ${parameters.shift} s late, reports ${parameters.late} s on the way, exponential`,
    source: "Chen, Toueg, Aguilera 2002, NFD-S",
    parameters,
    scenario: ({ period, shift, loss, late }) =>
      watching({
        lasting: 36_000,
        report: period,
        detect: `reports: off, freshness: { shift: ${seconds(shift)} }`,
        fault: `{ at: 0s, disturbance: { from: unit-1, to: controller, loss: ${Number((100 * loss).toPrecision(9))}%, delay: "exponential(${seconds(late)})" }, for: 100000h }`,
      }),
    figures: [
      {
        name: "mistakes in an hour",
        theory: (each) => 3600 * mistakesPerSecond(each),
        value: measured("unit-1.mistakes.rate", (rate) => 3600 * rate),
      },
      {
        name: "their mean length",
        theory: (each) =>
          integral((after) => nobodyVouches(after, each), each.period) / each.period / mistakesPerSecond(each),
        value: measured("unit-1.mistakes.mean"),
      },
    ],
    effort: { quick: 4, whole: 12 },
  });
}

export const freshnessPoints: readonly ValidationItem[] = [
  fresh,
  varying("freshness-delays", { period: 1, shift: 0.5, loss: 0.05, late: 0.2 }),
  varying("freshness-long-delays", { period: 1, shift: 1.2, loss: 0.1, late: 0.5 }),
];
