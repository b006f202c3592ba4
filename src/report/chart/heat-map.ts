/** A value at every combination of two parameters, as cells from light to dark with the value and its interval in each. */
import type { Plugin } from "chart.js";
import type { MeasureInfo, MeasureSummary, SweepParameter } from "../../result/index.js";
import { formatQuantity, NO_VALUE } from "../number-format.js";
import { intervalInWords } from "../swept-measure.js";
import { FIGURE_WIDTH, TEXT_SIZE, type Figure } from "./figure.js";
import { INK, QUIET_INK } from "./palette.js";
import { drawText, ellipsize, textWidth, type Pen } from "./pen.js";

export interface HeatMap {
  readonly across: SweepParameter;
  readonly down: SweepParameter;
  /** By rows: the values of `down`, in each those of `across`. */
  readonly cells: readonly (readonly (MeasureSummary | null)[])[];
  readonly unit: MeasureInfo["unit"];
  readonly better: MeasureInfo["better"];
  readonly remark: string | null;
}

const CELL_HEIGHT = 40;
const VALUE_SIZE = 11;
const INTERVAL_SIZE = 9.5;
const HEADER = 46;
const MARGIN = 20;
const LONGEST_LABEL = 160;
/** From light to dark, even in brightness: readable in grey and by the colour-blind. */
const LIGHT = [236, 244, 250] as const;
const DARK = [0, 62, 112] as const;
/** From here on white is easier to read than ink. */
const DARK_GROUND = 0.7;

export function heatMap(map: HeatMap): Figure {
  const values = map.cells.flat().flatMap((measure) => measure?.overall ?? []);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return {
    remark: [
      ...shadesInWords(map, low, high),
      ...intervalsInWords(map),
      ...(map.remark === null ? [] : [map.remark]),
    ].join(" "),
    legend: [],
    nothing: "Nothing was measured.",
    plot:
      values.length === 0
        ? null
        : {
            height: HEADER + map.cells.length * CELL_HEIGHT + 8,
            rightMargin: 0,
            configuration: {
              type: "bar",
              data: { labels: [], datasets: [] },
              options: { scales: { x: { display: false }, y: { display: false } } },
              plugins: [cellsOf(map, low, high)],
            },
          },
  };
}

function shadesInWords({ unit, better }: HeatMap, low: number, high: number): readonly string[] {
  if (low === high) return [`${formatQuantity(low, unit)} everywhere.`];
  return [
    `Dark is ${formatQuantity(high, unit)}, light ${formatQuantity(low, unit)}.`,
    ...(better === "neither" ? [] : [`${better === "lower" ? "Lighter" : "Darker"} is better.`]),
  ];
}

function intervalsInWords({ cells }: HeatMap): readonly string[] {
  const some = cells.flat().some((measure) => intervalInWords(measure ?? undefined) !== null);
  return some ? ["Below each value stands its 95 % interval, where there is room."] : [];
}

function cellsOf({ across, down, cells, unit }: HeatMap, low: number, high: number): Plugin {
  return {
    id: "cells",
    afterDraw: ({ ctx, chartArea }) => {
      const pen = ctx as unknown as Pen;
      const labels = down.values.map((value) => ellipsize(value, LONGEST_LABEL, TEXT_SIZE));
      const title = ellipsize(`${down.path} (rows)`, FIGURE_WIDTH / 2, TEXT_SIZE);
      const left = MARGIN + Math.max(...labels.map((label) => textWidth(label, TEXT_SIZE))) + 10;
      const width = Math.floor((FIGURE_WIDTH - MARGIN - left) / across.values.length);
      const top = chartArea.top + HEADER;
      drawText(pen, title, MARGIN, chartArea.top + 8, { size: TEXT_SIZE, colour: QUIET_INK });
      const columns = ellipsize(`${across.path} (columns)`, FIGURE_WIDTH / 2 - MARGIN, TEXT_SIZE);
      drawText(pen, columns, FIGURE_WIDTH - MARGIN, chartArea.top + 8, {
        size: TEXT_SIZE,
        colour: QUIET_INK,
        align: "right",
      });
      across.values.forEach((value, column) => {
        const text = ellipsize(value, width - 4, TEXT_SIZE);
        drawText(pen, text, left + (column + 0.5) * width, top - 12, { size: TEXT_SIZE, colour: INK, align: "center" });
      });
      cells.forEach((row, index) => {
        const y = top + index * CELL_HEIGHT;
        drawText(pen, labels[index]!, MARGIN, y + CELL_HEIGHT / 2, { size: TEXT_SIZE, colour: INK });
        row.forEach((measure, column) => {
          const value = measure?.overall ?? null;
          const part = value === null ? null : high === low ? 0.5 : (value - low) / (high - low);
          pen.fillStyle = part === null ? "#ffffff" : shade(part);
          pen.fillRect(left + column * width, y, width - 2, CELL_HEIGHT - 2);
          const text = value === null ? NO_VALUE : formatQuantity(value, unit);
          const colour = part !== null && part > DARK_GROUND ? "#ffffff" : INK;
          const middle = { x: left + column * width + (width - 2) / 2, y: y + (CELL_HEIGHT - 2) / 2 };
          const interval = intervalInWords(measure ?? undefined);
          const fits = interval !== null && textWidth(interval, INTERVAL_SIZE) <= width - 6;
          const look = { colour, align: "center" } as const;
          const shown = ellipsize(text, width - 6, VALUE_SIZE);
          drawText(pen, shown, middle.x, middle.y - (fits ? 7 : 0), { ...look, size: VALUE_SIZE });
          if (fits) drawText(pen, interval, middle.x, middle.y + 8, { ...look, size: INTERVAL_SIZE });
        });
      });
    },
  };
}

function shade(part: number): string {
  const mixed = LIGHT.map((from, index) => Math.round(from + (DARK[index]! - from) * part));
  return `rgb(${mixed.join(", ")})`;
}
