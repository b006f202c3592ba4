/** Recovery time as stacked bars of its phases: incident by incident while they are few, else the mean and the longest. */
import { PHASES, type Incident, type Phase, type PolicyResult, type Summary } from "../../result/index.js";
import { clockOf, type Clock } from "../clock.js";
import { formatDuration, formatNumberOf } from "../number-format.js";
import {
  drawnInWords,
  incidentsOf,
  longestFirst,
  recoveryFacts,
  sampledIncidents,
  type PlacedIncident,
} from "../policy-facts.js";
import { besideWidth, drawBars, type Segment } from "./bars.js";
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

interface BarRow extends Row {
  readonly phases: readonly PhaseLength[];
  readonly text: string;
}

interface PhaseLength {
  readonly phase: Phase;
  readonly seconds: number;
}

function figureOf(summary: Summary): Figure {
  const groups = summary.policies.flatMap((policy) => groupsOf(policy, summary.policies.length > 1));
  const bars = groups.flatMap((group) => barsOf(group, groups.length, clockOf(summary.scenario)));
  const phases = PHASES.filter((phase) => bars.some((bar) => bar.phases.some((each) => each.phase === phase)));
  const end = Math.max(0, ...bars.map(lengthOf));
  const unended = groups.some(({ incidents }) => incidents.some(({ incident }) => incident.endSeconds === null));
  const remarks = [
    unended ? "Incidents that had not ended are counted up to the end of the run." : null,
    drawnInWords(summary, false),
  ].filter((each) => each !== null);
  return {
    remark: remarks.length === 0 ? null : remarks.join(" "),
    legend: phases.map((phase) => PHASE_FILLS[phase]),
    nothing: "Nothing to show: no incident.",
    plot: end === 0 ? null : plotOf(bars, end),
  };
}

function plotOf(bars: readonly BarRow[], endSeconds: number): Figure["plot"] {
  const drawn = bars.map(({ phases, text }) => ({ segments: phases.map(segmentOf), beside: text }));
  return rowsPlot({
    rows: bars,
    rowHeight: ROW_HEIGHT,
    endSeconds,
    axis: "recovery time",
    plugins: [drawBars(drawn, endSeconds)],
    rightMargin: Math.max(20, ...bars.map(({ text }) => besideWidth(text))),
  });
}

function segmentOf({ phase, seconds }: PhaseLength): Segment {
  return { seconds, fill: PHASE_FILLS[phase], text: formatDuration(seconds) };
}

/** The incidents of one service under one policy. */
interface Group {
  readonly label: string;
  readonly incidents: readonly PlacedIncident[];
  /** Those of them that means and medians are of. */
  readonly sample: readonly PlacedIncident[];
}

function groupsOf(policy: PolicyResult, severalPolicies: boolean): readonly Group[] {
  const incidents = incidentsOf(policy);
  const services = [...new Set(incidents.map(({ incident }) => incident.service))];
  return services.map((service) => {
    const own = incidents.filter(({ incident }) => incident.service === service);
    const label = severalPolicies ? `${policy.policy} · ${service}` : service;
    return { label, incidents: own, sample: sampledIncidents(policy, own) };
  });
}

/** A single incident bears the name of its group; several have a heading. */
function barsOf({ label, incidents, sample }: Group, groups: number, clock: Clock): readonly BarRow[] {
  const [only] = incidents;
  if (only !== undefined && incidents.length === 1) {
    return [{ ...barOfIncident(only, false, clock), label: `${label}, at ${clock.brief(only.incident.startSeconds)}` }];
  }
  const count = formatNumberOf(incidents.length, "incident");
  const heading = { label: `${label} · ${count}`, heading: true, phases: [], text: "" };
  const several = new Set(incidents.map(({ replication }) => replication)).size > 1;
  if (incidents.length <= Math.floor(MOST_SINGLE / groups)) {
    return [heading, ...incidents.map((each) => barOfIncident(each, several, clock))];
  }
  const facts = recoveryFacts(incidents, sample);
  if (facts === null) return [heading];
  const phases = PHASES.map((phase) => ({ phase, seconds: facts.phases[phase] })).filter(({ seconds }) => seconds > 0);
  const median = longestFirst(sample)[Math.floor(sample.length / 2)] ?? facts.longest;
  return [
    heading,
    { label: "mean", heading: false, phases, text: formatDuration(facts.meanSeconds) },
    { ...barOfIncident(median, several, clock), label: "median incident" },
    { ...barOfIncident(facts.longest, several, clock), label: "longest incident" },
  ];
}

function barOfIncident({ replication, incident }: PlacedIncident, several: boolean, clock: Clock): BarRow {
  const length = formatDuration(incident.recoveryTimeSeconds);
  return {
    label: `at ${clock.brief(incident.startSeconds)}${several ? `, replication ${replication}` : ""}`,
    heading: false,
    phases: phasesOf(incident),
    text: incident.endSeconds === null ? `${length}, not ended` : length,
  };
}

/** In the order in which they first began; a phase that came again is one with its first time. */
function phasesOf({ phases }: Incident): readonly PhaseLength[] {
  const lengths = new Map<Phase, number>();
  for (const { phase, durationSeconds } of phases) lengths.set(phase, (lengths.get(phase) ?? 0) + durationSeconds);
  return [...lengths].map(([phase, seconds]) => ({ phase, seconds }));
}

function lengthOf({ phases }: BarRow): number {
  return phases.reduce((sum, { seconds }) => sum + seconds, 0);
}
