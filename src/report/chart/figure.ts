/** The frame that all charts share: title and question flush left, legend, the plot drawn by Chart.js, and where it came from. */
import type { ChartConfiguration, Plugin } from "chart.js";
import { ChartJSNodeCanvas } from "chartjs-node-canvas";
import type { Summary } from "../../result/index.js";
import { formatNumberOf } from "../number-format.js";
import type { Chart, RenderOptions } from "./chart.js";
import { BACKGROUND, INK, QUIET_INK, type NamedFill } from "./palette.js";
import { drawText, ellipsize, fillRectangle, FONT_FAMILY, textWidth, wrapText, type Pen } from "./pen.js";

export const FIGURE_WIDTH = 960;
export const TEXT_SIZE = 12;
export const FIGURE_MARGIN = 20;
const TITLE_SIZE = 18;
const QUESTION_SIZE = 13;
const SOURCE_SIZE = 10.5;
const SOURCE_HEIGHT = 24;
const SWATCH = 12;
const LEGEND_ROW = 20;
const LONGEST_LEGEND = 420;
const NOTHING_HEIGHT = 80;

/** What a chart gives to be framed; the plot is `null` when there is nothing to show. */
export interface Figure {
  /** What is special about this picture, after the question: what was left out, of which of many it speaks. */
  readonly remark: string | null;
  readonly legend: readonly NamedFill[];
  readonly plot: Plot | null;
  /** Said in the place of the plot when there is none. */
  readonly nothing: string;
}

export interface Plot {
  /** Height of the plot with its axis, without the frame. */
  readonly height: number;
  /** Room right of the axis for text of the chart's own. */
  readonly rightMargin: number;
  readonly configuration: ChartConfiguration;
}

interface Placed {
  readonly text: string;
  readonly y: number;
  readonly size: number;
  readonly weight: 400 | 600;
  readonly colour: string;
}

/** What a picture is called and asked for. */
export type Caption = Pick<Chart, "title" | "question">;

/** What results say of where they came from: a summary, a comparison, a sweep. */
export interface Origin extends Pick<Summary, "seed" | "version" | "partial"> {
  readonly scenario: { readonly name: string };
  readonly policies: readonly { readonly replicationsRun: number }[];
}

/** @param origin where the numbers came from: results, or a sentence */
export function renderFigure(chart: Caption, origin: Origin | string, figure: Figure, options: RenderOptions): Buffer {
  const header = headerOf(chart, figure);
  const legend = placeLegend(figure.legend, header.height);
  const top = legend.height === 0 ? header.height + 6 : header.height + legend.height + 8;
  const plotHeight = figure.plot?.height ?? NOTHING_HEIGHT;
  const height = Math.ceil(top + plotHeight + SOURCE_HEIGHT + 6);
  const frame: Plugin = {
    id: "frame",
    beforeDraw: ({ ctx }) => {
      const pen = ctx as unknown as Pen;
      pen.fillStyle = BACKGROUND;
      pen.fillRect(0, 0, FIGURE_WIDTH, height);
      for (const { text, y, size, weight, colour } of header.lines) {
        drawText(pen, text, FIGURE_MARGIN, y, { size, weight, colour, baseline: "alphabetic" });
      }
      drawLegend(pen, legend);
      if (figure.plot === null) {
        drawText(pen, figure.nothing, FIGURE_MARGIN, top + NOTHING_HEIGHT / 2, { size: QUESTION_SIZE, colour: INK });
      }
      const source = ellipsize(sourceOf(origin), FIGURE_WIDTH - 2 * FIGURE_MARGIN, SOURCE_SIZE);
      drawText(pen, source, FIGURE_MARGIN, height - 14, { size: SOURCE_SIZE, colour: QUIET_INK });
    },
  };
  const configuration = withFrame(
    figure.plot?.configuration ?? EMPTY,
    frame,
    options.format === "svg" ? 1 : options.pixelRatio,
    {
      top,
      bottom: SOURCE_HEIGHT + 6,
      left: FIGURE_MARGIN,
      right: FIGURE_MARGIN + (figure.plot?.rightMargin ?? 0),
    },
  );
  const canvas = canvasFor(height, options);
  return options.format === "svg"
    ? withStableIds(canvas.renderToBufferSync(configuration, "image/svg+xml"))
    : canvas.renderToBufferSync(configuration);
}

/** Skia numbers clip paths through the whole process: numbered anew, the same picture is the same file. */
function withStableIds(svg: Buffer): Buffer {
  const ids = new Map<string, string>();
  const renamed = svg.toString("utf8").replace(/(?<=id="|url\(#)cl_[0-9a-f]+(?="|\))/g, (id) => {
    if (!ids.has(id)) ids.set(id, `clip-${ids.size + 1}`);
    return ids.get(id)!;
  });
  return Buffer.from(renamed, "utf8");
}

