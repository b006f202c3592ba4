/** Hosts that joined a service and left it, over its load: mark by mark, of very many in view how many there were. */
import type uPlotType from "uplot";
import { fromSeconds, toSeconds } from "../../../units/index.js";
import { hostColumns, MOST_MARKS, type ScaleMark } from "../../scale-actions.js";
import { colour } from "./theme.js";
import type { TimeView } from "./time-view.js";

const BAND_HEIGHT = 26;

/** Whether a band of so many marks lies over the upper edge of the picture between two instants: lines are kept below it. */
export function bandHeight(marks: readonly ScaleMark[], { from, to }: Pick<TimeView, "from" | "to">): number {
  return marksInView(marks, from, to).length > MOST_MARKS ? BAND_HEIGHT : 0;
}

function marksInView(marks: readonly ScaleMark[], from: number, to: number): readonly ScaleMark[] {
  const [first, last] = [toSeconds(from), toSeconds(to)];
  return marks.filter(({ atSeconds }) => atSeconds >= first && atSeconds <= last);
}

export function drawScaleMarks(plot: uPlotType, marks: readonly ScaleMark[], view: TimeView): void {
  if (marks.length === 0) return;
  const { ctx } = plot;
  const [from, to] = [toSeconds(view.from), toSeconds(view.to)];
  const inView = marksInView(marks, view.from, view.to);
  ctx.save();
  ctx.font = `600 ${11 * devicePixelRatio}px system-ui, sans-serif`;
  ctx.fillStyle = ctx.strokeStyle = colour("ink");
  ctx.textBaseline = "top";
  ctx.textAlign = "left";
  if (inView.length > MOST_MARKS) drawBand(plot, marks, from, to);
  else drawMarks(plot, inView);
  ctx.restore();
}

/** `+ web-2` for a host that joined, `− web-2` for one that left; only the line where names would overlap. */
function drawMarks({ ctx, bbox, valToPos }: uPlotType, marks: readonly ScaleMark[]): void {
  const ratio = devicePixelRatio;
  ctx.lineWidth = ratio;
  ctx.setLineDash([2 * ratio, 3 * ratio]);
  let free = bbox.left;
  for (const { atSeconds, host, sign } of marks) {
    const x = valToPos(fromSeconds(atSeconds), "x", true);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    const name = `${sign} ${host}`;
    const width = ctx.measureText(name).width + 4 * ratio;
    const left = Math.min(x + 4 * ratio, bbox.left + bbox.width - width);
    if (left < free) continue;
    ctx.fillText(name, left, bbox.top);
    free = left + width;
  }
}

/** A column for each pixel, as high as hosts were more than at the fewest. */
function drawBand({ ctx, bbox }: uPlotType, marks: readonly ScaleMark[], from: number, to: number): void {
  const columns = hostColumns(marks, from, to, Math.round(bbox.width));
  const most = columns.reduce((sofar, each) => Math.max(sofar, each.most), 1);
  const full = BAND_HEIGHT * devicePixelRatio;
  columns.forEach((column, index) => {
    const [least, greatest] = [(column.least / most) * full, (column.most / most) * full];
    ctx.globalAlpha = 0.32;
    ctx.fillRect(bbox.left + index, bbox.top + full - least, 1, least);
    ctx.globalAlpha = 0.16;
    ctx.fillRect(bbox.left + index, bbox.top + full - greatest, 1, greatest - least);
  });
  ctx.globalAlpha = 1;
  ctx.fillText(`hosts that joined, up to ${most}`, bbox.left + 4 * devicePixelRatio, bbox.top + 2 * devicePixelRatio);
}
