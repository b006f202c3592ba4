/** Paints the faults that were injected: a bar for each, with its name where there is room, and a shade behind strips. */
import type { FaultBand } from "../../../result/index.js";
import { faultLabel } from "../../fault-label.js";
import { mergeFaults, type PlacedFault } from "../../merged-faults.js";
import { fromSeconds } from "../../../units/index.js";
import { countRows, faultRows } from "../../fault-rows.js";
import { colour } from "./theme.js";
import type { TimeView } from "./time-view.js";

const ROW_HEIGHT = 24;
const BAR_HEIGHT = 6;
/** Of a letter and of a picture, as far as they are known before anything is painted. */
const USUAL_LETTER = 6;
const USUAL_WIDTH = 850;

const LEAST_WIDTH = 3;
const TEXT_SIZE = 11;

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

/** As high as it has to be for all faults in view; who zooms in finds them in the same rows, or without names where there are no more. */
export function faultLaneHeight(bands: readonly FaultBand[], view: TimeView): number {
  const spans = mergeFaults(placeFaults(bands, view, USUAL_WIDTH)).map(({ left, right, name }) => {
    return { left, right, text: name.length * USUAL_LETTER };
  });
  return countRows(faultRows(spans, USUAL_WIDTH)) * ROW_HEIGHT + 2;
}

export function paintFaultLane(canvas: HTMLCanvasElement, placed: readonly PlacedFault[], ratio: number): void {
  const faults = mergeFaults(placed);
  const pen = canvas.getContext("2d")!;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  const [width, height] = [canvas.width / ratio, canvas.height / ratio];
  pen.clearRect(0, 0, width, height);
  pen.font = `${TEXT_SIZE}px system-ui, sans-serif`;
  pen.textBaseline = "middle";
  const spans = faults.map(({ left, right, name }) => ({ left, right, text: pen.measureText(name).width }));
  const places = faultRows(spans, width, Math.max(1, Math.floor(height / ROW_HEIGHT)));
  faults.forEach(({ left, right, name }, index) => {
    const { row, textLeft } = places[index]!;
    const top = row * ROW_HEIGHT;
    pen.fillStyle = colour("fault");
    pen.fillRect(left, top + ROW_HEIGHT - BAR_HEIGHT, right - left, BAR_HEIGHT);
    if (textLeft === null) return;
    pen.fillStyle = colour("ink");
    pen.fillText(name, textLeft, top + 10);
  });
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
