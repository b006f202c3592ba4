/** Charts whose vertical axis is a list of rows over an axis of time: names on the left, headings between groups. */
import type { ChartConfiguration, Plugin, ScaleOptionsByType } from "chart.js";
import { BACKGROUND, GRID, INK, QUIET_INK } from "./palette.js";
import { drawText, ellipsize, textWidth, type Pen } from "./pen.js";
import { runTicks, type RunTime, timeTicks } from "./time-axis.js";
import { FIGURE_WIDTH, TEXT_SIZE } from "./figure.js";

/** A row of the chart; a heading has nothing in it and may be as wide as the picture. */
export interface Row {
  readonly label: string;
  readonly heading: boolean;
}

export interface RowsPlot {
  readonly rows: readonly Row[];
  readonly rowHeight: number;
  /** The end of the time axis, in seconds. */
  readonly endSeconds: number;
  /** What the axis tells, without the unit: `time since the fault`; or the run, whose clock it shows. */
  readonly axis: string | RunTime;
  readonly plugins: readonly Plugin[];
  readonly rightMargin: number;
}

const LONGEST_LABEL = 230;
const AXIS_HEIGHT = 42;
const MOST_TICKS = 14;

/** Named rows over an axis of time, in the height that they need; plugins draw what lies in them. */
export function rowsPlot(plot: RowsPlot): { height: number; rightMargin: number; configuration: ChartConfiguration } {
  const { title, ticks } = axisOf(plot);
  const labels = plot.rows.map(({ label, heading }) => (heading ? "" : ellipsize(label, LONGEST_LABEL, TEXT_SIZE)));
  const labelWidth = Math.max(0, ...labels.map((label) => textWidth(label, TEXT_SIZE)));
  const x: Partial<ScaleOptionsByType<"linear">> = {
    min: 0,
    max: plot.endSeconds,
    title: {
      display: true,
      text: title,
      align: "start",
      color: QUIET_INK,
      padding: { top: 0, bottom: 0 },
    } as never,
    grid: { color: GRID, drawTicks: false } as never,
    border: { display: false } as never,
    ticks: {
      padding: 6,
      maxRotation: 0,
      autoSkip: false,
      callback: (_: unknown, index: number) => ticks[index]?.label ?? "",
    } as never,
    afterBuildTicks: (scale) => {
      scale.ticks = ticks.map(({ value }) => ({ value }));
    },
  };
  const configuration = {
    type: "bar",
    data: { labels, datasets: [] },
    options: {
      indexAxis: "y",
      scales: { x, y: labelAxis(labels, labelWidth) },
    },
    plugins: [headings(plot.rows), ...plot.plugins],
  } as unknown as ChartConfiguration;
  return { height: plot.rows.length * plot.rowHeight + AXIS_HEIGHT, rightMargin: plot.rightMargin, configuration };
}

function axisOf({ axis, endSeconds }: RowsPlot) {
  if (typeof axis !== "string") return { title: "simulated time", ticks: runTicks(axis) };
  const { unit, seconds, label } = timeTicks(endSeconds, MOST_TICKS);
  return { title: `${axis} (${unit})`, ticks: seconds.map((value) => ({ value, label: label(value) })) };
}

/** Headings stand flush left in their row, across names and plot. */
export function headings(rows: readonly Row[]): Plugin {
  return {
    id: "headings",
    afterDraw: ({ ctx, chartArea, scales }) => {
      const pen = ctx as unknown as Pen;
      const { left } = scales["y"]!;
      const height = chartArea.height / rows.length;
      rows.forEach(({ label, heading }, index) => {
        if (!heading) return;
        const top = chartArea.top + index * height;
        const text = ellipsize(label, FIGURE_WIDTH - 2 * left, TEXT_SIZE, 600);
        pen.fillStyle = BACKGROUND;
        pen.fillRect(left, top - 1, FIGURE_WIDTH - left, height + 1);
        drawText(pen, text, left, top + height / 2, { size: TEXT_SIZE, weight: 600, colour: INK });
      });
    },
  };
}

/** The axis beside which the names of rows stand. */
export function labelAxis(labels: readonly string[], width: number) {
  return {
    labels,
    grid: { display: false },
    border: { display: false },
    afterFit: (scale: { width: number }) => {
      scale.width = Math.ceil(width) + 10;
    },
    ticks: { autoSkip: false, padding: 6, crossAlign: "far" as const, color: INK },
  };
}