const EMPTY: ChartConfiguration = {
  type: "bar",
  data: { labels: [], datasets: [] },
  options: { scales: { x: { display: false }, y: { display: false } } },
};

/** One for each format: making one loads Chart.js anew, which takes longer than to draw a picture. */
const canvases = new Map<RenderOptions["format"], ChartJSNodeCanvas>();

function canvasFor(height: number, { format }: RenderOptions): ChartJSNodeCanvas {
  const canvas = canvases.get(format) ?? newCanvas(height, format);
  canvases.set(format, canvas);
  // It makes a canvas of this size for each picture; that pictures have the height of their plot, tests see.
  Object.assign(canvas, { _height: height });
  return canvas;
}

function newCanvas(height: number, format: RenderOptions["format"]): ChartJSNodeCanvas {
  return new ChartJSNodeCanvas({
    width: FIGURE_WIDTH,
    height,
    ...(format === "svg" ? { type: "svg" as const } : {}),
    chartCallback: ({ defaults }) => {
      defaults.font.family = FONT_FAMILY;
      defaults.font.size = TEXT_SIZE;
      defaults.color = INK;
    },
  });
}

function withFrame(
  configuration: ChartConfiguration,
  frame: Plugin,
  pixelRatio: number,
  padding: { top: number; bottom: number; left: number; right: number },
): ChartConfiguration {
  return {
    ...configuration,
    plugins: [frame, ...(configuration.plugins ?? [])],
    options: {
      ...configuration.options,
      devicePixelRatio: pixelRatio,
      layout: { padding, autoPadding: false },
      plugins: { ...configuration.options?.plugins, legend: { display: false }, title: { display: false } },
    },
  };
}

function headerOf(chart: Caption, figure: Figure): { readonly lines: readonly Placed[]; readonly height: number } {
  const width = FIGURE_WIDTH - 2 * FIGURE_MARGIN;
  const under = figure.remark === null ? chart.question : `${chart.question} ${figure.remark}`;
  const lines: Placed[] = [];
  let y = 14;
  for (const text of wrapText(chart.title, width, TITLE_SIZE, 600)) {
    lines.push({ text, y: (y += 20), size: TITLE_SIZE, weight: 600, colour: INK });
  }
  y += 3;
  for (const text of wrapText(under, width, QUESTION_SIZE)) {
    lines.push({ text, y: (y += 18), size: QUESTION_SIZE, weight: 400, colour: QUIET_INK });
  }
  return { lines, height: y + 10 };
}

interface Legend {
  readonly entries: readonly { readonly fill: NamedFill; readonly x: number; readonly y: number }[];
  readonly height: number;
}

/** Entries in rows, flush left, as many as fit in each. */
function placeLegend(fills: readonly NamedFill[], top: number): Legend {
  let x = FIGURE_MARGIN;
  let y = top;
  const entries = fills.map(({ label, ...rest }) => {
    const fill = { ...rest, label: ellipsize(label, LONGEST_LEGEND, TEXT_SIZE) };
    const width = swatchWidth(fill) + 6 + textWidth(fill.label, TEXT_SIZE) + 18;
    if (x > FIGURE_MARGIN && x + width > FIGURE_WIDTH - FIGURE_MARGIN) {
      x = FIGURE_MARGIN;
      y += LEGEND_ROW;
    }
    const placed = { fill, x, y };
    x += width;
    return placed;
  });
  return { entries, height: fills.length === 0 ? 0 : y + LEGEND_ROW - top };
}

function drawLegend(pen: Pen, { entries }: Legend): void {
  for (const { fill, x, y } of entries) {
    if (fill.dash === undefined) fillRectangle(pen, { x, y: y + 4, width: SWATCH, height: SWATCH }, fill);
    else drawStroke(pen, x, y + 4 + SWATCH / 2, fill.colour, fill.dash);
    drawText(pen, fill.label, x + swatchWidth(fill) + 6, y + 4 + SWATCH / 2, { size: TEXT_SIZE, colour: INK });
  }
}

/** Strokes are longer than swatches are wide, so that their dashes can be told apart. */
function swatchWidth({ dash }: NamedFill): number {
  return dash === undefined ? SWATCH : 2 * SWATCH;
}

function drawStroke(pen: Pen, x: number, y: number, colour: string, dash: readonly number[]): void {
  pen.strokeStyle = colour;
  pen.lineWidth = 2.5;
  pen.setLineDash([...dash]);
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x + 2 * SWATCH, y);
  pen.stroke();
  pen.setLineDash([]);
}

/** Enough to make the picture again. */
function sourceOf(origin: Origin | string): string {
  if (typeof origin === "string") return origin;
  const { scenario, seed, version, partial, policies } = origin;
  const replications = Math.max(0, ...policies.map((policy) => policy.replicationsRun));
  const facts = [scenario.name, `seed ${seed}`, formatNumberOf(replications, "replication"), `Understudy ${version}`];
  return [...facts, ...(partial ? ["interrupted"] : [])].join(" · ");
}
