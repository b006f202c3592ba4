/** The distribution of the time that requests spend at a station in the long run, as points with weights: the tail more finely. */
import type { Distribution } from "../../../sim/index.js";
import type { SteadyState } from "./steady-state.js";

/** Times in microseconds in rising order, and the probability of each. */
export interface LatencyPoints {
  readonly times: readonly number[];
  readonly weights: readonly number[];
}

/** Twenty steps, then the last tenth again in twenty, and so on: the last one stands for a ten-thousandth. */
const DECADES = 4;
const STEPS = 18;

const WEIGHTS: readonly number[] = tailWeights();
/** The middle of each step, as a probability. */
const LEVELS: readonly number[] = middles(WEIGHTS);

function tailWeights(): number[] {
  const weights: number[] = [];
  let rest = 1;
  for (let decade = 0; decade < DECADES; decade++) {
    for (let step = 0; step < STEPS; step++) weights.push(rest / 20);
    rest /= 10;
  }
  return [...weights, rest];
}

function middles(weights: readonly number[]): number[] {
  let before = 0;
  return weights.map((weight) => {
    const middle = before + weight / 2;
    before += weight;
    return middle;
  });
}

/** Service times at the same levels, scaled so that their mean is right. */
export function servicePoints(time: Distribution): LatencyPoints {
  const times = LEVELS.map((level) => time.quantile(level));
  return withMean(times, time.mean);
}

/** Variance over the square of the mean, to about a thousandth: very rare very long times are cut off. */
export function variationOf(time: Distribution): number {
  const FINE = 20_000;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < FINE; i++) {
    const value = time.quantile((i + 0.5) / FINE);
    sum += value;
    squares += value * value;
  }
  return sum === 0 ? 0 : (squares * FINE) / (sum * sum) - 1;
}

/** The times of a distribution at these levels, in rising order. */
export function atLevels({ times, weights }: LatencyPoints, levels: readonly number[] = LEVELS): readonly number[] {
  let index = 0;
  let upTo = weights[0] ?? 0;
  return levels.map((level) => {
    while (upTo < level && index < times.length - 1) upTo += weights[++index]!;
    return times[index]!;
  });
}

/** Wait and service together, where the wait of those who wait is exponential: exactly so for M/M/c, and about so for others. */
export function latencyPoints(service: LatencyPoints, { waiting, wait }: SteadyState): LatencyPoints {
  if (wait <= 0) return service;
  const mean = service.times.reduce((sum, time, i) => sum + time * service.weights[i]!, wait);
  const longest = service.times[service.times.length - 1]! - (wait / waiting) * Math.log(1e-6);
  const times = LEVELS.map((level) => timeAtLevel(level, service, waiting, wait / waiting, longest));
  return withMean(times, mean);
}

/** By bisection of the probability that wait and service together take no longer than a time. */
function timeAtLevel(
  level: number,
  service: LatencyPoints,
  waiting: number,
  meanWait: number,
  longest: number,
): number {
  const { times, weights } = service;
  let low = 0;
  let high = longest;
  while (high - low > 1e-4 * high) {
    const middle = (low + high) / 2;
    let within = 0;
    // By index, not by entries: this is the innermost loop of a load that is a flow.
    for (let i = 0; i < times.length; i++) {
      if (times[i]! <= middle) within += weights[i]! * (1 - waiting * Math.exp((times[i]! - middle) / meanWait));
    }
    if (within < level) low = middle;
    else high = middle;
  }
  return high;
}

/** Times at the usual levels, scaled so that their mean is right. */
export function withMean(times: readonly number[], mean: number): LatencyPoints {
  const sum = times.reduce((total, time, i) => total + time * WEIGHTS[i]!, 0);
  return { times: sum === 0 ? times : times.map((time) => (time * mean) / sum), weights: WEIGHTS };
}

/** Of the sum of two independent times; what is missing to one in the weights never comes to an end, and counts as longest. */
export function sumOf(one: LatencyPoints, other: LatencyPoints): LatencyPoints {
  const sums = one.times.flatMap((time, i) =>
    other.times.map((more, j): readonly [number, number] => [time + more, one.weights[i]! * other.weights[j]!]),
  );
  sums.sort(([a], [b]) => a - b);
  const whole = sums.reduce((sum, [, weight]) => sum + weight, 0);
  if (whole < 1) sums.push([Infinity, 1 - whole]);
  return { times: sums.map(([time]) => time), weights: sums.map(([, weight]) => weight) };
}

/** Without what takes longer than a limit. */
export function within(limit: number, { times, weights }: LatencyPoints): LatencyPoints {
  const count = times.filter((time) => time <= limit).length;
  return { times: times.slice(0, count), weights: weights.slice(0, count) };
}

/** The share of those who take longer than a time. */
export function shareBeyond({ times, weights }: LatencyPoints, limit: number): number {
  let beyond = 0;
  for (let i = times.length - 1; i >= 0 && times[i]! > limit; i--) beyond += weights[i]!;
  return beyond;
}
