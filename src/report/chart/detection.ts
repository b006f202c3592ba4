/** Fast detectors make mistakes and careful ones are late: one dot for each policy. */
import type { Plugin } from "chart.js";
import { formatCount, formatDuration } from "../number-format.js";
import { measureOf } from "../policy-facts.js";
import { subjectsOf } from "../subjects.js";
import type { Summary } from "../../result/index.js";
import type { Chart } from "./chart.js";
import { renderFigure, type Figure } from "./figure.js";
import { INK } from "./palette.js";
import { drawText, ellipsize, textWidth, type Pen } from "./pen.js";
import { strokeOf } from "./stroke.js";
import { quantityAxis, timeAxis, xyPlot } from "./xy-plot.js";

export const detection: Chart = {
  name: "detection",
  title: "Detection time against mistakes",
  question: "What does faster detection cost in false alarms? Best is at the lower left.",
  applies: (summary) => isTradeOff(dotsOf(summary)),
  render: (summary, options) => renderFigure(detection, summary, figureOf(summary), options),
};

interface Dot {
  readonly label: string;
  readonly seconds: number;
  readonly mistakes: number;
}

/** Policies that detected something; a service that none of its incidents was detected of has no time. */
function dotsOf({ policies }: Summary): readonly Dot[] {
  return policies.flatMap((policy) => {
    const services = subjectsOf(policy).map(({ name }) => name);
    return services.flatMap((service) => {
      const seconds = measureOf(policy, `${service}.detection.mean`)?.overall ?? null;
      const mistakes = measureOf(policy, `${service}.detection.false`)?.mean ?? null;
      const label = services.length > 1 ? `${policy.policy} · ${service}` : policy.policy;
      return seconds === null || mistakes === null ? [] : [{ label, seconds, mistakes }];
    });
  });
}

/** Policies that all detect alike, and never wrongly, leave nothing to weigh. */
function isTradeOff(dots: readonly Dot[]): boolean {
  return dots.some(({ seconds, mistakes }) => mistakes > 0 || seconds !== dots[0]!.seconds);
}

const LABEL = 11;
const LINE = 14;
/** Part of an axis that is left free below zero, so that dots at zero hide no number. */
const MARGIN = 0.04;

function figureOf(summary: Summary): Figure {
  const dots = dotsOf(summary);
  const end = dots.reduce((most, { seconds }) => Math.max(most, seconds), 0) * 1.15 || 1;
  const most = dots.reduce((sofar, { mistakes }) => Math.max(sofar, mistakes), 0);
  const y = quantityAxis("false alarms (mean per replication)", Math.max(1, most) * 1.1);
  const x = timeAxis("mean detection time", end);
  const area = { left: -end * MARGIN, right: end, top: y.max, bottom: -y.max * MARGIN };
  return {
    remark: null,
    legend: [],
    nothing: "Nothing to show: nothing was detected.",
    plot:
      dots.length === 0
        ? null
        : xyPlot({
            x: { ...x, min: area.left },
            y: { ...y, min: area.bottom },
            lines: [],
            plugins: [dotsWithNames(dots, area)],
          }),
  };
}

/** What of time and mistakes the picture shows. */
interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Dots at one place share it, and their names stand above each other. */
function dotsWithNames(dots: readonly Dot[], { left, right, top, bottom }: Area): Plugin {
  const places = new Map<string, Dot[]>();
  for (const dot of dots) {
    const key = `${Math.round((dot.seconds / right) * 40)} ${Math.round((dot.mistakes / top) * 20)}`;
    places.set(key, [...(places.get(key) ?? []), dot]);
  }
  return {
    id: "named-dots",
    afterDatasetsDraw: ({ ctx, chartArea }) => {
      const pen = ctx as unknown as Pen;
      const width = chartArea.right - chartArea.left;
      const height = chartArea.bottom - chartArea.top;
      const taken: Box[] = [];
      for (const together of places.values()) {
        const spots = together.map(({ seconds, mistakes }) => ({
          x: chartArea.left + ((seconds - left) / (right - left)) * width,
          y: chartArea.bottom - ((mistakes - bottom) / (top - bottom)) * height,
        }));
        pen.fillStyle = strokeOf(0).colour;
        for (const { x, y } of spots) {
          pen.beginPath();
          pen.arc(x, y, 6, 0, 2 * Math.PI);
          pen.fill();
        }
        drawNames(pen, namesOf(together), spots, chartArea, taken);
      }
    },
  };
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Names beside their dots, on the side where there is room for them, and above names that stand there already. */
function drawNames(
  pen: Pen,
  names: readonly string[],
  spots: readonly { readonly x: number; readonly y: number }[],
  chart: Box,
  taken: Box[],
): void {
  const longest = Math.max(...names.map((name) => textWidth(name, LABEL)));
  const rightmost = Math.max(...spots.map(({ x }) => x));
  const outside = rightmost + BESIDE + longest > chart.right;
  const edge = outside ? Math.min(...spots.map(({ x }) => x)) - BESIDE : rightmost + BESIDE;
  const [from, to] = outside ? [edge - longest, edge] : [edge, edge + longest];
  let first = Math.min(spots[0]!.y, chart.bottom - names.length * LINE + 4);
  const boxOf = (y: number): Box => {
    return { left: from, right: to, top: y - LINE / 2, bottom: y + (names.length - 0.5) * LINE };
  };
  // From the lowest up: what is in the way of one place is passed before the next is looked at.
  for (const other of taken.toSorted((a, b) => b.top - a.top)) {
    if (overlap(boxOf(first), other)) first = other.top - (names.length - 0.5) * LINE;
  }
  first = Math.max(chart.top + 8, first);
  taken.push(boxOf(first));
  names.forEach((name, index) => {
    const style = { size: LABEL, colour: INK, align: outside ? ("right" as const) : ("left" as const) };
    drawText(pen, name, edge, first + index * LINE, style);
  });
}

/** Between a dot's middle and its name. */
const BESIDE = 12;

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

const MOST_NAMES = 6;
const LONGEST_NAME = 240;

function namesOf(dots: readonly Dot[]): readonly string[] {
  const names = dots
    .slice(0, MOST_NAMES)
    .map(({ label, seconds }) => `${ellipsize(label, LONGEST_NAME, LABEL)}, ${formatDuration(seconds)}`);
  return dots.length > MOST_NAMES ? [...names, `and ${formatCount(dots.length - MOST_NAMES)} more`] : names;
}
