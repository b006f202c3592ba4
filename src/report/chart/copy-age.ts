/** How old the newest whole copy of each transfer was over time. */
import type { Summary } from "../../result/index.js";
import { formatDuration, formatNumberOf } from "../number-format.js";
import type { Chart } from "./chart.js";
import { renderFigure, type Figure } from "./figure.js";
import { drawnReplication, largestOf, seriesOf } from "./load-and-hosts.js";
import { MOST_STROKES, strokeFill, strokeOf } from "./stroke.js";
import { transfersIn } from "../transfer-facts.js";
import { runAxis, timeAxis, xyPlot } from "./xy-plot.js";

export const copyAge: Chart = {
  name: "copy-age",
  title: "Recovery point over time",
  question: "If the source had been lost just then, how much work would have gone with it?",
  applies: (summary) => summary.scenario.durationSeconds > 0 && linesOf(summary).length > 0,
  render: (summary, options) => renderFigure(copyAge, summary, figureOf(summary), options),
};

const MOST_TICKS = 7;
const HOUR_SECONDS = 3600;

function linesOf({ policies }: Summary) {
  return policies.flatMap((policy) =>
    transfersIn(policy).flatMap(({ name }) => {
      const series = seriesOf(policy, `${name}.lag`);
      const label = policies.length > 1 ? `${policy.policy} · ${name}` : name;
      return series === undefined ? [] : [{ label, series, oldest: largestOf([series]) }];
    }),
  );
}

/** Of more than can be told apart, the oldest; in their order. */
function figureOf(summary: Summary): Figure {
  const all = linesOf(summary);
  const told = new Set(all.toSorted((one, other) => other.oldest - one.oldest).slice(0, MOST_STROKES));
  const lines = all.filter((each) => told.has(each));
  const step = Math.max(0, ...lines.map(({ series }) => series.stepSeconds));
  const remarks = [
    drawnReplication(summary),
    // The teeth of a month are narrower than a point.
    step >= HOUR_SECONDS ? `Each point is the oldest within ${formatDuration(step)}.` : null,
    all.length > lines.length
      ? `Left out, with younger copies: ${formatNumberOf(all.length - lines.length, "more line")}.`
      : null,
  ].filter((each) => each !== null);
  const oldest = Math.max(0, ...lines.map((each) => each.oldest));
  return {
    remark: remarks.length === 0 ? null : remarks.join(" "),
    legend: lines.length > 1 ? lines.map(({ label }, index) => strokeFill(label, strokeOf(index))) : [],
    nothing: "Nothing to show: no copy was complete.",
    plot:
      oldest === 0
        ? null
        : xyPlot({
            x: runAxis(summary.scenario),
            y: timeAxis("age of the newest whole copy", oldest * 1.05, MOST_TICKS),
            lines: lines.map(({ series: { stepSeconds, values } }, index) => ({
              stroke: strokeOf(index),
              points: values.map((y, step) => ({ x: (step + 1) * stepSeconds, y })),
            })),
          }),
  };
}
