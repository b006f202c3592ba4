/** What the charts of load and of hosts share: the series of the run in detail as lines over simulated time. */
import type { PolicyResult, Series, Summary } from "../../result/index.js";
import { condensed } from "../condensed.js";
import type { Point, XyLine } from "./xy-plot.js";

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

/** So many columns of a line can be told apart. */
const COLUMNS = 180;

/** A line, or where it would be no more than a black band, its mean with how far it goes. */
export function lineOf(series: Series, durationSeconds: number): Pick<XyLine, "points" | "band"> {
  const found = condensed(series.values, COLUMNS);
  if (found === null) return { points: pointsOf(series, durationSeconds) };
  const stepSeconds = series.stepSeconds * found.of;
  const pointsFor = (values: Series["values"]) => pointsOf({ ...series, stepSeconds, values }, durationSeconds);
  return {
    points: pointsFor(found.mean),
    band: { low: pointsFor(found.low), high: pointsFor(found.high) },
  };
}

/** What a band is, where there is one. */
export function bandInWords(lines: readonly { readonly band?: unknown }[]): string | null {
  return lines.some(({ band }) => band !== undefined) ? "Lines are means; how far they went stands behind them." : null;
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
