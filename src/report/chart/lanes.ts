/** Draws strips of conditions over time, cut into columns of one pixel, and faults above and behind them. */
import type { Plugin } from "chart.js";
import { CONDITIONS, type Condition, type FaultBand, type Strip } from "../../result/index.js";
import { faultLabel } from "../fault-label.js";
import { countRows, type FaultPlace, faultRows, MOST_ROWS } from "../fault-rows.js";
import { mergeFaults, type PlacedFault } from "../merged-faults.js";
import { timeShares, type TimeColumn } from "../time-shares.js";
import { CONDITION_FILLS, FAULT_MARK, FAULT_SHADE, INK, QUIET_INK, STRIP_OUTLINE } from "./palette.js";
import { drawText, ellipsize, fillRectangle, textWidth, type Pen, type Rectangle } from "./pen.js";
import type { Row } from "./rows.js";

export interface StripLane extends Row {
  readonly kind: "strip";
  readonly strip: Strip;
  /** What stands right of it. */
  readonly figure: string;
  readonly downSeconds: number;
}

export type Lane = StripLane | (Row & { readonly kind: "heading" | "faults" });

/** The lanes of one policy and the faults that hit it. */
export interface Panel {
  readonly lanes: readonly Lane[];
  readonly bands: readonly FaultBand[];
}

export const LANE_HEIGHT = 28;
/** Room right of a lane for its time down. */
export const LANE_MARGIN = 130;

const STRIP_HEIGHT = 16;
const LEAST_DOWN_HEIGHT = 4;
const LEAST_FAULT_WIDTH = 2;
const MARK_SIZE = 5;
const TEXT_SIZE = 11;
/** Below their names. */
const FAULTS_HEIGHT = 8;
const LONGEST_NAME = 240;

/** From the bottom of a column to its top. */
const STACKING: readonly Condition[] = ["down", "other", "changing", "impaired", "up", "idle"];

/** The lanes' common axis of time, in whole pixels, so that columns are sharp. */
interface Span {
  readonly left: number;
  readonly right: number;
  readonly durationSeconds: number;
}

export function drawLanes(panels: readonly Panel[], durationSeconds: number): Plugin {
  return {
    id: "lanes",
    beforeDatasetsDraw: (chart) => {
      const pen = chart.ctx as unknown as Pen;
      const { left, right, top, height } = chart.chartArea;
      const span = { left: Math.round(left), right: Math.round(right), durationSeconds };
      const laneHeight = height / panels.reduce((sum, { lanes }) => sum + lanes.length, 0);
      const topOf = (lane: number): number => Math.round(top + lane * laneHeight);
      let first = 0;
      for (const { lanes, bands } of panels) {
        const shaded = first + lanes.filter(({ heading }) => heading).length;
        const end = first + lanes.length;
        drawFaultShades(pen, bands, span, topOf(shaded), topOf(end) - topOf(shaded));
        const middles = lanes.map((_, index) => topOf(first + index) + LANE_HEIGHT / 2);
        const ofFaults = middles.filter((_, index) => lanes[index]!.kind === "faults");
        if (ofFaults.length > 0) drawFaultMarks(pen, bands, span, ofFaults);
        lanes.forEach((lane, index) => {
          if (lane.kind === "strip") drawStrip(pen, lane, span, middles[index]!);
        });
        first = end;
      }
    },
  };
}

/** Where each fault lies in pixels, in order of time; never too thin to be seen, nor beyond the end. */
function placeFaults(bands: readonly FaultBand[], { left, right, durationSeconds }: Span): readonly PlacedFault[] {
  const x = (seconds: number): number => Math.round(left + (seconds / durationSeconds) * (right - left));
  return bands
    .toSorted((a, b) => a.startSeconds - b.startSeconds)
    .map((band) => {
      const { startSeconds, endSeconds } = band;
      const from = Math.min(x(startSeconds), right - LEAST_FAULT_WIDTH);
      const to = Math.min(right, Math.max(x(endSeconds ?? durationSeconds), from + LEAST_FAULT_WIDTH));
      return { left: from, right: to, name: faultLabel(band) };
    });
}

/** One shade however many faults overlap, so that many do not add up to black. */
function drawFaultShades(pen: Pen, bands: readonly FaultBand[], span: Span, y: number, height: number): void {
  pen.fillStyle = FAULT_SHADE;
  let covered = -Infinity;
  for (const { left, right } of placeFaults(bands, span)) {
    if (right <= covered) continue;
    const start = Math.max(left, covered);
    pen.fillRect(start, y, right - start, height);
    covered = right;
  }
}

/** How many lanes the bars and names of all faults need, where the strips are about so wide. */
export function faultLanes(bands: readonly FaultBand[], durationSeconds: number, width: number): number {
  const marks = mergeFaults(placeFaults(bands, { left: 0, right: width, durationSeconds }));
  return countRows(placeNames(marks, { left: 0, right: width, durationSeconds }, MOST_ROWS));
}

