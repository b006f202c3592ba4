/** The distribution of recovery times, with what chance leaves open; incidents that never ended count for as long as they were seen. */
import { EmpiricalDistribution, KaplanMeier } from "../../stats/index.js";
import { formatNumberOf } from "../number-format.js";
import { drawnInWords, incidentsOf, sampledIncidents, type PlacedIncident } from "../policy-facts.js";
import type { Summary } from "../../result/index.js";
import type { Chart } from "./chart.js";
import { renderFigure, type Figure } from "./figure.js";
import { MOST_STROKES, strokeFill, strokeOf } from "./stroke.js";
import { shareAxis, timeAxis, xyPlot, type Point, type XyLine } from "./xy-plot.js";

export const recoveryTime: Chart = {
  name: "recovery-time",
  title: "Recovery time",
  question: "What share of incidents was over within a given time?",
  applies: (summary) => groupsOf(summary).some(({ incidents }) => incidents.length >= FEWEST),
  render: (summary, options) => renderFigure(recoveryTime, summary, figureOf(summary), options),
};

/** One incident has a length, not a distribution. */
const FEWEST = 2;
/** Of fewer the band would leave nearly everything open, and those of several services would hide all else. */
const FEWEST_FOR_BAND = 8;
const LEVEL = 0.95;
const MOST_POINTS = 400;

interface Group {
  readonly label: string;
  readonly incidents: readonly PlacedIncident[];
}

function groupsOf({ policies }: Summary): readonly Group[] {
  return policies.flatMap((policy) => {
    const all = sampledIncidents(policy, incidentsOf(policy));
    return [...new Set(all.map(({ incident }) => incident.service))].map((service) => ({
      label: policies.length > 1 ? `${policy.policy} · ${service}` : service,
      incidents: all.filter(({ incident }) => incident.service === service),
    }));
  });
}

function figureOf(summary: Summary): Figure {
  const all = groupsOf(summary).filter(({ incidents }) => incidents.length >= FEWEST);
  const groups = all.slice(0, MOST_STROKES);
  const lengths = groups.flatMap(({ incidents }) => incidents.map(({ incident }) => incident.recoveryTimeSeconds));
  const end = lengths.reduce((most, each) => Math.max(most, each), 0) * 1.04 || 1;
  const censored = groups.some(({ incidents }) => incidents.some(({ incident }) => incident.endSeconds === null));
  const drawn = drawnInWords(summary, true);
  const remarks = [
    groups.some(({ incidents }) => incidents.length >= FEWEST_FOR_BAND)
      ? "Bands: 95 % that the true share lies within."
      : `Bands of what chance leaves open are drawn from ${FEWEST_FOR_BAND} incidents on.`,
    ...(drawn === null ? [] : [drawn]),
    ...(censored ? ["Incidents that had not ended count as far as they were seen (Kaplan and Meier)."] : []),
    ...(all.length > groups.length ? [`Left out: ${formatNumberOf(all.length - groups.length, "more line")}.`] : []),
  ];
  return {
    remark: groups.length === 0 ? null : remarks.join(" "),
    legend: groups.map(({ label, incidents }, index) =>
      strokeFill(`${label}, ${formatNumberOf(incidents.length, "incident")}`, strokeOf(index)),
    ),
    nothing: "Nothing to show: fewer than two incidents of any service.",
    plot:
      groups.length === 0
        ? null
        : xyPlot({
            x: timeAxis("recovery time", end),
            y: shareAxis("share of incidents that were over"),
            lines: groups.map(({ incidents }, index) => lineOf(incidents, end, index)),
          }),
  };
}

function lineOf(incidents: readonly PlacedIncident[], end: number, index: number): XyLine {
  const points = thinned(distributionOf(incidents));
  const line = (valueOf: (point: Bounded) => number, from = 0): readonly Point[] => stepped(points, valueOf, from, end);
  return {
    stroke: strokeOf(index),
    points: line(({ share }) => share),
    ...(incidents.length >= FEWEST_FOR_BAND && {
      band: { low: line(({ low }) => low), high: line(({ high }) => high, beforeFirst(incidents, points)) },
    }),
  };
}

interface Bounded {
  readonly value: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** The band of all that ended holds the whole distribution at once; with censored ones it holds point by point. */
function distributionOf(incidents: readonly PlacedIncident[]): readonly Bounded[] {
  if (incidents.every(({ incident }) => incident.endSeconds !== null)) {
    return new EmpiricalDistribution(incidents.map(({ incident }) => incident.recoveryTimeSeconds)).points(LEVEL);
  }
  const estimate = new KaplanMeier(
    incidents.map(({ incident }) => ({ duration: incident.recoveryTimeSeconds, ended: incident.endSeconds !== null })),
  );
  return estimate.steps.map(({ duration, survival }) => {
    const { low, high } = estimate.intervalAt(duration, LEVEL);
    return { value: duration, share: 1 - survival, low: 1 - high, high: 1 - low };
  });
}

/** No more points than can be seen; the first and the last stay. */
function thinned(points: readonly Bounded[]): readonly Bounded[] {
  const every = Math.ceil(points.length / MOST_POINTS);
  return points.filter((_, index) => index % every === 0 || index === points.length - 1);
}

/**
 * How large the share may be below all values that occurred: the band is as wide there as everywhere, which is what it
 * leaves open above them; an interval point by point says nothing there, and the one at the first value bounds it.
 */
function beforeFirst(incidents: readonly PlacedIncident[], points: readonly Bounded[]): number {
  const all = incidents.every(({ incident }) => incident.endSeconds !== null);
  return all ? 1 - (points.at(-1)?.low ?? 0) : (points[0]?.high ?? 1);
}

/** A distribution function is flat between the values that occurred, and rises at them. */
function stepped(
  points: readonly Bounded[],
  valueOf: (point: Bounded) => number,
  from: number,
  end: number,
): readonly Point[] {
  let last = from;
  const steps = points.flatMap((point) => {
    const before = last;
    last = valueOf(point);
    return [
      { x: point.value, y: before },
      { x: point.value, y: last },
    ];
  });
  return [{ x: 0, y: from }, ...steps, { x: end, y: last }];
}
