/** A series of minor errors of one component foretells its failure: whoever counts, an agent or a controller, counts so. */
import type { Micros } from "../../units/index.js";

export interface SeriesPolicy {
  /** So many errors of one component … */
  readonly count: number;
  /** … within such a time. */
  readonly within: Micros;
}

/** The latest errors of each component, oldest first, at most `count` of each. */
export type MinorErrors = Record<string, Micros[]>;

/** Takes one in. @returns whether it completes a series */
export function completesSeries(
  times: MinorErrors,
  component: string,
  at: Micros,
  { count, within }: SeriesPolicy,
): boolean {
  const latest = [...(times[component] ?? []), at].slice(-count);
  times[component] = latest;
  return latest.length === count && at - latest[0]! <= within;
}
