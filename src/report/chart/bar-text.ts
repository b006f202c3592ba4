/** What is drawn over the bars that Chart.js drew: hatching that keeps colours apart in grey, and text in and beside them. */
import type { Chart as ChartOfLibrary, Plugin } from "chart.js";
import { BACKGROUND, INK, type NamedFill } from "./palette.js";
import { drawText, hatchRectangle, textWidth, type Pen, type Rectangle } from "./pen.js";

const SIZE = 11;
const INSIDE_PADDING = 8;

export interface BarText {
  /** The fill of a bar, whose hatching is drawn. */
  fill(dataset: number, row: number): NamedFill;
  /** Text within a bar, drawn when it fits. */
  inside(dataset: number, row: number): string;
  /** Text right of the last bar of a row. */
  beside(row: number): string;
}

export function barText(text: BarText): Plugin {
  return {
    id: "bar-text",
    afterDatasetsDraw: (chart) => {
      const pen = chart.ctx as unknown as Pen;
      const ends = new Map<number, { x: number; y: number }>();
      for (const { dataset, row, rectangle } of barsOf(chart)) {
        const fill = text.fill(dataset, row);
        hatchRectangle(pen, rectangle, fill.hatch, fill.ink);
        drawInside(pen, text.inside(dataset, row), rectangle, fill);
        const x = Math.max(ends.get(row)?.x ?? 0, rectangle.x + rectangle.width);
        ends.set(row, { x, y: rectangle.y + rectangle.height / 2 });
      }
      for (const [row, { x, y }] of ends) drawBeside(pen, text.beside(row), x + 6, y);
    },
  };
}

function drawBeside(pen: Pen, text: string, x: number, y: number): void {
  pen.fillStyle = BACKGROUND;
  pen.fillRect(x - 2, y - SIZE / 2, textWidth(text, SIZE) + 4, SIZE);
  drawText(pen, text, x, y, { size: SIZE, colour: INK });
}

/** Width that text beside a bar takes. */
export function besideWidth(text: string): number {
  return textWidth(text, SIZE) + 6;
}

function drawInside(pen: Pen, text: string, { x, y, width, height }: Rectangle, fill: NamedFill): void {
  if (text === "") return;
  const needed = textWidth(text, SIZE, 600);
  if (needed + INSIDE_PADDING > width) return;
  if (fill.hatch !== "none") {
    pen.fillStyle = fill.colour;
    pen.fillRect(x + (width - needed) / 2 - 2, y + 2, needed + 4, height - 4);
  }
  drawText(pen, text, x + width / 2, y + height / 2, { size: SIZE, weight: 600, colour: fill.ink, align: "center" });
}

interface DrawnBar {
  readonly dataset: number;
  readonly row: number;
  readonly rectangle: Rectangle;
}

/** The bars as they lie on the canvas; rows without a value have none. */
function barsOf(chart: ChartOfLibrary): readonly DrawnBar[] {
  return chart.data.datasets.flatMap(({ data }, dataset) =>
    chart.getDatasetMeta(dataset).data.flatMap((element, row) => {
      if (data[row] === null) return [];
      const { x, y, base, height } = element.getProps(["x", "y", "base", "height"], true) as Record<string, number>;
      const rectangle = { x: Math.min(x!, base!), y: y! - height! / 2, width: Math.abs(x! - base!), height: height! };
      return [{ dataset, row, rectangle }];
    }),
  );
}
