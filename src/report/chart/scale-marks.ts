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

/** Lines so near to each other are read as one. */
const NEAR = 6;

/** Marks of one sign whose lines lie together, and where. */
interface Together {
  readonly x: number;
  readonly sign: ScaleMark["sign"];
  readonly hosts: readonly string[];
}

/** `+ web-2` for a host that joined, `− web-2` for one that left; only how many where names are too many. */
function drawMarks(pen: Pen, marks: readonly ScaleMark[], durationSeconds: number, area: Area): void {
  const { left, right, top, bottom } = area;
  const placed = marks.map((mark) => ({ ...mark, x: left + (mark.atSeconds / durationSeconds) * (right - left) }));
  pen.strokeStyle = "rgba(0, 0, 0, 0.4)";
  pen.lineWidth = 1;
  pen.setLineDash([2, 3]);
  for (const { x } of placed) {
    pen.beginPath();
    pen.moveTo(x, top + 14);
    pen.lineTo(x, bottom);
    pen.stroke();
  }
  pen.setLineDash([]);
  let free = left;
  for (const { x, sign, hosts } of together(placed)) {
    for (const label of labelsOf(sign, hosts)) {
      const half = textWidth(label, MARK_SIZE, 600) / 2;
      // At the edges it stands beside its line rather than nowhere.
      const middle = Math.min(Math.max(x, left + half), right - half);
      if (middle - half < free) continue;
      drawText(pen, label, middle, top + 6, { size: MARK_SIZE, weight: 600, colour: INK, align: "center" });
      free = middle + half + 4;
      break;
    }
  }
}

/** Exported for tests. @param marks in the order of `x` */
export function together(marks: readonly (ScaleMark & { readonly x: number })[]): readonly Together[] {
  const groups: Together[] = [];
  for (const { x, sign, host } of marks) {
    const last = groups.at(-1);
    if (last?.sign === sign && x - last.x <= NEAR)
      groups[groups.length - 1] = { ...last, hosts: [...last.hosts, host] };
    else groups.push({ x, sign, hosts: [host] });
  }
  return groups;
}

/** The longest first. */
export function labelsOf(sign: ScaleMark["sign"], hosts: readonly string[]): readonly string[] {
  return [`${sign} ${hosts.join(", ")}`, hosts.length === 1 ? sign : `${sign} ${hosts.length}`];
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
