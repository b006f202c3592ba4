/** Each step of a takeover as a bar on an axis of time since the fault. */
import {
  PHASES,
  type Incident,
  type Phase,
  type PolicyResult,
  type StepResult,
  type Summary,
  type Takeover,
} from "../../result/index.js";
import { formatCount, formatDuration, NO_VALUE } from "../number-format.js";
import { barText, besideWidth } from "./bar-text.js";
import type { Chart } from "./chart.js";
import { renderFigure, type Figure } from "./figure.js";
import { PHASE_FILLS } from "./palette.js";
import { ellipsize } from "./pen.js";
import { rowsPlot, type Row } from "./rows.js";

export const takeoverTimeline: Chart = {
  name: "takeover-timeline",
  title: "Steps of a takeover",
  question: "Which steps did the time go to, from the fault until the service answered again?",
  applies: (summary) => summary.policies.some(({ detail }) => detail.takeovers.some(({ steps }) => steps.length > 0)),
  render: (summary, options) => renderFigure(takeoverTimeline, summary, figureOf(summary), options),
};

/** Takeovers shown when there is one policy; of several policies each shows its longest. */
const MOST_OF_ONE_POLICY = 3;
const ROW_HEIGHT = 26;
const BAR_THICKNESS = 16;
const LEAST_BAR = 3;
/** Part of the axis left free after the last step: a bar at the very end that was widened to be seen would be cut off. */
const SLACK = 0.01;
const LONGEST_TEXT = 300;
const MOST_STEPS = 24;

/** A row with a bar has times relative to the fault. */
interface TimelineRow extends Row {
  readonly phase: Phase;
  readonly bar: readonly [number, number] | null;
  readonly text: string;
}

/** A takeover, and the incident that it ended or tried to end. */
interface Shown {
  readonly policy: string;
  readonly takeover: Takeover;
  readonly incident: Incident | null;
  /** The fault, or the start of the takeover when no incident is known. */
  readonly zeroSeconds: number;
  readonly endSeconds: number;
}

function figureOf(summary: Summary): Figure {
  const shown = summary.policies.flatMap((policy) => takeoversOf(policy, summary));
  const rows = shown.flatMap((each) => rowsOf(each, summary));
  const total = summary.policies.reduce((sum, { detail }) => sum + detail.takeovers.length, 0);
  const phases = PHASES.filter((phase) => rows.some((row) => row.bar !== null && row.phase === phase));
  const end = Math.max(0, ...rows.map(({ bar }) => bar?.[1] ?? 0)) * (1 + SLACK);
  return {
    remark: shown.length < total ? remarkOn(shown.length, total, summary.policies.length) : null,
    legend: phases.map((phase) => PHASE_FILLS[phase]),
    nothing: "Nothing to show: no takeover took place.",
    plot: rows.length === 0 ? null : plotOf(rows, end > 0 ? end : 1, shown),
  };
}

function remarkOn(shown: number, total: number, policies: number): string {
  if (policies > 1) return `The longest of each policy, of ${formatCount(total)} takeovers.`;
  return `The ${formatCount(shown)} longest of ${formatCount(total)} takeovers.`;
}

function plotOf(rows: readonly TimelineRow[], endSeconds: number, shown: readonly Shown[]): Figure["plot"] {
  const known = shown.every(({ incident }) => incident !== null);
  return rowsPlot({
    rows,
    rowHeight: ROW_HEIGHT,
    endSeconds,
    axis: known ? "time since the fault" : "time since the takeover began",
    datasets: [
      {
        data: rows.map(({ bar }) => (bar === null ? null : [bar[0], bar[1]])),
        backgroundColor: rows.map(({ phase }) => PHASE_FILLS[phase].colour),
        barThickness: BAR_THICKNESS,
        minBarLength: LEAST_BAR,
      },
    ],
    plugins: [
      barText({
        fill: (_, row) => PHASE_FILLS[rows[row]!.phase],
        inside: () => "",
        beside: (row) => rows[row]!.text,
      }),
    ],
    rightMargin: roomForText(rows, endSeconds),
  });
}

