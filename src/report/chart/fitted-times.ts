/** Times that somebody measured, beside the distributions that fit them best: what share of them is over by when. */
import { CURVE_SHARES, type FittedFile, type FittedTimes } from "../../result/index.js";
import { formatNumberOf } from "../number-format.js";
import type { RenderOptions } from "./chart.js";
import { type Figure, renderFigure } from "./figure.js";
import { INK } from "./palette.js";
import { strokeFill, strokeOf } from "./stroke.js";
import { type Point, shareAxis, timeAxis, xyPlot } from "./xy-plot.js";

/** Worse fits than these would only hide the others. */
const MOST_FITS = 3;

/** Whole, so that it shows between the dashes of the fits that lie on it. */
const MEASURED = { colour: INK, dash: [] };
/** The picture goes so far beyond the longest times. */
const BEYOND = 1.25;

export interface FitChart {
  /** Without the ending. */
  readonly name: string;
  readonly content: Buffer;
}

/** A picture for each kind of times in a file. */
export function renderFits({ file, times }: FittedFile, version: string, options: RenderOptions): readonly FitChart[] {
  return times.map((each, index) => {
    const caption = { title: each.name, question: "What share of the times is no longer than this?" };
    const source = `${file} · ${formatNumberOf(each.count, "time")} · Understudy ${version}`;
    return { name: `fit-${each.key ?? index + 1}`, content: renderFigure(caption, source, figureOf(each), options) };
  });
}

function figureOf({ fits, curveSeconds }: FittedTimes): Figure {
  const drawn = fits.slice(0, MOST_FITS);
  const lines = [
    { label: "measured", stroke: MEASURED, points: pointsOf(curveSeconds) },
    ...drawn.map((fit, index) => ({
      label: fit.name,
      stroke: strokeOf(index + 1),
      points: pointsOf(fit.curveSeconds),
    })),
  ];
  // The long tail of a fit that is none would press all else against the left edge.
  const end = curveSeconds[curveSeconds.length - 1]! * BEYOND;
  return {
    remark: drawn.length < fits.length ? `The ${drawn.length} best of ${fits.length} fits.` : null,
    legend: lines.map(({ label, stroke }) => strokeFill(label, stroke)),
    nothing: "Nothing to show: nothing was measured.",
    plot: end > 0 ? xyPlot({ x: timeAxis("time", end), y: shareAxis("share of the times"), lines }) : null,
  };
}

function pointsOf(curve: readonly number[]): readonly Point[] {
  return curve.map((x, index) => ({ x, y: CURVE_SHARES[index]! }));
}
