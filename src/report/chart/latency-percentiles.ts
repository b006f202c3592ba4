/** Latency from the median to the slowest request, on a scale on which ten times as long is always as far. */
import { measureOf } from "../policy-facts.js";
import { subjectsOf } from "../subjects.js";
import { formatDuration, formatNumberOf } from "../number-format.js";
import type { Summary } from "../../result/index.js";
import type { Chart } from "./chart.js";
import { renderFigure, type Figure } from "./figure.js";
import { MOST_STROKES, strokeFill, strokeOf } from "./stroke.js";
import { xyPlot, type Axis } from "./xy-plot.js";

export const latencyPercentiles: Chart = {
  name: "latency-percentiles",
  title: "Latency percentiles",
  question: "How long did requests take that were answered, and how much longer the slowest of them?",
  applies: (summary) => linesOf(summary).length > 0,
  render: (summary, options) => renderFigure(latencyPercentiles, summary, figureOf(summary), options),
};

const PERCENTILES = [
  ["p50", "50"],
  ["p95", "95"],
  ["p99", "99"],
  ["p999", "99.9"],
  ["max", "100"],
] as const;

interface Line {
  readonly label: string;
  readonly values: readonly (number | null)[];
}

function linesOf({ policies }: Summary): readonly Line[] {
  return policies.flatMap((policy) =>
    subjectsOf(policy).flatMap(({ name: service }) => {
      const values = PERCENTILES.map(([key]) => {
        const measure = measureOf(policy, `${service}.latency.${key}`);
        const value = measure?.overall ?? measure?.mean ?? null;
        return value !== null && value > 0 ? value : null;
      });
      const label = policies.length > 1 ? `${policy.policy} · ${service}` : service;
      return values.every((value) => value === null) ? [] : [{ label, values }];
    }),
  );
}

function figureOf(summary: Summary): Figure {
  const all = linesOf(summary);
  const lines = all.slice(0, MOST_STROKES);
  return {
    remark: all.length > lines.length ? `Left out: ${formatNumberOf(all.length - lines.length, "more line")}.` : null,
    legend: lines.map(({ label }, index) => strokeFill(label, strokeOf(index))),
    nothing: "Nothing to show: no request was answered.",
    plot:
      lines.length === 0
        ? null
        : xyPlot({
            x: {
              title: "share of requests that were answered in this time (%)",
              min: -0.2,
              max: PERCENTILES.length - 0.8,
              ticks: PERCENTILES.map(([, label], value) => ({ value, label })),
            },
            y: latencyAxis(lines.flatMap(({ values }) => values.filter((value) => value !== null))),
            lines: lines.map(({ values }, index) => ({
              stroke: strokeOf(index),
              dots: true,
              points: values.map((value, x) => ({ x, y: value === null ? null : Math.log10(value) })),
            })),
          }),
  };
}

/** Whole powers of ten, and twice and five times them while they are few. */
function latencyAxis(values: readonly number[]): Axis {
  const low = Math.log10(Math.min(...values));
  const high = Math.log10(Math.max(...values));
  const margin = Math.max(0.15, (high - low) * 0.06);
  const [min, max] = [low - margin, high + margin];
  const factors = max - min <= 3 ? [1, 2, 5] : [1];
  const ticks = [];
  for (let power = Math.floor(min); power <= Math.ceil(max); power += 1) {
    for (const factor of factors) {
      const seconds = Number(`${factor}e${power}`);
      const value = Math.log10(seconds);
      if (value >= min && value <= max) ticks.push({ value, label: formatDuration(seconds) });
    }
  }
  return { title: "latency (unit at each mark, logarithmic)", min, max, ticks };
}