/** Text of bars that end early lies over the plot; only what would reach beyond it needs a margin. */
function roomForText(rows: readonly TimelineRow[], endSeconds: number): number {
  const plotWidth = 500;
  const overhangs = rows.map(({ bar, text }) =>
    bar === null ? 0 : besideWidth(text) - (1 - bar[1] / endSeconds) * plotWidth,
  );
  return Math.max(20, ...overhangs);
}

/** The longest takeovers of the run in detail, in order of time. */
function takeoversOf(
  { policy, replications, detail }: PolicyResult,
  { policies, scenario }: Summary,
): readonly Shown[] {
  const incidents = replications.find((each) => each.replication === detail.replication)?.incidents ?? [];
  const end = (takeover: Takeover): number => takeover.endSeconds ?? scenario.durationSeconds;
  const length = (takeover: Takeover): number => end(takeover) - takeover.startSeconds;
  const all = detail.takeovers.filter(({ steps }) => steps.length > 0);
  const most = policies.length > 1 ? 1 : MOST_OF_ONE_POLICY;
  const chosen = new Set(all.toSorted((a, b) => length(b) - length(a)).slice(0, most));
  return all
    .filter((each) => chosen.has(each))
    .map((takeover) => {
      const incident = incidentOf(takeover, incidents);
      const zeroSeconds = incident?.startSeconds ?? takeover.startSeconds;
      return { policy, takeover, incident, zeroSeconds, endSeconds: end(takeover) };
    });
}

/** The last incident of one of its services that had begun, and had not ended, when the takeover started. */
function incidentOf({ services, startSeconds }: Takeover, incidents: readonly Incident[]): Incident | null {
  const open = incidents.filter(
    (each) =>
      services.includes(each.service) &&
      each.startSeconds <= startSeconds &&
      (each.endSeconds === null || each.endSeconds >= startSeconds),
  );
  return open.at(-1) ?? null;
}

function rowsOf(shown: Shown, summary: Summary): readonly TimelineRow[] {
  const { takeover, incident, zeroSeconds } = shown;
  const relative = (from: number, to: number): readonly [number, number] => [from - zeroSeconds, to - zeroSeconds];
  const waited = takeover.startSeconds - zeroSeconds;
  const noticed: readonly TimelineRow[] =
    incident === null || waited <= 0
      ? []
      : [
          {
            label: "notice the failure",
            heading: false,
            phase: "detect",
            bar: [0, waited],
            text: formatDuration(waited),
          },
        ];
  return [
    { label: headingOf(shown, summary), heading: true, phase: "detect", bar: null, text: "" },
    ...noticed,
    ...firstAndLast(takeover.steps).map((step): TimelineRow =>
      typeof step === "number"
        ? { label: `… ${formatCount(step)} more steps …`, heading: false, phase: "detect", bar: null, text: "" }
        : {
            label: step.step,
            heading: false,
            phase: step.phase,
            bar: relative(step.startSeconds, step.endSeconds ?? shown.endSeconds),
            text: ellipsize(textOf(step, shown.endSeconds), LONGEST_TEXT, 11),
          },
    ),
  ];
}

/** A routine that is tried again and again has hundreds of steps: of those between a number is left. */
function firstAndLast(steps: readonly StepResult[]): readonly (StepResult | number)[] {
  if (steps.length <= MOST_STEPS) return steps;
  const half = MOST_STEPS / 2;
  return [...steps.slice(0, half), steps.length - MOST_STEPS, ...steps.slice(-half)];
}

function headingOf({ policy, takeover, zeroSeconds, endSeconds }: Shown, { policies }: Summary): string {
  const length = formatDuration(endSeconds - zeroSeconds);
  return [
    ...(policies.length > 1 ? [policy] : []),
    `${takeover.services.join(", ")}: ${takeover.from} → ${takeover.to ?? NO_VALUE}`,
    `fault at ${formatDuration(zeroSeconds)}`,
    takeover.endSeconds === null ? `not finished after ${length}` : `finished after ${length}`,
  ].join(" · ");
}

function textOf({ startSeconds, endSeconds, outcome, reason }: StepResult, runEnd: number): string {
  const length = formatDuration((endSeconds ?? runEnd) - startSeconds);
  if (outcome === "done") return length;
  return `${outcome === "skipped" ? "" : `${length}, `}${outcome}${reason === "" ? "" : `: ${reason}`}`;
}
