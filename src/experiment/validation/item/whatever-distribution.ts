/** A unit whose times are not exponential: its availability depends on the means alone. */
import { type Effort, item, measured, seconds, unavailable, type ValidationItem } from "../item.js";
import { parallelUnits } from "./units.js";

interface Means {
  readonly up: number;
  readonly down: number;
  readonly [name: string]: number;
}

type Distribution = (mean: number) => string;

/** Weibull's scale for a mean, by Γ(1 + 1/shape), which is given beside the shape. */
const weibull =
  (shape: number, gamma: number): Distribution =>
  (mean) =>
    `weibull(${shape}, ${seconds(mean / gamma)})`;

/** @param spread coefficient of variation */
const lognormal =
  (spread: number): Distribution =>
  (mean) =>
    `lognormal(${seconds(mean)}, ${seconds(mean * spread)})`;

const erlang =
  (stages: number): Distribution =>
  (mean) =>
    `erlang(${stages}, ${seconds(mean)})`;

const constant: Distribution = (mean) => seconds(mean);

const uniform: Distribution = (mean) => `uniform(0s, ${seconds(2 * mean)})`;

function alternating(
  name: string,
  said: string,
  parameters: Means,
  up: Distribution,
  down: Distribution,
  effort: Omit<Effort, "quick">,
) {
  return item({
    name,
    title: `a unit whose times up and down are ${said}`,
    source: "renewal reward theorem",
    parameters,
    scenario: (means) =>
      parallelUnits({ lasting: 500 * parameters.up, lives: [{ up: up(means.up), repair: down(means.down) }] }),
    figures: [
      {
        name: "unavailability",
        theory: (means) => means.down / (means.up + means.down),
        value: measured("system.availability", unavailable),
      },
    ],
    effort: { quick: 10, ...effort },
  });
}

export const whateverDistribution: readonly ValidationItem[] = [
  alternating(
    "weibull-lives",
    "Weibull, of shapes 0.48 and 0.58",
    { up: 1766.14, down: 3.43325 },
    weibull(0.48, 2.162798),
    weibull(0.58, 1.574885),
    { whole: 540, inPairs: true },
  ),
  alternating("lognormal-repairs", "Erlang and lognormal", { up: 100, down: 10 }, erlang(4), lognormal(2), {
    whole: 260,
  }),
  alternating("lognormal-lives", "lognormal and Erlang", { up: 60, down: 6 }, lognormal(1.5), erlang(3), {
    whole: 200,
  }),
  alternating("constant-repairs", "uniform and constant", { up: 50, down: 7 }, uniform, constant, { whole: 30 }),
];
