/** What the charts of load and of hosts share: the series of the run in detail as lines over simulated time. */
import type { PolicyResult, Series, Summary } from "../../result/index.js";
import type { Point } from "./xy-plot.js";

export function seriesOf({ detail }: PolicyResult, name: string): Series | undefined {
  return detail.series.find((each) => each.name === name);
}

/** Each value over its whole step, so that a line is flat where nothing changes. */
export function pointsOf({ stepSeconds, values }: Series, durationSeconds: number): readonly Point[] {
  return values.flatMap((y, index) => [
    { x: index * stepSeconds, y },
    { x: Math.min(durationSeconds, (index + 1) * stepSeconds), y },
  ]);
}

export function largestOf(series: readonly Series[]): number {
  return series.reduce(
    (most, { values }) => values.reduce<number>((sofar, value) => Math.max(sofar, value ?? 0), most),
    0,
  );
}

/** Which of many replications is drawn. */
export function drawnReplication({ policies }: Summary): string | null {
  return policies.some(({ replicationsRun }) => replicationsRun > 1)
    ? `Replication ${policies[0]?.detail.replication ?? 0} is shown.`
    : null;
}
