/** Rows of observations over an axis of time, dots while they are few, else how dense they lie; how many, and the limit. */
import type { Plugin } from "chart.js";
import { formatDuration, formatNumberOf } from "../number-format.js";
import { incidentsOf, sampledIncidents, type PlacedIncident } from "../policy-facts.js";
import type { Incident, PolicyResult, Summary } from "../../result/index.js";
import { EmpiricalDistribution } from "../../stats/index.js";
import { besideWidth } from "./bars.js";
import type { Figure } from "./figure.js";
import { INK, QUIET_INK } from "./palette.js";
import { drawText, textWidth, type Pen } from "./pen.js";
import { rowsPlot } from "./rows.js";
import { strokeOf } from "./stroke.js";

export interface DotRow {
  readonly label: string;
  readonly dots: readonly { readonly seconds: number; readonly ended: boolean }[];
  /** Of those that chance alone chose. */
  readonly medianSeconds: number | null;
  /** The strictest expectation on what is shown, in seconds. */
  readonly limitSeconds: number | null;
}

const ROW_HEIGHT = 44;
const RADIUS = 4;
const SPREAD = 18;
/** More dots than these would hide each other. */
const MOST_DOTS = 60;
const BIN = 3;
const LEAST_DENSITY = 1.5;

/** One row for each service of each policy that had an incident; `observe` gives what is shown of it, or `null`. */
export function incidentRows(
  { policies }: Summary,
  observe: (incident: Incident) => number | null,
  limits: readonly string[],
): readonly DotRow[] {
  return policies.flatMap((policy) => {
    const incidents = incidentsOf(policy);
    return [...new Set(incidents.map(({ incident }) => incident.service))].map((service) => {
      const own = incidents.filter(({ incident }) => incident.service === service);
      const sample = sampledIncidents(policy, own).flatMap((each) => dotOf(each, observe));
      const keys = limits.map((key) => `${service}.${key}`);
      return {
        label: policies.length > 1 ? `${policy.policy} · ${service}` : service,
        dots: own.flatMap((each) => dotOf(each, observe)),
        medianSeconds:
          sample.length === 0 ? null : new EmpiricalDistribution(sample.map(({ seconds }) => seconds)).quantile(0.5),
        limitSeconds: limitOn(policy, keys),
      };
    });
  });
}

function dotOf({ incident }: PlacedIncident, observe: (incident: Incident) => number | null): DotRow["dots"] {
  const seconds = observe(incident);
  return seconds === null ? [] : [{ seconds, ended: incident.endSeconds !== null }];
}

/** The strictest upper limit that expectations set on any of these measures. */
function limitOn({ expectations }: PolicyResult, keys: readonly string[]): number | null {
  const limits = expectations
    .filter(({ key, condition }) => keys.includes(key) && /^<=? /.test(condition))
    .map(({ limit }) => limit);
  return limits.length === 0 ? null : Math.min(...limits);
}

export function dotRowsPlot(rows: readonly DotRow[], axis: string): Figure["plot"] {
  if (rows.every(({ dots }) => dots.length === 0)) return null;
  const largest = Math.max(
    ...rows.flatMap(({ dots, limitSeconds }) =>
      [limitSeconds ?? 0, ...dots.map(({ seconds }) => seconds)].reduce((a, b) => Math.max(a, b), 0),
    ),
  );
  const end = largest > 0 ? largest * 1.04 : 1;
  const texts = rows.map(factsOf);
  return rowsPlot({
    rows: rows.map(({ label }) => ({ label, heading: false })),
    rowHeight: ROW_HEIGHT,
    endSeconds: end,
    axis,
    plugins: [dotsPlugin(rows, texts, end)],
    rightMargin: Math.max(...texts.flat().map(besideWidth)) + 8,
  });
}