function placeNames(marks: readonly PlacedFault[], { left, right }: Span, most: number): readonly FaultPlace[] {
  const spans = marks.map((mark) => {
    const text = textWidth(ellipsize(mark.name, LONGEST_NAME, TEXT_SIZE), TEXT_SIZE);
    return { left: mark.left - left, right: mark.right - left, text };
  });
  return faultRows(spans, right - left, most);
}

/** A mark for each fault and its name, in the first lane in which both have room. @param middles of the lanes of faults */
function drawFaultMarks(pen: Pen, bands: readonly FaultBand[], span: Span, middles: readonly number[]): void {
  const marks = mergeFaults(placeFaults(bands, span));
  const places = placeNames(marks, span, middles.length);
  marks.forEach(({ left, right, name }, index) => {
    const { row, textLeft } = places[index]!;
    pen.fillStyle = FAULT_MARK;
    pen.fillRect(left, middles[row]! + 4, right - left, FAULTS_HEIGHT);
    if (textLeft === null) return;
    const text = ellipsize(name, LONGEST_NAME, TEXT_SIZE);
    drawText(pen, text, span.left + textLeft, middles[row]! - 4, { size: TEXT_SIZE, colour: INK });
  });
}

function drawStrip(pen: Pen, { strip, figure, downSeconds }: StripLane, span: Span, middle: number): void {
  const { left, right, durationSeconds } = span;
  const y = middle - STRIP_HEIGHT / 2;
  const columns = timeShares(strip, durationSeconds, right - left);
  for (const { first, end } of stretches(columns, wholeCondition)) {
    drawColumn(pen, columns[first]!, { x: left + first, y, width: end - first, height: STRIP_HEIGHT });
  }
  pen.strokeStyle = STRIP_OUTLINE;
  pen.lineWidth = 0.75;
  pen.strokeRect(left, y, right - left, STRIP_HEIGHT);
  drawOutageMarks(pen, columns, left, y + STRIP_HEIGHT + 1);
  drawText(pen, figure, right + 10, middle, { size: TEXT_SIZE, colour: downSeconds > 0 ? INK : QUIET_INK });
}

/** Neighbouring columns with the same key; those whose key is `null` stay alone. */
function* stretches<Key>(
  columns: readonly TimeColumn[],
  keyOf: (column: TimeColumn) => Key | null,
): Generator<{ readonly first: number; readonly end: number; readonly key: Key | null }> {
  for (let first = 0; first < columns.length;) {
    const key = keyOf(columns[first]!);
    let end = first + 1;
    while (key !== null && end < columns.length && keyOf(columns[end]!) === key) end += 1;
    yield { first, end, key };
    first = end;
  }
}

/** The condition that a column is wholly in, if it is. */
function wholeCondition({ shares, wasDown }: TimeColumn): Condition | null {
  const whole = CONDITIONS.find((condition) => shares[condition] > 1 - 1e-9) ?? null;
  return wasDown && whole !== "down" ? null : whole;
}

/** Heights are shares of time; only downtime is never less than can be seen. */
function drawColumn(pen: Pen, { shares, wasDown }: TimeColumn, { x, y, width, height }: Rectangle): void {
  const down = wasDown ? Math.max(LEAST_DOWN_HEIGHT, shares.down * height) : 0;
  const rest = 1 - shares.down;
  let bottom = y + height;
  for (const condition of STACKING) {
    const part = condition === "down" ? down : rest > 0 ? (shares[condition] / rest) * (height - down) : 0;
    if (part <= 0) continue;
    bottom -= part;
    fillRectangle(pen, { x, y: bottom, width, height: part }, CONDITION_FILLS[condition]);
  }
}

/** Below a strip, a mark for each stretch of columns with downtime of which the strip itself shows a hair or less. */
function drawOutageMarks(pen: Pen, columns: readonly TimeColumn[], left: number, top: number): void {
  pen.fillStyle = CONDITION_FILLS.down.colour;
  for (const { first, end, key } of stretches(columns, ({ wasDown }) => wasDown)) {
    if (!key || isPlain(columns.slice(first, end))) continue;
    const centre = left + (first + end) / 2;
    const half = Math.max(MARK_SIZE, end - first) / 2;
    const tip = half - MARK_SIZE / 2;
    pen.beginPath();
    pen.moveTo(centre - half, top + MARK_SIZE);
    pen.lineTo(centre - tip, top);
    pen.lineTo(centre + tip, top);
    pen.lineTo(centre + half, top + MARK_SIZE);
    pen.fill();
  }
}

/** Whether an outage needs no mark: wide, and down for most of its time. */
function isPlain(columns: readonly TimeColumn[]): boolean {
  const down = columns.reduce((sum, { shares }) => sum + shares.down, 0);
  return columns.length >= 2 * MARK_SIZE && down >= columns.length / 2;
}
