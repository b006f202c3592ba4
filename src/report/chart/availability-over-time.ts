/** Strips of every service and host over the whole run, with the faults that were injected. */
import type { Plugin } from "chart.js";
import {
  CONDITIONS,
  conditionOf,
  type Condition,
  type FaultBand,
  type PolicyResult,
  type Strip,
  type Summary,
} from "../../result/index.js";
import { formatDuration, formatNumberOf } from "../number-format.js";
import { secondsByCondition, timeShares, type TimeColumn } from "../time-shares.js";
import type { Chart } from "./chart.js";
import { renderFigure, TEXT_SIZE, type Figure } from "./figure.js";
import { CONDITION_FILLS, FAULT_MARK, FAULT_SHADE, INK, QUIET_INK, STRIP_OUTLINE } from "./palette.js";
import { drawText, fillRectangle, textWidth, type Pen, type Rectangle } from "./pen.js";
import { rowsPlot, type Row } from "./rows.js";

export const availabilityOverTime: Chart = {
  name: "availability-over-time",
  title: "Availability over time",
  question: "When was each service and host up, and which faults were behind it?",
  applies: (summary) =>
    summary.scenario.durationSeconds > 0 && summary.policies.some((each) => shownStrips(each).length > 0),
  render: (summary, options) => renderFigure(availabilityOverTime, summary, figureOf(summary), options),
};

/** More hosts than these would make a picture that nobody reads: those that were down longest are shown. */
const MOST_SERVICES = 12;
const MOST_HOSTS_OF_ONE_POLICY = 16;
const MOST_HOSTS_OF_SEVERAL = 4;

const ROW_HEIGHT = 28;
const STRIP_HEIGHT = 15;
const LEAST_DOWN_HEIGHT = 4;
const LEAST_WIDTH = 2;
const MARK_SIZE = 5;
const RIGHT_MARGIN = 130;

/** From the bottom of a column to its top. */
const STACKING: readonly Condition[] = ["down", "other", "changing", "impaired", "up", "idle"];

type Lane = Row &
  (
    | { readonly kind: "heading" | "faults" }
    | { readonly kind: "strip"; readonly strip: Strip; readonly downSeconds: number }
  );

interface Panel {
  readonly lanes: readonly Lane[];
  readonly bands: readonly FaultBand[];
  readonly hidden: number;
}

function figureOf(summary: Summary): Figure {
  const { durationSeconds } = summary.scenario;
  const panels = summary.policies.map((policy) => panelOf(policy, summary));
  const lanes = panels.flatMap((panel) => panel.lanes);
  const strips = lanes.flatMap((lane) => (lane.kind === "strip" ? [lane.strip] : []));
  const hidden = panels.reduce((sum, panel) => sum + panel.hidden, 0);
  const replication = summary.policies[0]?.detail.replication ?? 0;
  const several = summary.policies.some((policy) => policy.replications.length > 1);
  const remarks = [
    ...(occurs("down", strips) ? ["Triangles below a strip mark its outages."] : []),
    ...(several ? [`Replication ${replication} is shown.`] : []),
    ...(hidden > 0 ? [`${formatNumberOf(hidden, "actor")} that were down less are left out.`] : []),
  ];
  return {
    remark: remarks.length > 0 ? remarks.join(" ") : null,
    legend: CONDITIONS.filter((each) => occurs(each, strips)).map((each) => CONDITION_FILLS[each]),
    nothing: "Nothing to show: no service and no host was observed.",
    plot:
      strips.length === 0 || !(durationSeconds > 0)
        ? null
        : rowsPlot({
            rows: lanes,
            rowHeight: ROW_HEIGHT,
            endSeconds: durationSeconds,
            axis: "simulated time",
            datasets: [],
            plugins: [lanesPlugin(panels, durationSeconds)],
            rightMargin: RIGHT_MARGIN,
          }),
  };
}

function occurs(condition: Condition, strips: readonly Strip[]): boolean {
  return strips.some((strip) => strip.intervals.some(([, state]) => conditionOf(state) === condition));
}

function shownStrips({ detail }: PolicyResult): readonly Strip[] {
  return detail.strips.filter(({ kind }) => kind === "service" || kind === "host");
}

function panelOf(policy: PolicyResult, { policies, scenario }: Summary): Panel {
  const stripLane = (strip: Strip): Lane => {
    const downSeconds = secondsByCondition(strip, scenario.durationSeconds).down;
    return { kind: "strip", label: strip.actor, heading: false, strip, downSeconds };
  };
  const all = shownStrips(policy);
  const services = longestDown(all.filter(({ kind }) => kind === "service").map(stripLane), MOST_SERVICES);
  const mostHosts = policies.length > 1 ? MOST_HOSTS_OF_SEVERAL : MOST_HOSTS_OF_ONE_POLICY;
  const hosts = longestDown(all.filter(({ kind }) => kind === "host").map(stripLane), mostHosts);
  return {
    lanes: [
      ...(policies.length > 1 ? [{ kind: "heading", label: policy.policy, heading: true } as const] : []),
      { kind: "faults", label: "faults", heading: false },
      ...services,
      ...hosts,
    ],
    bands: policy.detail.bands,
    hidden: all.length - services.length - hosts.length,
  };
}

/** The lanes with most time down, in their own order. */
function longestDown(lanes: readonly Lane[], most: number): readonly Lane[] {
  const down = (lane: Lane): number => (lane.kind === "strip" ? lane.downSeconds : 0);
  const chosen = new Set(lanes.toSorted((a, b) => down(b) - down(a)).slice(0, most));
  return lanes.filter((lane) => chosen.has(lane));
}

