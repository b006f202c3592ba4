/** Recovery time as stacked bars of its phases: incident by incident while they are few, else the mean and the longest. */
import { PHASES, type Phase, type PolicyResult, type Summary } from "../../result/index.js";
import { formatDuration, formatNumberOf } from "../number-format.js";
import { incidentsOf, longestFirst, recoveryFacts, type PlacedIncident } from "../policy-facts.js";
import { barText, besideWidth } from "./bar-text.js";
import type { Chart } from "./chart.js";
import { renderFigure, type Figure } from "./figure.js";
import { PHASE_FILLS } from "./palette.js";
import { rowsPlot, type Row } from "./rows.js";

export const recoveryPhases: Chart = {
  name: "recovery-phases",
  title: "Recovery time by phase",
  question: "What was the time between a fault and full service spent on?",
  applies: (summary) => summary.policies.some((policy) => incidentsOf(policy).length > 0),
  render: (summary, options) => renderFigure(recoveryPhases, summary, figureOf(summary), options),
};

const MOST_SINGLE = 14;
const ROW_HEIGHT = 32;
const BAR_THICKNESS = 20;

interface Bar extends Row {
  readonly phases: Readonly<Partial<Record<Phase, number>>>;
  readonly text: string;
}

function figureOf(summary: Summary): Figure {
  const groups = summary.policies.flatMap((policy) => groupsOf(policy, summary.policies.length > 1));
  const bars = groups.flatMap((group) => barsOf(group, groups.length));
  const phases = PHASES.filter((phase) => bars.some((bar) => (bar.phases[phase] ?? 0) > 0));
  const end = Math.max(0, ...bars.map(lengthOf));
  const unended = groups.some(({ incidents }) => incidents.some(({ incident }) => incident.endSeconds === null));
  return {
    remark: unended ? "Incidents that had not ended are counted up to the end of the run." : null,
    legend: phases.map((phase) => PHASE_FILLS[phase]),
    nothing: "Nothing to show: no incident.",
    plot: end === 0 ? null : plotOf(bars, phases, end),
  };
}

function plotOf(bars: readonly Bar[], phases: readonly Phase[], endSeconds: number): Figure["plot"] {
  return rowsPlot({
    rows: bars,
    rowHeight: ROW_HEIGHT,
    endSeconds,
    axis: "recovery time",
    datasets: phases.map((phase) => ({
      data: bars.map((bar) => bar.phases[phase] ?? null),
      backgroundColor: PHASE_FILLS[phase].colour,
      barThickness: BAR_THICKNESS,
      stack: "recovery",
    })),
    plugins: [
      barText({
        fill: (dataset) => PHASE_FILLS[phases[dataset]!],
        inside: (dataset, row) => {
          const seconds = bars[row]!.phases[phases[dataset]!] ?? 0;
          return seconds > 0 ? formatDuration(seconds) : "";
        },
        beside: (row) => bars[row]!.text,
      }),
    ],
    rightMargin: Math.max(20, ...bars.map(({ text }) => besideWidth(text))),
  });
}

/** The incidents of one service under one policy. */
interface Group {
  readonly label: string;
  readonly incidents: readonly PlacedIncident[];
}

function groupsOf(policy: PolicyResult, severalPolicies: boolean): readonly Group[] {
  const incidents = incidentsOf(policy);
  const services = [...new Set(incidents.map(({ incident }) => incident.service))];
  return services.map((service) => ({
    label: severalPolicies ? `${policy.policy} · ${service}` : service,
    incidents: incidents.filter(({ incident }) => incident.service === service),
  }));
}

function barsOf({ label, incidents }: Group, groups: number): readonly Bar[] {
  const heading = {
    label: `${label} · ${formatNumberOf(incidents.length, "incident")}`,
    heading: true,
    phases: {},
    text: "",
  };
  const replications = new Set(incidents.map(({ replication }) => replication)).size;
  if (incidents.length <= Math.max(1, Math.floor(MOST_SINGLE / groups))) {
    return [heading, ...incidents.map((each) => barOfIncident(each, replications > 1))];
  }
  const facts = recoveryFacts(incidents);
  if (facts === null) return [heading];
  const mean = { label: "mean", heading: false, phases: facts.phases, text: formatDuration(facts.meanSeconds) };
  const median = longestFirst(incidents)[Math.floor(incidents.length / 2)]!;
  return [
    heading,
    mean,
    { ...barOfIncident(median, replications > 1), label: "median incident" },
    { ...barOfIncident(facts.longest, replications > 1), label: "longest incident" },
  ];
}

function barOfIncident({ replication, incident }: PlacedIncident, several: boolean): Bar {
  const phases: Partial<Record<Phase, number>> = {};
  for (const { phase, durationSeconds } of incident.phases) phases[phase] = (phases[phase] ?? 0) + durationSeconds;
  const length = formatDuration(incident.recoveryTimeSeconds);
  return {
    label: `at ${formatDuration(incident.startSeconds)}${several ? `, replication ${replication}` : ""}`,
    heading: false,
    phases,
    text: incident.endSeconds === null ? `${length}, not ended` : length,
  };
}

function lengthOf({ phases }: Bar): number {
  return PHASES.reduce((sum, phase) => sum + (phases[phase] ?? 0), 0);
}
