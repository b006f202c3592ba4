/** Panels of what happened around one incident, each on an axis of its own: states of actors as strips, steps as bars. */
import type { Plugin } from "chart.js";
import { conditionOf, type Phase } from "../../result/index.js";
import { FIGURE_MARGIN, FIGURE_WIDTH, TEXT_SIZE, type Plot } from "./figure.js";
import {
  CONDITION_FILLS,
  GRID_OVER_SHADE,
  INK,
  OUTAGE_SHADE,
  PHASE_FILLS,
  QUIET_INK,
  STRIP_OUTLINE,
} from "./palette.js";
import { drawText, ellipsize, fillRectangle, textWidth, type Pen } from "./pen.js";
import { timeTicks } from "./time-axis.js";

/** Seconds since the fault. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

export type TimelineRow =
  | {
      readonly kind: "strip";
      readonly label: string;
      readonly states: readonly (Stretch & { readonly state: string })[];
    }
  | ({ readonly kind: "step"; readonly label: string; readonly phase: Phase; readonly text: string } & Stretch)
  /** Stands for rows that were left out. */
  | { readonly kind: "gap"; readonly label: string };

export interface TimelinePanel extends Stretch {
  readonly heading: string;
  readonly rows: readonly TimelineRow[];
  /** While this lasted the service was away. */
  readonly outage: Stretch | null;
  /** What the axis tells, without the unit. */
  readonly axis: string;
}

const HEADING_HEIGHT = 30;
const ROW_HEIGHTS = { strip: 24, step: 24, gap: 20 } as const;
const AXIS_HEIGHT = 44;
const BAR_HEIGHT = 16;
const LEAST_BAR = 3;
const LONGEST_LABEL = 200;
const SMALL = 11;
const MOST_TICKS = 14;

export function timelinePlot(panels: readonly TimelinePanel[]): Plot {
  return {
    height: panels.reduce((sum, panel) => sum + heightOf(panel), 0),
    rightMargin: 0,
    configuration: {
      type: "bar",
      data: { labels: [], datasets: [] },
      options: { scales: { x: { display: false }, y: { display: false } } },
      plugins: [drawPanels(panels)],
    },
  };
}

function heightOf({ rows }: TimelinePanel): number {
  return HEADING_HEIGHT + rows.reduce((sum, { kind }) => sum + ROW_HEIGHTS[kind], 0) + AXIS_HEIGHT;
}

/** Where a panel's rows lie, and where an instant does. */
interface Place {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  x(seconds: number): number;
}

function drawPanels(panels: readonly TimelinePanel[]): Plugin {
  return {
    id: "timeline",
    afterDraw: ({ ctx, chartArea }) => {
      const pen = ctx as unknown as Pen;
      const labels = panels.flatMap(({ rows }) => rows.map(({ label }) => ellipsize(label, LONGEST_LABEL, TEXT_SIZE)));
      const left = Math.round(FIGURE_MARGIN + Math.max(...labels.map((label) => textWidth(label, TEXT_SIZE))) + 12);
      const right = FIGURE_WIDTH - FIGURE_MARGIN;
      let top = chartArea.top;
      for (const panel of panels) {
        const { from, to } = panel;
        const x = (seconds: number): number => left + ((seconds - from) / (to - from)) * (right - left);
        const bottom = top + heightOf(panel) - AXIS_HEIGHT;
        drawPanel(pen, panel, { left, right, top: top + HEADING_HEIGHT, bottom, x });
        top = bottom + AXIS_HEIGHT;
      }
    },
  };
}

