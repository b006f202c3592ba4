/** Paints the incidents of the run that is shown, and finds the one that was meant by a click. */
import type { Incident } from "../../../result/index.js";
import { fromSeconds, type Micros } from "../../../units/index.js";
import { colour } from "./theme.js";
import type { TimeView } from "./time-view.js";

export const INCIDENT_LANE_HEIGHT = 22;

const BAR_TOP = 5;
const BAR_HEIGHT = 12;
const LEAST_WIDTH = 4;

export function paintIncidentLane(
  canvas: HTMLCanvasElement,
  incidents: readonly Incident[],
  opened: Incident | null,
  view: TimeView,
  { width, ratio }: { readonly width: number; readonly ratio: number },
): void {
  const pen = canvas.getContext("2d")!;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, INCIDENT_LANE_HEIGHT);
  pen.fillStyle = colour("incident");
  let painted = -Infinity;
  for (const incident of incidents) {
    const box = boxOf(incident, view, width);
    // Of the many that share a pixel one is enough.
    if (box === null || box.right <= painted + 0.5) continue;
    pen.fillRect(box.left, BAR_TOP, box.right - box.left, BAR_HEIGHT);
    painted = box.right;
  }
  const box = opened === null || !incidents.includes(opened) ? null : boxOf(opened, view, width);
  if (box === null) return;
  pen.strokeStyle = colour("ink");
  pen.lineWidth = 2;
  pen.strokeRect(box.left - 2, BAR_TOP - 3, box.right - box.left + 4, BAR_HEIGHT + 6);
}

function boxOf(incident: Incident, view: TimeView, width: number): { left: number; right: number } | null {
  const [start, end] = stretchOf(incident);
  if (end < view.from || start > view.to) return null;
  const left = Math.max(0, Math.min(view.shareOf(start) * width, width - LEAST_WIDTH));
  return { left, right: Math.min(width, Math.max(view.shareOf(end) * width, left + LEAST_WIDTH)) };
}

export function stretchOf({ startSeconds, recoveryTimeSeconds }: Incident): readonly [Micros, Micros] {
  const start = fromSeconds(startSeconds);
  return [start, start + fromSeconds(recoveryTimeSeconds)];
}

/** The shortest incident that lies over an instant, else the nearest one within reach. */
export function incidentNear(incidents: readonly Incident[], at: Micros, reach: Micros): Incident | null {
  let best: Incident | null = null;
  let bestDistance = reach;
  for (const incident of incidents) {
    const [start, end] = stretchOf(incident);
    const distance = Math.max(0, start - at, at - end);
    const shorter = best === null || incident.recoveryTimeSeconds < best.recoveryTimeSeconds;
    if (distance < bestDistance || (distance === bestDistance && shorter)) {
      best = incident;
      bestDistance = distance;
    }
  }
  return best;
}
