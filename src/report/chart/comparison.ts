/** Differences from the baseline with their intervals, one row for each measure and policy, better to the right. */
import type { Plugin } from "chart.js";
import type { ComparedMeasure, Comparison, ComparisonVerdict, MeasuredDifference } from "../../result/index.js";
import { formatDifference } from "../difference-format.js";
import { formatNumberOf, formatShare } from "../number-format.js";
import { besideWidth } from "./bars.js";
import type { RenderOptions } from "./chart.js";
import { FIGURE_WIDTH, renderFigure, TEXT_SIZE, type Figure } from "./figure.js";
import { GRID, INK, QUIET_INK, type NamedFill } from "./palette.js";
import { drawText, ellipsize, textWidth, type Pen } from "./pen.js";
import { headings, type Row, labelAxis } from "./rows.js";

const COMPARISON_CAPTION = {
  title: "Differences from the baseline",
  question: "Which policy is better, on the same random numbers, by more than chance?",
} as const;

/** @param comparison at least two policies; without a measure that both have the picture says so */
export function renderComparison(comparison: Comparison, options: RenderOptions): Buffer {
  return renderFigure(COMPARISON_CAPTION, comparison, figureOf(comparison), options);
}

const ROW_HEIGHT = 30;
const AXIS_HEIGHT = 34;
const LONGEST_LABEL = 220;
const POINT = 5;
/** How much of the plot's half the longest interval of a measure takes. */
const REACH = 0.92;

const INKS: Readonly<Record<ComparisonVerdict, NamedFill>> = {
  better: { label: "better", colour: "#009e73", hatch: "none", ink: INK },
  worse: { label: "worse", colour: "#c44e00", hatch: "none", ink: INK },
  higher: { label: "higher", colour: "#0072b2", hatch: "none", ink: INK },
  lower: { label: "lower", colour: "#0072b2", hatch: "none", ink: INK },
  equivalent: { label: "equivalent within the margin", colour: "#56b4e9", hatch: "none", ink: INK },
  "no difference seen": { label: "no difference seen", colour: "#8a8a8a", hatch: "none", ink: INK },
};

interface DifferenceRow extends Row {
  /** `null` in headings. */
  readonly shown: { readonly measure: ComparedMeasure; readonly difference: MeasuredDifference } | null;
  readonly text: string;
}

function figureOf(comparison: Comparison): Figure {
  const rows = comparison.measures.flatMap(rowsOf);
  const verdicts = new Set(rows.flatMap(({ shown }) => (shown === null ? [] : [shown.difference.verdict])));
  const { level, comparisons, baseline } = comparison;
  return {
    remark:
      `Baseline: ${baseline}. Each measure has its own scale, with zero in the middle. Intervals of ` +
      `${formatShare(level)} for ${formatNumberOf(comparisons, "comparison")} together.`,
    legend: (Object.keys(INKS) as ComparisonVerdict[]).filter((each) => verdicts.has(each)).map((each) => INKS[each]),
    nothing: "Nothing to compare: no measure had a value under two policies.",
    plot: rows.length === 0 ? null : plotOf(rows),
  };
}

function rowsOf(measure: ComparedMeasure): readonly DifferenceRow[] {
  const rows = measure.differences.map((difference) => ({
    label: difference.label,
    heading: false,
    shown: { measure, difference },
    text: `${formatDifference(difference.mean, measure.unit)}, ${difference.verdict}`,
  }));
  return [{ label: measure.key, heading: true, shown: null, text: "" }, ...rows];
}

function plotOf(rows: readonly DifferenceRow[]): Figure["plot"] {
  const labels = rows.map(({ label, heading }) => (heading ? "" : ellipsize(label, LONGEST_LABEL, TEXT_SIZE)));
  const labelWidth = Math.max(0, ...labels.map((label) => textWidth(label, TEXT_SIZE)));
  return {
    height: rows.length * ROW_HEIGHT + AXIS_HEIGHT,
    rightMargin: Math.min(FIGURE_WIDTH / 3, Math.max(...rows.map(({ text }) => besideWidth(text))) + 8),
    configuration: {
      type: "bar",
      data: { labels, datasets: [] },
      options: {
        indexAxis: "y",
        scales: {
          x: {
            min: -1,
            max: 1,
            grid: { display: false },
            border: { display: false },
            ticks: { display: false },
            title: { display: true, text: "←  worse                    better  →", color: QUIET_INK },
          },
          y: labelAxis(labels, labelWidth),
        },
      } as never,
      plugins: [differences(rows), headings(rows)],
    },
  };
}

function differences(rows: readonly DifferenceRow[]): Plugin {
  return {
    id: "differences",
    afterDraw: ({ ctx, chartArea }) => {
      const pen = ctx as unknown as Pen;
      const { left, right, top, bottom } = chartArea;
      const [middle, half, height] = [(left + right) / 2, ((right - left) / 2) * REACH, (bottom - top) / rows.length];
      line(pen, middle, top, middle, bottom, GRID, 1.5);
      rows.forEach(({ shown, text }, index) => {
        if (shown === null) return;
        const y = Math.round(top + (index + 0.5) * height);
        drawText(pen, text, right + 8, y, { size: 11, colour: INK });
        const { measure, difference } = shown;
        if (difference.mean === null) return;
        const direction = measure.better === "lower" ? -1 : 1;
        const scale = reachOf(measure);
        const at = (value: number): number => middle + (scale === 0 ? 0 : (direction * value * half) / scale);
        const { colour } = INKS[difference.verdict];
        if (measure.margin !== null) shadeMargin(pen, at(-measure.margin), at(measure.margin), y, height, left, right);
        if (difference.interval !== null)
          drawInterval(pen, at(difference.interval.low), at(difference.interval.high), y, colour);
        pen.fillStyle = colour;
        pen.beginPath();
        pen.arc(at(difference.mean), y, POINT, 0, 2 * Math.PI);
        pen.fill();
      });
    },
  };
}

/** The farthest end of the intervals of a measure. */
function reachOf({ differences: all }: ComparedMeasure): number {
  const ends = all.flatMap(({ mean, interval }) => [mean ?? 0, interval?.low ?? 0, interval?.high ?? 0]);
  return Math.max(...ends.map(Math.abs));
}

function drawInterval(pen: Pen, low: number, high: number, y: number, colour: string): void {
  line(pen, low, y, high, y, colour, 2);
  line(pen, low, y - POINT, low, y + POINT, colour, 2);
  line(pen, high, y - POINT, high, y + POINT, colour, 2);
}

/** Differences in the shade do not matter. */
function shadeMargin(pen: Pen, a: number, b: number, y: number, height: number, left: number, right: number): void {
  const from = Math.max(left, Math.min(a, b));
  const to = Math.min(right, Math.max(a, b));
  pen.fillStyle = "rgba(86, 180, 233, 0.18)";
  pen.fillRect(from, y - height / 2 + 2, to - from, height - 4);
}

function line(pen: Pen, x1: number, y1: number, x2: number, y2: number, colour: string, width: number): void {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.setLineDash([]);
  pen.beginPath();
  pen.moveTo(x1, y1);
  pen.lineTo(x2, y2);
  pen.stroke();
}
