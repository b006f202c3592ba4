/** The values of a chart over time: each as it is, or several as one where nobody could tell them apart. */
import type uPlotType from "uplot";
import type { Series } from "../../../result/index.js";
import { fromSeconds } from "../../../units/index.js";
import { condense, isRestless } from "../../condensed.js";
import type { TimeView } from "./time-view.js";

/** Of what is drawn as one. */
const COLUMN_WIDTH = 5;

export interface SeriesGroup {
  /** The service that the lines tell of; of quantities of several actors none. */
  readonly service: string | null;
  readonly title: string;
  readonly unit: Series["unit"];
  readonly lines: readonly { readonly label: string; readonly series: Series }[];
}

/**
 * A value lasts for its step: it is there at the beginning and at the end of it. Behind the lines follow how far each of
 * those goes that is not filled, the most and the least, where a value of theirs is the mean of several.
 * @param of so many values of a series are one
 */
export function columnsOf({ lines }: SeriesGroup, end: number, of: number): uPlotType.AlignedData {
  const [first] = lines;
  const step = fromSeconds(first!.series.stepSeconds) * of;
  const count = Math.ceil(Math.max(...lines.map(({ series }) => series.values.length)) / of);
  const times = Array.from({ length: count }, (_, index) => [index * step, Math.min(end, (index + 1) * step)]).flat();
  const twice = (values: Series["values"]) => values.flatMap((value) => [value, value]);
  const all = lines.map(({ label, series }) => ({ label, ...condense(series.values, of) }));
  const ranges = all.filter(({ label }) => !isFilled(label));
  return [
    times,
    // What failed is not evened out.
    ...all.map(({ label, mean, high }) => twice(label === "errors" ? high : mean)),
    ...ranges.flatMap(({ high, low }) =>
      of === 1 ? [times.map(() => null), times.map(() => null)] : [twice(high), twice(low)],
    ),
  ] as uPlotType.AlignedData;
}

/** How many values are drawn as one, so that lines which go up and down all the time can be read. */
export function togetherIn({ lines }: SeriesGroup, { from, to }: TimeView, width: number): number {
  const drawn = lines.filter(({ label }) => !isFilled(label));
  if (!drawn.some(({ series }) => isRestless(series.values))) return 1;
  const seen = (to - from) / fromSeconds(lines[0]!.series.stepSeconds);
  return Math.max(1, Math.ceil(seen / (width / COLUMN_WIDTH)));
}

/** An area, not a line. */
export function isFilled(label: string): boolean {
  return label === "served" || label === "errors";
}
