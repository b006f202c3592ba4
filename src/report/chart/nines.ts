/** Availability as nines with its interval: each further nine is a tenth of the downtime. */
import type { Plugin } from "chart.js";
import { formatNines, formatShare } from "../number-format.js";
import { measureOf } from "../policy-facts.js";
import { availabilityKey, subjectsOf } from "../subjects.js";
import { nines } from "../../stats/index.js";
import type { MeasureSummary, Summary } from "../../result/index.js";
import { besideWidth } from "./bars.js";
import { cappedRows } from "./capped-rows.js";
import type { Chart } from "./chart.js";
import { renderFigure, type Figure } from "./figure.js";
import { GRID, INK, QUIET_INK } from "./palette.js";
import { drawText, type Pen } from "./pen.js";
import { rowsPlot } from "./rows.js";
import { strokeOf } from "./stroke.js";

export const ninesOfAvailability: Chart = {
  name: "nines",
  title: "Availability in nines",
  question: "How available was each service by time? Each nine more is a tenth of the downtime.",
  applies: (summary) => rowsOf(summary).length > 0,
  render: (summary, options) => renderFigure(ninesOfAvailability, summary, figureOf(summary), options),
};

interface NinesRow {
  readonly label: string;
  readonly measure: MeasureSummary;
  readonly mean: number;
}

function rowsOf({ policies }: Summary): readonly NinesRow[] {
  return policies.flatMap((policy) =>
    subjectsOf(policy).flatMap((subject) => {
      const { name } = subject;
      const measure = measureOf(policy, availabilityKey(subject));
      const label = policies.length > 1 ? `${policy.policy} · ${name}` : name;
      return measure === undefined || measure.mean === null ? [] : [{ label, measure, mean: measure.mean }];
    }),
  );
}

const ROW_HEIGHT = 36;
const MARK = 6;
const LEAST_NINES = 3;

function figureOf(summary: Summary): Figure {
  const { rows, leftOut } = cappedRows(rowsOf(summary));
  const single = rows.every(({ measure }) => measure.interval === null);
  const never = rows.some(({ mean }) => mean >= 1);
  const remarks = [
    single ? "Without several replications nothing tells how far chance goes." : "Lines: intervals of the mean.",
    never ? "An arrow: no downtime was seen, so that there is no number of nines." : null,
    leftOut,
  ].filter((each) => each !== null);
  const end = Math.max(LEAST_NINES, Math.ceil(rows.reduce((most, row) => Math.max(most, farthest(row)), 0) + 0.05));
  const texts = rows.map(({ mean }) => (mean < 0.9 ? formatShare(mean) : `${formatShare(mean)}, ${formatNines(mean)}`));
  const plot =
    rows.length === 0
      ? null
      : rowsPlot({
          rows: rows.map(({ label }) => ({ label, heading: false })),
          rowHeight: ROW_HEIGHT,
          endSeconds: end,
          axis: "",
          plugins: [points(rows, texts, end)],
          rightMargin: Math.max(...texts.map(besideWidth)) + 12,
        });
  return {
    remark: rows.length === 0 ? null : remarks.join(" "),
    legend: [],
    nothing: "Nothing to show: no availability was measured.",
    plot: plot === null ? null : withNinesAxis(plot, end),
  };
}

/** Rows over an axis of nines instead of one of time. */
function withNinesAxis(plot: NonNullable<Figure["plot"]>, end: number): Figure["plot"] {
  const options = plot.configuration.options as unknown as { scales: { x: Record<string, unknown> } };
  const scales = {
    ...options.scales,
    x: {
      min: 0,
      max: end,
      title: {
        display: true,
        text: "availability by time (%; each mark is one nine more)",
        align: "start",
        color: QUIET_INK,
        padding: 0,
      },
      grid: { color: GRID, drawTicks: false },
      border: { display: false },
      ticks: { padding: 6, stepSize: 1, callback: (value: number | string) => tickOf(Number(value)) },
    },
  };
  return { ...plot, configuration: { ...plot.configuration, options: { ...options, scales } as never } };
}

function tickOf(count: number): string {
  return ["0", "90", "99"][count] ?? `99.${"9".repeat(count - 2)}`;
}

function farthest({ measure, mean }: NinesRow): number {
  return Math.max(finite(mean), measure.interval === null ? 0 : finite(measure.interval.high));
}

function finite(availability: number): number {
  const value = ninesOf(availability);
  return value === Infinity ? 0 : value;
}

function ninesOf(availability: number): number {
  return nines(Math.min(1, Math.max(0, 1 - availability)));
}

function points(rows: readonly NinesRow[], texts: readonly string[], end: number): Plugin {
  return {
    id: "nines",
    afterDatasetsDraw: ({ ctx, chartArea }) => {
      const pen = ctx as unknown as Pen;
      const { left, right, top, bottom } = chartArea;
      const height = (bottom - top) / rows.length;
      const x = (availability: number): number => left + (Math.min(end, ninesOf(availability)) / end) * (right - left);
      const { colour } = strokeOf(0);
      pen.setLineDash([]);
      rows.forEach(({ measure: { interval }, mean }, index) => {
        const y = top + (index + 0.5) * height;
        pen.strokeStyle = colour;
        pen.fillStyle = colour;
        pen.lineWidth = 2;
        if (interval !== null) strokeInterval(pen, x(interval.low), x(interval.high), y);
        if (mean >= 1) drawArrow(pen, right, y);
        else {
          pen.beginPath();
          pen.arc(x(mean), y, MARK, 0, 2 * Math.PI);
          pen.fill();
        }
        drawText(pen, texts[index]!, right + 12, y, { size: 11, colour: INK });
      });
    },
  };
}

function strokeInterval(pen: Pen, low: number, high: number, y: number): void {
  pen.beginPath();
  pen.moveTo(low, y);
  pen.lineTo(high, y);
  for (const x of [low, high]) {
    pen.moveTo(x, y - MARK);
    pen.lineTo(x, y + MARK);
  }
  pen.stroke();
}

function drawArrow(pen: Pen, right: number, y: number): void {
  pen.beginPath();
  pen.moveTo(right, y);
  pen.lineTo(right - 12, y - MARK);
  pen.lineTo(right - 12, y + MARK);
  pen.closePath();
  pen.fill();
}