/** Two lines that stand beside a row. */
function factsOf({ dots, medianSeconds }: DotRow): readonly [string, string] {
  if (dots.length === 0) return ["none", ""];
  const longest = dots.reduce((most, { seconds }) => Math.max(most, seconds), 0);
  const open = dots.filter(({ ended }) => !ended).length;
  const count = `${formatNumberOf(dots.length, "incident")}${open > 0 ? `, ${open} not ended` : ""}`;
  if (dots.length === 1) return [count, formatDuration(longest)];
  const median = medianSeconds === null ? "" : `median ${formatDuration(medianSeconds)}, `;
  return [count, `${median}longest ${formatDuration(longest)}`];
}

function dotsPlugin(
  rows: readonly DotRow[],
  texts: readonly (readonly [string, string])[],
  endSeconds: number,
): Plugin {
  return {
    id: "dots",
    afterDatasetsDraw: ({ ctx, chartArea }) => {
      const pen = ctx as unknown as Pen;
      const { left, right, top, bottom } = chartArea;
      const height = (bottom - top) / rows.length;
      const x = (seconds: number): number => left + (seconds / endSeconds) * (right - left);
      rows.forEach((row, index) => {
        const middle = top + (index + 0.5) * height;
        if (row.dots.length > MOST_DOTS) drawDensity(pen, row, { left, right, endSeconds }, middle);
        else drawDots(pen, row, x, middle);
        if (row.limitSeconds !== null) drawLimit(pen, x(row.limitSeconds), middle, height, right, row.limitSeconds);
        const [first, second] = texts[index]!;
        drawText(pen, first, right + 10, middle - (second === "" ? 0 : 8), { size: 11, colour: INK });
        drawText(pen, second, right + 10, middle + 8, { size: 11, colour: QUIET_INK });
      });
    },
  };
}

/** Dots of one row are spread up and down, evenly and always the same, so that equal ones do not hide each other. */
function drawDots(pen: Pen, { dots }: DotRow, x: (seconds: number) => number, middle: number): void {
  const { colour } = strokeOf(0);
  pen.setLineDash([]);
  pen.lineWidth = 1.5;
  dots.forEach(({ seconds, ended }, index) => {
    const place = dots.length === 1 ? 0.5 : (index * GOLDEN) % 1;
    pen.beginPath();
    pen.arc(x(seconds), middle + (place - 0.5) * SPREAD, RADIUS, 0, 2 * Math.PI);
    pen.fillStyle = ended ? colour : "#ffffff";
    pen.strokeStyle = colour;
    pen.fill();
    pen.stroke();
  });
}

interface Span {
  readonly left: number;
  readonly right: number;
  readonly endSeconds: number;
}

/** As thick as there are many at that time, relative to the thickest place; one alone can still be seen. */
function drawDensity(pen: Pen, { dots }: DotRow, { left, right, endSeconds }: Span, middle: number): void {
  const counts = new Map<number, number>();
  for (const { seconds } of dots) {
    const bin = Math.floor(((seconds / endSeconds) * (right - left)) / BIN);
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  const most = Math.max(...counts.values());
  pen.fillStyle = strokeOf(0).colour;
  for (const [bin, count] of counts) {
    const height = Math.max(LEAST_DENSITY, (count / most) * SPREAD);
    pen.fillRect(left + bin * BIN, middle - height / 2, BIN, height);
  }
}

/** Multiples of the golden ratio, modulo one, are spread evenly however many there are. */
const GOLDEN = 0.618033988749895;

function drawLimit(pen: Pen, x: number, middle: number, height: number, right: number, seconds: number): void {
  pen.strokeStyle = strokeOf(1).colour;
  pen.lineWidth = 1.5;
  pen.setLineDash([5, 3]);
  pen.beginPath();
  pen.moveTo(x, middle - height / 2 + 2);
  pen.lineTo(x, middle + height / 2 - 2);
  pen.stroke();
  pen.setLineDash([]);
  const text = `limit ${formatDuration(seconds)}`;
  const outside = x + 4 + textWidth(text, 10.5) > right;
  const place = { size: 10.5, colour: strokeOf(1).colour, align: outside ? ("right" as const) : ("left" as const) };
  drawText(pen, text, outside ? x - 4 : x + 4, middle - height / 2 + 7, place);
}
