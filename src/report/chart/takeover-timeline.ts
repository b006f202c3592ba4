/** What happened from a fault until the service answered again: the states of those who took part, and each step. */
import {
  causesInWords,
  whoCameBack,
  CONDITIONS,
  conditionOf,
  PHASES,
  type Incident,
  type Phase,
  type PolicyResult,
  type RunDetail,
  type StepResult,
  type Strip,
  type Summary,
} from "../../result/index.js";
import { clockOf, type Clock } from "../clock.js";
import { formatCount, formatDuration, NO_VALUE } from "../number-format.js";
import { byClock, written } from "../quantities.js";
import { isFor, subjectOf } from "../subjects.js";
import type { Chart } from "./chart.js";
import { renderFigure, type Figure } from "./figure.js";
import { CONDITION_FILLS, PHASE_FILLS } from "./palette.js";
import { timelinePlot, type TimelinePanel, type TimelineRow } from "./timeline-panels.js";

export const takeoverTimeline: Chart = {
  name: "takeover-timeline",
  title: "Anatomy of a takeover",
  question: "What happened from the fault until the service answered again, and which steps did the time go to?",
  applies: (summary) => summary.policies.some((policy) => takenOver(policy).length > 0),
  render: (summary, options) => renderFigure(takeoverTimeline, summary, figureOf(summary), options),
};

/** Incidents shown when there is one policy; of several policies each shows its longest. */
const MOST_OF_ONE_POLICY = 2;
const MOST_STEPS = 24;
const MOST_STEPS_OF_SEVERAL = 14;
/** Parts of the whole time that are shown before the fault and after the end. */
const BEFORE = 0.05;
const AFTER = 0.03;

function figureOf(summary: Summary): Figure {
  const several = summary.policies.length > 1;
  const most = several ? 1 : MOST_OF_ONE_POLICY;
  const panels = summary.policies.flatMap((policy) =>
    longest(takenOver(policy), most).map((incident) => panelOf(incident, policy, summary)),
  );
  const total = summary.policies.reduce((sum, policy) => sum + takenOver(policy).length, 0);
  return {
    remark: remarkOn(panels.length, total, several),
    legend: legendOf(panels),
    nothing: "Nothing to show: no takeover took place.",
    plot: panels.length === 0 ? null : timelinePlot(panels),
  };
}

function remarkOn(shown: number, total: number, several: boolean): string | null {
  const scale = several && shown > 1 ? "Each has its own axis." : "";
  const which =
    shown === total || shown === 0
      ? ""
      : several
        ? `The longest of each policy, of ${formatCount(total)} takeovers.`
        : `The ${formatCount(shown)} longest of ${formatCount(total)}.`;
  return [which, scale].filter((each) => each !== "").join(" ") || null;
}

function legendOf(panels: readonly TimelinePanel[]): Figure["legend"] {
  const rows = panels.flatMap((panel) => panel.rows);
  const phases = new Set(rows.flatMap((row) => (row.kind === "step" ? [row.phase] : [])));
  const conditions = new Set(
    rows.flatMap((row) => (row.kind === "strip" ? row.states.map(({ state }) => conditionOf(state)) : [])),
  );
  return [
    ...CONDITIONS.filter((each) => conditions.has(each)).map((each) => CONDITION_FILLS[each]),
    ...PHASES.filter((each) => phases.has(each)).map((each) => PHASE_FILLS[each]),
  ];
}

/** Of the replications that are held in detail the one that went worst. */
function detailOf({ detail, worst }: Pick<PolicyResult, "detail" | "worst">): RunDetail {
  return worst ?? detail;
}

/** Incidents of the run in detail in which a takeover did something. */
function takenOver({ replications, ...policy }: PolicyResult): readonly Incident[] {
  const { replication } = detailOf(policy);
  const incidents = replications.find((each) => each.replication === replication)?.incidents ?? [];
  return incidents.filter(({ steps }) => steps.length > 0);
}

/** In order of time. */
function longest(incidents: readonly Incident[], most: number): readonly Incident[] {
  const chosen = new Set(incidents.toSorted((a, b) => b.recoveryTimeSeconds - a.recoveryTimeSeconds).slice(0, most));
  return incidents.filter((each) => chosen.has(each));
}

function panelOf(incident: Incident, result: PolicyResult, summary: Summary): TimelinePanel {
  const { policy } = result;
  const detail = detailOf(result);
  const { startSeconds, recoveryTimeSeconds } = incident;
  const runEnd = summary.scenario.durationSeconds;
  const ends = incident.steps.map(({ endSeconds }) => (endSeconds ?? runEnd) - startSeconds);
  const first = Math.min(0, ...incident.steps.map((step) => step.startSeconds - startSeconds));
  const last = Math.max(recoveryTimeSeconds, ...ends) || 1;
  const span = { from: first - last * BEFORE, to: last * (1 + AFTER) };
  const several = summary.policies.length > 1;
  return {
    ...span,
    heading: headingOf(incident, several ? policy : null, clockOf(summary.scenario)),
    outage: { from: 0, to: recoveryTimeSeconds },
    axis: "time since the service went down",
    rows: [
      ...stripsOf(incident, detail, summary).map((strip) => stripRow(strip, startSeconds, span, runEnd)),
      ...firstAndLast(
        stepRows(incident, runEnd, clockOf(summary.scenario)),
        several ? MOST_STEPS_OF_SEVERAL : MOST_STEPS,
      ),
    ],
  };
}

