/** Paints the faults that were injected: a bar for each, with its name where there is room, and a shade behind strips. */
import type { FaultBand } from "../../../result/index.js";
import { faultLabel } from "../../fault-label.js";
import { fromSeconds } from "../../../units/index.js";
import { colour } from "./theme.js";
import type { TimeView } from "./time-view.js";

export const FAULT_LANE_HEIGHT = 26;

const LEAST_WIDTH = 3;
const TEXT_SIZE = 11;

interface PlacedFault {
  readonly left: number;
  readonly right: number;
  readonly name: string;
}

/** Where the faults in view lie in pixels, in order of time; never too thin to be seen. */
export function placeFaults(bands: readonly FaultBand[], view: TimeView, width: number): readonly PlacedFault[] {
  const placed: PlacedFault[] = [];
  for (const band of bands) {
    const { startSeconds, endSeconds } = band;
    const start = fromSeconds(startSeconds);
    const end = endSeconds === null ? view.end : fromSeconds(endSeconds);
    if (end < view.from || start > view.to) continue;
    const left = Math.max(0, Math.min(view.shareOf(start) * width, width - LEAST_WIDTH));
    const right = Math.min(width, Math.max(view.shareOf(end) * width, left + LEAST_WIDTH));
    placed.push({ left, right, name: faultLabel(band) });
  }
  return placed.toSorted((a, b) => a.left - b.left);
}

export function paintFaultLane(canvas: HTMLCanvasElement, faults: readonly PlacedFault[], ratio: number): void {
  const pen = canvas.getContext("2d")!;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  const width = canvas.width / ratio;
  pen.clearRect(0, 0, width, FAULT_LANE_HEIGHT);
  pen.font = `${TEXT_SIZE}px system-ui, sans-serif`;
  pen.textBaseline = "middle";
  let free = -Infinity;
  for (const { left, right, name } of faults) {
    pen.fillStyle = colour("fault");
    pen.fillRect(left, FAULT_LANE_HEIGHT - 8, right - left, 6);
    if (left < free) continue;
    const text = pen.measureText(name).width;
    const start = Math.min(left, width - text);
    if (start < free || start < 0) continue;
    pen.fillStyle = colour("ink");
    pen.fillText(name, start, 8);
    free = start + text + 12;
  }
}

/** One shade however many faults overlap, so that many do not add up to black. */
export function shadeFaults(shade: HTMLElement, faults: readonly PlacedFault[], width: number): void {
  const stops: string[] = [];
  let covered = 0;
  for (const { left, right } of faults) {
    if (right <= covered) continue;
    const [from, to] = [Math.max(left, covered), right].map((at) => `${((at / width) * 100).toFixed(3)}%`);
    stops.push(`transparent ${from}, var(--shade) ${from}, var(--shade) ${to}, transparent ${to}`);
    covered = right;
  }
  shade.style.backgroundImage = stops.length === 0 ? "none" : `linear-gradient(to right, ${stops.join(", ")})`;
}
