/** Fast detectors make mistakes and careful ones are late: one dot for each policy. */
import type { Plugin } from "chart.js";
import { formatCount, formatDuration } from "../number-format.js";
import { measureOf, servicesOf } from "../policy-facts.js";
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
  applies: (summary) => dotsOf(summary).length > 0,
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
    const services = servicesOf(policy);
    return services.flatMap((service) => {
      const seconds = measureOf(policy, `${service}.detection.mean`)?.mean ?? null;
      const mistakes = measureOf(policy, `${service}.detection.false`)?.mean ?? null;
      const label = services.length > 1 ? `${policy.policy} · ${service}` : policy.policy;
      return seconds === null || mistakes === null ? [] : [{ label, seconds, mistakes }];
    });
  });
}

const LABEL = 11;
const LINE = 14;

function figureOf(summary: Summary): Figure {
  const dots = dotsOf(summary);
  const end = dots.reduce((most, { seconds }) => Math.max(most, seconds), 0) * 1.15 || 1;
  const most = dots.reduce((sofar, { mistakes }) => Math.max(sofar, mistakes), 0);
  const y = quantityAxis("false alarms (mean per replication)", Math.max(1, most) * 1.1);
  return {
    remark: null,
    legend: [],
    nothing: "Nothing to show: nothing was detected.",
    plot:
      dots.length === 0
        ? null
        : xyPlot({
            x: timeAxis("mean detection time", end),
            y: { ...y, min: -y.max * 0.04 },
            lines: [],
            plugins: [dotsWithNames(dots, end, y.max, -y.max * 0.04)],
          }),
  };
}

/** Dots at one place share it, and their names stand above each other. */
function dotsWithNames(dots: readonly Dot[], end: number, top: number, bottom: number): Plugin {
  const places = new Map<string, Dot[]>();
  for (const dot of dots) {
    const key = `${Math.round((dot.seconds / end) * 40)} ${Math.round((dot.mistakes / top) * 20)}`;
    places.set(key, [...(places.get(key) ?? []), dot]);
  }
  return {
    id: "named-dots",
    afterDatasetsDraw: ({ ctx, chartArea }) => {
      const pen = ctx as unknown as Pen;
      const width = chartArea.right - chartArea.left;
      const height = chartArea.bottom - chartArea.top;
      for (const together of places.values()) {
        const names = namesOf(together);
        const spots = together.map(({ seconds, mistakes }) => ({
          x: chartArea.left + (seconds / end) * width,
          y: chartArea.bottom - ((mistakes - bottom) / (top - bottom)) * height,
        }));
        pen.fillStyle = strokeOf(0).colour;
        for (const { x, y } of spots) {
          pen.beginPath();
          pen.arc(x, y, 6, 0, 2 * Math.PI);
          pen.fill();
        }
        const right = Math.max(...spots.map(({ x }) => x));
        const left = Math.min(...spots.map(({ x }) => x));
        const outside = right + 12 + Math.max(...names.map((name) => textWidth(name, LABEL))) > chartArea.right;
        const highest = Math.max(chartArea.top + 8, Math.min(spots[0]!.y, chartArea.bottom - names.length * LINE + 4));
        names.forEach((name, index) => {
          const style = { size: LABEL, colour: INK, align: outside ? ("right" as const) : ("left" as const) };
          drawText(pen, name, outside ? left - 12 : right + 12, highest + index * LINE, style);
        });
      }
    },
  };
}

const MOST_NAMES = 6;
const LONGEST_NAME = 240;

function namesOf(dots: readonly Dot[]): readonly string[] {
  const names = dots
    .slice(0, MOST_NAMES)
    .map(({ label, seconds }) => `${ellipsize(label, LONGEST_NAME, LABEL)}, ${formatDuration(seconds)}`);
  return dots.length > MOST_NAMES ? [...names, `and ${formatCount(dots.length - MOST_NAMES)} more`] : names;
}
