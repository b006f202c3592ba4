/** Lines and points over two axes, each with its title, unit and round ticks. */
import type { ChartConfiguration, Plugin } from "chart.js";
import { formatCount } from "../number-format.js";
import type { Plot } from "./figure.js";
import { runTicks, type RunTime, timeTicks } from "./time-axis.js";
import { GRID, INK, QUIET_INK } from "./palette.js";
import type { Stroke } from "./stroke.js";

export interface Point {
  readonly x: number;
  readonly y: number | null;
}

export interface Axis {
  /** With the unit: `simulated time (hours)`. */
  readonly title: string;
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
}

export interface XyLine {
  readonly points: readonly Point[];
  readonly stroke: Stroke;
  /** Filled down to zero in this colour, instead of a line. */
  readonly area?: string;
  readonly dots?: boolean;
  /** Between these lines the truth lies, as far as one can tell. */
  readonly band?: { readonly low: readonly Point[]; readonly high: readonly Point[] };
}

export interface XyPlot {
  readonly x: Axis;
  readonly y: Axis;
  readonly lines: readonly XyLine[];
  readonly plugins?: readonly Plugin[];
  readonly rightMargin?: number;
}

const HEIGHT = 380;

export function xyPlot({ x, y, lines, plugins = [], rightMargin = 14 }: XyPlot): Plot {
  const edge = { borderWidth: 0, pointRadius: 0, order: lines.length + 1 };
  const datasets = lines.flatMap(({ points, stroke: { colour, dash }, area, dots, band }, index) => {
    const order = lines.length - index;
    if (area !== undefined) return [{ ...edge, data: points, backgroundColor: area, fill: "origin", order }];
    const own = {
      data: points,
      borderColor: colour,
      backgroundColor: colour,
      borderDash: [...dash],
      borderWidth: 2,
      pointRadius: dots === true ? 4 : 0,
      fill: false,
      // Later lines lie on top: they are dashed, and the earlier ones can be seen between their dashes.
      order,
    };
    if (band === undefined) return [own];
    const shade = { ...edge, backgroundColor: `${colour}26` };
    return [{ ...shade, data: band.low, fill: false }, { ...shade, data: band.high, fill: "-1" }, own];
  });
  const configuration = {
    type: "line",
    data: { datasets },
    options: { animation: false, parsing: false, scales: { x: scaleOf(x, "start"), y: scaleOf(y, "center") } },
    plugins: [...plugins],
  } as unknown as ChartConfiguration;
  return { height: HEIGHT, rightMargin, configuration };
}

function scaleOf({ title, min, max, ticks }: Axis, align: "start" | "center"): object {
  return {
    type: "linear",
    min,
    max,
    title: { display: true, text: title, align, color: QUIET_INK },
    grid: { color: GRID, drawTicks: false },
    border: { display: false },
    ticks: {
      color: INK,
      padding: 6,
      maxRotation: 0,
      autoSkip: false,
      callback: (_: unknown, index: number) => ticks[index]?.label ?? "",
    },
    afterBuildTicks: (scale: { ticks: { value: number }[] }) => {
      scale.ticks = ticks.map(({ value }) => ({ value }));
    },
  };
}

const MOST_TICKS = 14;

/** An axis of time from 0. */
export function timeAxis(title: string, endSeconds: number, most = MOST_TICKS): Axis {
  const { unit, seconds, label } = timeTicks(endSeconds, most);
  return {
    title: `${title} (${unit})`,
    min: 0,
    max: endSeconds,
    ticks: seconds.map((value) => ({ value, label: label(value) })),
  };
}

/** The run from its beginning to its end, by its own clock. */
export function runAxis(scenario: RunTime): Axis {
  const { durationSeconds } = scenario;
  return { title: "simulated time", min: 0, max: durationSeconds, ticks: runTicks(scenario) };
}

/** An axis of shares from 0 to 100 %. */
export function shareAxis(title: string): Axis {
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((value) => ({ value, label: `${value * 100}` }));
  // A line at 100 % is not cut in half by the edge.
  return { title: `${title} (%)`, min: 0, max: 1.01, ticks };
}

const STEPS = [1, 2, 2.5, 5, 10];
const MOST_COUNT_TICKS = 6;

/** An axis of quantities from 0, a little beyond the largest. @param whole no ticks between whole numbers */
export function quantityAxis(title: string, largest: number, { whole = false } = {}): Axis {
  const end = largest > 0 ? largest * 1.05 : 1;
  const magnitude = 10 ** Math.floor(Math.log10(end / MOST_COUNT_TICKS));
  const finest = (STEPS.find((each) => end / (each * magnitude) <= MOST_COUNT_TICKS) ?? 10) * magnitude;
  const step = whole ? Math.max(1, Math.ceil(finest)) : finest;
  const count = Math.floor(end / step + 1e-9);
  const ticks = Array.from({ length: count + 1 }, (_, index) => {
    const value = index * step;
    return { value, label: formatCount(Number(value.toPrecision(6))) };
  });
  return { title, min: 0, max: end, ticks };
}
