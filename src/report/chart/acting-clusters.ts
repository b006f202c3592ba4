/** On what share of the clusters of a domain some server could act, over time. */
import { answers, conditionOf, type PolicyResult, type Strip, type Summary } from "../../result/index.js";
import { formatNumberOf } from "../number-format.js";
import type { Chart } from "./chart.js";
import { renderFigure, type Figure } from "./figure.js";
import { drawnReplication } from "./load-and-hosts.js";
import { MOST_STROKES, strokeFill, strokeOf } from "./stroke.js";
import { runAxis, shareAxis, xyPlot, type Point } from "./xy-plot.js";

export const actingClusters: Chart = {
  name: "acting-clusters",
  title: "Clusters that can be managed",
  question: "On what share of the clusters could at least one server act, and when?",
  applies: (summary) => summary.scenario.durationSeconds > 0 && linesOf(summary).length > 0,
  render: (summary, options) => renderFigure(actingClusters, summary, figureOf(summary), options),
};

function linesOf({ policies, scenario }: Summary) {
  return policies.flatMap((policy) => {
    const clusters = clustersIn(policy);
    const points = pointsOf(clusters, scenario.durationSeconds);
    return clusters.length === 0 ? [] : [{ label: policy.policy, points }];
  });
}

function clustersIn({ detail }: PolicyResult): readonly Strip[] {
  return detail.strips.filter(({ kind }) => kind === "cluster");
}

/** A step wherever the share changes, so that the line is upright there and flat between. */
function pointsOf(clusters: readonly Strip[], durationSeconds: number): readonly Point[] {
  const changes = clusters.flatMap(({ intervals }) =>
    intervals.map(([at, state], place) => ({
      at,
      by: Number(isActing(state)) - Number(isActing(intervals[place - 1]?.[1] ?? "down")),
    })),
  );
  let acting = 0;
  const points: Point[] = [];
  for (const { at, by } of changes.filter((each) => each.by !== 0).toSorted((a, b) => a.at - b.at)) {
    if (at > 0) points.push({ x: at, y: acting / clusters.length });
    acting += by;
    points.push({ x: at, y: acting / clusters.length });
  }
  const [first] = points;
  return [
    ...(first === undefined || first.x > 0 ? [{ x: 0, y: 0 }] : []),
    ...points,
    { x: durationSeconds, y: acting / clusters.length },
  ];
}

function isActing(state: string): boolean {
  return answers(conditionOf(state));
}

function figureOf(summary: Summary): Figure {
  const { durationSeconds } = summary.scenario;
  const all = linesOf(summary);
  const lines = all.slice(0, MOST_STROKES);
  const remarks = [
    drawnReplication(summary),
    all.length > lines.length ? `Left out: ${formatNumberOf(all.length - lines.length, "more line")}.` : null,
  ].filter((each) => each !== null);
  return {
    remark: remarks.length === 0 ? null : remarks.join(" "),
    legend: lines.length > 1 ? lines.map(({ label }, index) => strokeFill(label, strokeOf(index))) : [],
    nothing: "Nothing to show: there is no cluster.",
    plot:
      lines.length === 0 || !(durationSeconds > 0)
        ? null
        : xyPlot({
            x: runAxis(summary.scenario),
            y: shareAxis("clusters on which some server can act"),
            lines: lines.map(({ points }, index) => ({ stroke: strokeOf(index), points })),
          }),
  };
}
