/** Hosts that joined a service and left it, above a chart of its load: mark by mark, of very many how many there were. */
import type { Plugin } from "chart.js";
import { hostColumns, MOST_MARKS, type ScaleMark } from "../scale-actions.js";
import { INK } from "./palette.js";
import { drawText, textWidth, type Pen } from "./pen.js";

const MARK_SIZE = 11;
const BAND_HEIGHT = 26;
const BAND_FILL = "rgba(0, 0, 0, 0.28)";
/** Between the fewest and the most of a column. */
const BETWEEN_FILL = "rgba(0, 0, 0, 0.14)";

interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** @param marks of one service, in the order of time */
export function scaleMarks(marks: readonly ScaleMark[], durationSeconds: number): Plugin {
  return {
    id: "scale-marks",
    afterDatasetsDraw: ({ ctx, chartArea }) => {
      const pen = ctx as unknown as Pen;
      if (marks.length > MOST_MARKS) drawBand(pen, marks, durationSeconds, chartArea);
      else drawMarks(pen, marks, durationSeconds, chartArea);
    },
  };
}

/** `+ web-2` for a host that joined, `− web-2` for one that left; only the sign where names are too many. */
function drawMarks(
  pen: Pen,
  marks: readonly ScaleMark[],
  durationSeconds: number,
  { left, right, top, bottom }: Area,
): void {
  let free = left;
  for (const { atSeconds, host, sign } of marks) {
    const x = left + (atSeconds / durationSeconds) * (right - left);
    pen.strokeStyle = "rgba(0, 0, 0, 0.4)";
    pen.lineWidth = 1;
    pen.setLineDash([2, 3]);
    pen.beginPath();
    pen.moveTo(x, top + 14);
    pen.lineTo(x, bottom);
    pen.stroke();
    pen.setLineDash([]);
    const name = [`${sign} ${host}`, sign].find((each) => {
      const half = textWidth(each, MARK_SIZE, 600) / 2;
      return x - half >= free && x + half <= right;
    });
    if (name === undefined) continue;
    drawText(pen, name, x, top + 6, { size: MARK_SIZE, weight: 600, colour: INK, align: "center" });
    free = x + textWidth(name, MARK_SIZE, 600) / 2 + 4;
  }
}

/** A column for each pixel, as high as hosts were more than at the fewest. */
function drawBand(pen: Pen, marks: readonly ScaleMark[], durationSeconds: number, { left, right, top }: Area): void {
  const columns = hostColumns(marks, 0, durationSeconds, Math.round(right - left));
  const most = columns.reduce((sofar, each) => Math.max(sofar, each.most), 1);
  const height = (hosts: number): number => (hosts / most) * BAND_HEIGHT;
  columns.forEach((column, index) => {
    pen.fillStyle = BAND_FILL;
    pen.fillRect(left + index, top + BAND_HEIGHT - height(column.least), 1, height(column.least));
    pen.fillStyle = BETWEEN_FILL;
    pen.fillRect(left + index, top + BAND_HEIGHT - height(column.most), 1, height(column.most - column.least));
  });
  const told = `hosts that joined, up to ${most}`;
  const width = textWidth(told, MARK_SIZE, 600) + 8;
  pen.fillStyle = "rgba(255, 255, 255, 0.85)";
  pen.fillRect(left + 2, top, width, 15);
  drawText(pen, told, left + 6, top + 7, { size: MARK_SIZE, weight: 600, colour: INK });
}
