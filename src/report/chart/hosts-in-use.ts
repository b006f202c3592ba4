/** How many hosts had power over time. */
import { formatNumberOf } from "../number-format.js";
import type { Summary } from "../../result/index.js";
import type { Chart } from "./chart.js";
import { renderFigure, type Figure } from "./figure.js";
import { bandInWords, drawnReplication, largestOf, lineOf, seriesOf } from "./load-and-hosts.js";
import { MOST_STROKES, strokeFill, strokeOf } from "./stroke.js";
import { quantityAxis, runAxis, xyPlot } from "./xy-plot.js";

export const hostsInUse: Chart = {
  name: "hosts-in-use",
  title: "Hosts in use",
  question: "How many hosts had power, and when?",
  applies: (summary) => summary.scenario.durationSeconds > 0 && linesOf(summary).length > 0,
  render: (summary, options) => renderFigure(hostsInUse, summary, figureOf(summary), options),
};

function linesOf({ policies }: Summary) {
  return policies.flatMap((policy) => {
    const series = seriesOf(policy, "hosts.powered");
    return series === undefined ? [] : [{ label: policy.policy, series }];
  });
}

function figureOf(summary: Summary): Figure {
  const { durationSeconds } = summary.scenario;
  const all = linesOf(summary);
  const lines = all
    .slice(0, MOST_STROKES)
    .map(({ label, series }) => ({ label, series, ...lineOf(series, durationSeconds) }));
  const remarks = [
    drawnReplication(summary),
    bandInWords(lines),
    all.length > lines.length ? `Left out: ${formatNumberOf(all.length - lines.length, "more line")}.` : null,
  ].filter((each) => each !== null);
  return {
    remark: remarks.length === 0 ? null : remarks.join(" "),
    legend: lines.length > 1 ? lines.map(({ label }, index) => strokeFill(label, strokeOf(index))) : [],
    nothing: "Nothing to show: no host was observed.",
    plot:
      lines.length === 0 || !(durationSeconds > 0)
        ? null
        : xyPlot({
            x: runAxis(summary.scenario),
            y: quantityAxis("hosts with power (number)", largestOf(lines.map(({ series }) => series)), { whole: true }),
            lines: lines.map(({ points, band }, index) => ({
              ...{ stroke: strokeOf(index), points },
              ...(band !== undefined && { band }),
            })),
          }),
  };
}