function drawPanel(pen: Pen, panel: TimelinePanel, place: Place): void {
  const heading = ellipsize(panel.heading, FIGURE_WIDTH - 2 * FIGURE_MARGIN, TEXT_SIZE, 600);
  const style = { size: TEXT_SIZE, weight: 600, colour: INK } as const;
  drawText(pen, heading, FIGURE_MARGIN, place.top - HEADING_HEIGHT / 2, style);
  drawAxis(pen, panel, place);
  let y = place.top;
  for (const row of panel.rows) {
    const middle = y + ROW_HEIGHTS[row.kind] / 2;
    const label = ellipsize(row.label, LONGEST_LABEL, TEXT_SIZE);
    const colour = row.kind === "gap" ? QUIET_INK : INK;
    drawText(pen, label, FIGURE_MARGIN, middle, { size: TEXT_SIZE, colour });
    if (row.kind === "strip") for (const state of row.states) drawState(pen, state, place, middle);
    if (row.kind === "strip") outline(pen, place, middle);
    if (row.kind === "step") drawStep(pen, row, place, middle);
    y += ROW_HEIGHTS[row.kind];
  }
}

/** The outage shaded, round times as lines, and below them what they are. */
function drawAxis(pen: Pen, { from, to, outage, axis }: TimelinePanel, { left, top, bottom, x }: Place): void {
  if (outage !== null) {
    const start = x(Math.max(from, outage.from));
    pen.fillStyle = OUTAGE_SHADE;
    pen.fillRect(start, top, x(Math.min(to, outage.to)) - start, bottom - top);
  }
  const { unit, seconds, label } = timeTicks(to, MOST_TICKS);
  for (const at of seconds) {
    pen.fillStyle = GRID_OVER_SHADE;
    pen.fillRect(Math.round(x(at)), top, 1, bottom - top);
    drawText(pen, label(at), x(at), bottom + 10, { size: TEXT_SIZE, colour: INK, align: "center" });
  }
  drawText(pen, `${axis} (${unit})`, left, bottom + 28, { size: TEXT_SIZE, colour: QUIET_INK });
}

function drawState(pen: Pen, { from, to, state }: Stretch & { state: string }, { x }: Place, middle: number): void {
  const fill = CONDITION_FILLS[conditionOf(state)];
  const width = Math.max(1, x(to) - x(from));
  fillRectangle(pen, { x: x(from), y: middle - BAR_HEIGHT / 2, width, height: BAR_HEIGHT }, fill);
  const needed = textWidth(state, SMALL);
  if (needed + 8 > width) return;
  const centre = x(from) + width / 2;
  clear(pen, fill.colour, centre - needed / 2, middle, needed);
  drawText(pen, state, centre, middle, { size: SMALL, colour: fill.ink, align: "center" });
}

function outline(pen: Pen, { left, right }: Place, middle: number): void {
  pen.strokeStyle = STRIP_OUTLINE;
  pen.lineWidth = 0.75;
  pen.setLineDash([]);
  pen.strokeRect(left, middle - BAR_HEIGHT / 2, right - left, BAR_HEIGHT);
}

type StepRow = Extract<TimelineRow, { kind: "step" }>;

/** Its text stands in the bar where it fits, else right of it, else left. */
function drawStep(pen: Pen, { from, to, phase, text }: StepRow, { left, right, x }: Place, middle: number): void {
  const fill = PHASE_FILLS[phase];
  const width = Math.max(LEAST_BAR, x(to) - x(from));
  const start = Math.min(x(from), right - width);
  fillRectangle(pen, { x: start, y: middle - BAR_HEIGHT / 2, width, height: BAR_HEIGHT }, fill);
  const needed = textWidth(text, SMALL);
  if (needed + 12 <= width) {
    clear(pen, fill.colour, start + (width - needed) / 2, middle, needed);
    drawText(pen, text, start + width / 2, middle, { size: SMALL, colour: fill.ink, align: "center" });
    return;
  }
  const [before, after] = [start - left - 8, right - start - width - 8];
  const shown = ellipsize(text, Math.max(before, after), SMALL);
  const isRight = needed <= after || after >= before;
  const at = isRight ? start + width + 6 : start - 6 - textWidth(shown, SMALL);
  drawText(pen, shown, at, middle, { size: SMALL, colour: INK });
}

/** Room for text over hatching. */
function clear(pen: Pen, colour: string, x: number, middle: number, width: number): void {
  pen.fillStyle = colour;
  pen.fillRect(x - 3, middle - SMALL / 2 - 1, width + 6, SMALL + 2);
}
