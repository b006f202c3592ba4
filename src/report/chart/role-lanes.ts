/** Draws lanes that are coloured by the names of states themselves, where what the states mean for users would not tell them apart. */
import type { Plugin } from "chart.js";
import type { Strip } from "../../result/index.js";
import { STRIP_OUTLINE, type NamedFill } from "./palette.js";
import { fillRectangle, type Pen } from "./pen.js";
import type { Row } from "./rows.js";

export interface RoleLane extends Row {
  /** `null` of a heading. */
  readonly strip: Strip | null;
}

export type RoleFills = ReadonlyMap<string, NamedFill>;

const STRIP_HEIGHT = 16;
/** A role that was held for an instant is seen too. */
const LEAST_WIDTH = 1;

/** @param fills by the name of a state; any other is left white */
export function drawRoleLanes(lanes: readonly RoleLane[], fills: RoleFills, durationSeconds: number): Plugin {
  return {
    id: "role-lanes",
    beforeDatasetsDraw: ({ ctx, chartArea }) => {
      const pen = ctx as unknown as Pen;
      const { left, right, top, height } = chartArea;
      const laneHeight = height / lanes.length;
      const x = (seconds: number): number =>
        left + (Math.min(seconds, durationSeconds) / durationSeconds) * (right - left);
      lanes.forEach(({ strip }, index) => {
        if (strip === null) return;
        const y = Math.round(top + (index + 0.5) * laneHeight - STRIP_HEIGHT / 2);
        strip.intervals.forEach(([start, state], place) => {
          const fill = fills.get(state);
          const end = strip.intervals[place + 1]?.[0] ?? durationSeconds;
          if (fill === undefined || start > durationSeconds) return;
          const from = Math.min(x(start), right - LEAST_WIDTH);
          fillRectangle(pen, { x: from, y, width: Math.max(LEAST_WIDTH, x(end) - from), height: STRIP_HEIGHT }, fill);
        });
        pen.strokeStyle = STRIP_OUTLINE;
        pen.lineWidth = 0.75;
        pen.setLineDash([]);
        pen.strokeRect(left, y, right - left, STRIP_HEIGHT);
      });
    },
  };
}