function headingOf(incident: Incident, policy: string | null, clock: Clock): string {
  const { service, causes, endSeconds, startSeconds, recoveryTimeSeconds } = incident;
  const length = formatDuration(recoveryTimeSeconds);
  return [
    ...(policy === null ? [] : [policy]),
    `${service}: ${whoCameBack(incident) ?? `${incident.from ?? NO_VALUE} → ${NO_VALUE}`}`,
    `down at ${clock.brief(startSeconds)}${causes.length === 0 ? "" : ` after ${causesInWords(causes, ", ")}`}`,
    endSeconds === null ? `still down ${length} later` : `up again ${length} later`,
  ].join(" · ");
}

/** What was down, the host that it ran on with the relay that feeds it, and the hosts that were to take over. */
function stripsOf(incident: Incident, { strips, takeovers }: RunDetail, { topology }: Summary): readonly Strip[] {
  const { from, to, startSeconds, endSeconds } = incident;
  const subject = subjectOf(incident);
  const tried = takeovers.filter(
    (each) =>
      isFor(each, incident) &&
      (each.endSeconds ?? Infinity) >= startSeconds &&
      (endSeconds === null || each.startSeconds <= endSeconds),
  );
  const targets = new Set([...tried.map((each) => each.to), to]);
  targets.delete(from);
  const relays = topology.edges
    .filter((edge) => edge.kind === "power" && edge.to === `host ${from ?? ""}`)
    .map((edge) => edge.from);
  const find = (kind: Strip["kind"], isMeant: (actor: string) => boolean) =>
    strips.filter((strip) => strip.kind === kind && isMeant(strip.actor));
  return [
    ...find(subject.kind, (actor) => actor === subject.name),
    ...find("host", (actor) => actor === from && subject.kind !== "host"),
    ...find("relay", (actor) => relays.includes(`relay ${actor}`)),
    ...find("host", (actor) => targets.has(actor)),
  ];
}

function stripRow(
  { actor, intervals }: Strip,
  zero: number,
  span: { readonly from: number; readonly to: number },
  runEnd: number,
): TimelineRow {
  const states = intervals.flatMap(([start, state], index) => {
    const from = Math.max(span.from, start - zero);
    const to = Math.min(span.to, (intervals[index + 1]?.[0] ?? runEnd) - zero);
    return to > from ? [{ from, to, state }] : [];
  });
  return { kind: "strip", label: actor, states };
}

/** What is no step of a takeover, but time that passed. */
const WAITING: Partial<Readonly<Record<Phase, string>>> = {
  detect: "notice the failure",
  resume: "resume service",
  pause: "pause",
  repair: "wait for repair",
};

type StepRow = Extract<TimelineRow, { kind: "step" }>;

/** Steps, and stretches between them in which none was under way, in order of time. */
function stepRows({ startSeconds: zero, steps, phases }: Incident, runEnd: number, clock: Clock): readonly StepRow[] {
  const endOf = (step: StepResult): number => step.endSeconds ?? runEnd;
  const waited = phases.flatMap(({ phase, startSeconds, durationSeconds }): readonly StepRow[] => {
    const label = WAITING[phase];
    const end = startSeconds + durationSeconds;
    const busy = steps.some((step) => step.startSeconds < end && endOf(step) > startSeconds);
    if (label === undefined || busy) return [];
    const text = formatDuration(durationSeconds);
    return [{ kind: "step", label, phase, from: startSeconds - zero, to: end - zero, text }];
  });
  const taken = steps.map((step): StepRow => {
    const { step: label, phase, startSeconds } = step;
    return {
      kind: "step",
      label,
      phase,
      from: startSeconds - zero,
      to: endOf(step) - zero,
      text: textOf(step, runEnd, clock),
    };
  });
  return [...waited, ...taken].toSorted((a, b) => a.from - b.from);
}

function textOf(step: StepResult, runEnd: number, clock: Clock): string {
  const { startSeconds, endSeconds, outcome, quantities = [] } = step;
  const reason = written(step.reason, quantities, byClock(clock));
  const length = formatDuration((endSeconds ?? runEnd) - startSeconds);
  if (outcome === "done") return length;
  return `${outcome === "skipped" ? "" : `${length}, `}${outcome}${reason === "" ? "" : `: ${reason}`}`;
}

/** A routine that is tried again and again has hundreds of steps: of those between a number is left. */
function firstAndLast(rows: readonly StepRow[], most: number): readonly TimelineRow[] {
  if (rows.length <= most) return rows;
  const half = most / 2;
  const gap: TimelineRow = { kind: "gap", label: `… ${formatCount(rows.length - most)} more steps …` };
  return [...rows.slice(0, half), gap, ...rows.slice(-half)];
}