/** Where a lane lies on the canvas, and how to get from seconds to its pixels. */
interface Place {
  readonly left: number;
  readonly right: number;
  readonly middle: number;
  x(seconds: number): number;
}

function lanesPlugin(panels: readonly Panel[], durationSeconds: number): Plugin {
  return {
    id: "lanes",
    beforeDatasetsDraw: (chart) => {
      const pen = chart.ctx as unknown as Pen;
      const { left, right, top } = chart.chartArea;
      const rowHeight = chart.chartArea.height / panels.reduce((sum, panel) => sum + panel.lanes.length, 0);
      const x = (seconds: number): number => left + (seconds / durationSeconds) * (right - left);
      let row = 0;
      for (const { lanes, bands } of panels) {
        const firstLane = row + lanes.findIndex(({ heading }) => !heading);
        const shade = { y: top + firstLane * rowHeight, height: (row + lanes.length - firstLane) * rowHeight };
        drawFaultShades(pen, bands, shade, { left, right, middle: 0, x }, durationSeconds);
        for (const lane of lanes) {
          const place = { left, right, middle: top + (row + 0.5) * rowHeight, x };
          if (lane.kind === "faults") drawFaultMarks(pen, bands, place, durationSeconds);
          if (lane.kind === "strip") drawStrip(pen, lane, place, durationSeconds);
          row += 1;
        }
      }
    },
  };
}

/** One shade however many faults overlap, so that many do not add up to black. */
function drawFaultShades(
  pen: Pen,
  bands: readonly FaultBand[],
  { y, height }: { readonly y: number; readonly height: number },
  { x, right }: Place,
  durationSeconds: number,
): void {
  pen.fillStyle = FAULT_SHADE;
  let covered = -Infinity;
  for (const { startSeconds, endSeconds } of bands.toSorted((a, b) => a.startSeconds - b.startSeconds)) {
    const from = Math.max(covered, Math.round(x(startSeconds)));
    const to = Math.min(
      right,
      Math.max(Math.round(x(endSeconds ?? durationSeconds)), Math.round(x(startSeconds)) + LEAST_WIDTH),
    );
    if (to <= from) continue;
    pen.fillRect(from, y, to - from, height);
    covered = to;
  }
}

/** A mark for each fault, and its name where there is room before the next name. */
function drawFaultMarks(
  pen: Pen,
  bands: readonly FaultBand[],
  { x, right, middle }: Place,
  durationSeconds: number,
): void {
  let free = -Infinity;
  for (const { fault, target, startSeconds, endSeconds } of bands.toSorted((a, b) => a.startSeconds - b.startSeconds)) {
    const from = Math.min(Math.round(x(startSeconds)), right - LEAST_WIDTH);
    const to = Math.min(right, Math.max(Math.round(x(endSeconds ?? durationSeconds)), from + LEAST_WIDTH));
    pen.fillStyle = FAULT_MARK;
    pen.fillRect(from, middle + 4, to - from, 8);
    const name = `${fault} ${target}`;
    const width = textWidth(name, TEXT_SIZE - 1);
    const start = Math.min(from, right - width);
    if (start < free) continue;
    drawText(pen, name, start, middle - 4, { size: TEXT_SIZE - 1, colour: INK });
    free = start + width + 10;
  }
}

function drawStrip(pen: Pen, lane: Extract<Lane, { kind: "strip" }>, place: Place, durationSeconds: number): void {
  const { left, right, middle } = place;
  const count = Math.round(right - left);
  const width = (right - left) / count;
  const columns = timeShares(lane.strip, durationSeconds, count);
  const y = middle - STRIP_HEIGHT / 2;
  for (const { first, length } of runs(columns)) {
    drawColumn(pen, columns[first]!, { x: left + first * width, y, width: length * width, height: STRIP_HEIGHT });
  }
  pen.strokeStyle = STRIP_OUTLINE;
  pen.lineWidth = 0.75;
  pen.strokeRect(left, y, right - left, STRIP_HEIGHT);
  drawOutageMarks(pen, columns, place, width);
  const down = lane.downSeconds > 0 ? `down ${formatDuration(lane.downSeconds)}` : "never down";
  drawText(pen, down, right + 10, middle, { size: TEXT_SIZE - 1, colour: lane.downSeconds > 0 ? INK : QUIET_INK });
}

/** Neighbouring columns that are wholly in one and the same condition are drawn as one. */
function* runs(columns: readonly TimeColumn[]): Generator<{ first: number; length: number }> {
  for (let first = 0; first < columns.length;) {
    const condition = wholeCondition(columns[first]!);
    let end = first + 1;
    while (condition !== null && end < columns.length && wholeCondition(columns[end]!) === condition) end += 1;
    yield { first, length: end - first };
    first = end;
  }
}

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

/** Below a strip, a mark for each stretch of columns with downtime, since the strip itself may show a hair of it or less. */
function drawOutageMarks(pen: Pen, columns: readonly TimeColumn[], { left, middle }: Place, width: number): void {
  pen.fillStyle = CONDITION_FILLS.down.colour;
  const top = middle + STRIP_HEIGHT / 2 + 1;
  for (let first = 0; first < columns.length; first += 1) {
    if (!columns[first]!.wasDown) continue;
    let end = first + 1;
    while (end < columns.length && columns[end]!.wasDown) end += 1;
    const centre = left + ((first + end) / 2) * width;
    const half = Math.max(MARK_SIZE / 2, ((end - first) * width) / 2);
    const tip = half - MARK_SIZE / 2;
    pen.beginPath();
    pen.moveTo(centre - half, top + MARK_SIZE);
    pen.lineTo(centre - tip, top);
    pen.lineTo(centre + tip, top);
    pen.lineTo(centre + half, top + MARK_SIZE);
    pen.fill();
    first = end;
  }
}
