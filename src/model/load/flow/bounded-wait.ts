/** How long requests take at a station whose queue is often full: the wait is no longer than the queue, and no longer exponential. */
import { atLevels, type LatencyPoints, withMean } from "./latency-points.js";
import { queueUnit, type Station, type SteadyState } from "./steady-state.js";

/** So many groups of those who wait, by how many they find waiting. */
const GROUPS = 24;
/** The middle of each ninth of the normal distribution. */
const NORMAL: readonly number[] = [-1.593, -0.967, -0.589, -0.282, 0, 0.282, 0.589, 0.967, 1.593];
/** Of the service times, every tenth. */
const TENTHS = Array.from({ length: 10 }, (_, i) => (i + 0.5) / 10);

/** Below this share of the empty queue the full one is not worth telling: then the wait is exponential. */
const RARE = 1e-3;

/** Whether the bound of its queue shapes what most of those who wait see. */
export function isBounded(utilisation: number, room: number): boolean {
  return room > 0 && room * Math.log(utilisation) > Math.log(RARE);
}

/**
 * M/M/c/K (Kleinrock, Queueing Systems I, 3.8): whoever finds `j` waiting waits for `j + 1` to leave, and `j` is geometric up to
 * the bound. The sum of so many times is taken as normal; the mean is that of the steady state.
 */
export function boundedPoints(
  service: LatencyPoints,
  { servers, room, serviceTime, variation }: Station,
  utilisation: number,
  { waiting, wait }: SteadyState,
): LatencyPoints {
  const each = serviceTime / servers;
  const size = queueUnit(variation);
  const found = Array.from(
    { length: GROUPS },
    (_, i) => size * geometricAt((i + 0.5) / GROUPS, utilisation, room / size),
  );
  const waits = found.flatMap((before) => {
    const spread = Math.sqrt((before + 0.5) * variation);
    return NORMAL.map((z) => each * Math.max(0, before + 0.5 + z * spread));
  });
  const services = atLevels(service, TENTHS);
  const points = services.flatMap((time): (readonly [number, number])[] => [
    [time, (1 - waiting) / TENTHS.length],
    ...waits.map((more): readonly [number, number] => [time + more, waiting / (TENTHS.length * waits.length)]),
  ]);
  points.sort(([a], [b]) => a - b);
  const sorted = { times: points.map(([time]) => time), weights: points.map(([, weight]) => weight) };
  return withMean(atLevels(sorted), wait + serviceTime);
}

/** A level of the distribution whose density grows, or shrinks, by a ratio with each step up to a bound. */
function geometricAt(level: number, ratio: number, bound: number): number {
  const log = Math.log(ratio);
  if (Math.abs(log) * bound < 1e-6) return level * bound;
  // Counted from the end where most is, so that no power overflows.
  const end = Math.exp(-Math.abs(log) * bound);
  const share = log > 0 ? 1 - level : level;
  const distance = -Math.log(1 - share * (1 - end)) / Math.abs(log);
  return log > 0 ? bound - distance : distance;
}
