/** Strips of every service and host over the whole run, with the faults that were injected. */
import {
  CONDITIONS,
  conditionOf,
  type Condition,
  type PolicyResult,
  type Strip,
  type Summary,
} from "../../result/index.js";
import { laneFigure } from "../lane-figure.js";
import { formatNumberOf } from "../number-format.js";
import { subjectsOf } from "../subjects.js";
import { secondsByCondition } from "../time-shares.js";
import type { Chart } from "./chart.js";
import { FIGURE_WIDTH, renderFigure, type Figure } from "./figure.js";
import { drawLanes, faultLanes, LANE_HEIGHT, LANE_MARGIN, type Panel, type StripLane } from "./lanes.js";
import { CONDITION_FILLS } from "./palette.js";
import { rowsPlot } from "./rows.js";

export const availabilityOverTime: Chart = {
  name: "availability-over-time",
  title: "Availability over time",
  question: "When was each service and host up, and which faults were behind it?",
  applies: ({ scenario, policies }) =>
    scenario.durationSeconds > 0 && policies.some((each) => stripsOf(each).length > 0),
  render: (summary, options) => renderFigure(availabilityOverTime, summary, figureOf(summary), options),
};

/** More rows than these would make a picture that nobody reads: those that were down longest are shown. */
const MOST_SERVICES = 12;
/** Of the strips, as far as it is known before names and margins are laid out. */
const USUAL_WIDTH = FIGURE_WIDTH - LANE_MARGIN - 100;
const MOST_HOSTS_OF_ONE_POLICY = 16;
const MOST_HOSTS_OF_SEVERAL = 4;

function figureOf(summary: Summary): Figure {
  const { durationSeconds } = summary.scenario;
  const panels = summary.policies.map((policy) => panelOf(policy, summary));
  const lanes = panels.flatMap((panel) => panel.lanes);
  const strips = lanes.flatMap((lane) => (lane.kind === "strip" ? [lane.strip] : []));
  return {
    remark: remarkOn(summary, strips),
    legend: CONDITIONS.filter((each) => occurs(each, strips)).map((each) => CONDITION_FILLS[each]),
    nothing: "Nothing to show: no service and no host was observed.",
    plot:
      strips.length === 0 || !(durationSeconds > 0)
        ? null
        : rowsPlot({
            rows: lanes,
            rowHeight: LANE_HEIGHT,
            endSeconds: durationSeconds,
            axis: summary.scenario,
            plugins: [drawLanes(panels, durationSeconds)],
            rightMargin: LANE_MARGIN,
          }),
  };
}

function remarkOn({ policies, scenario }: Summary, shown: readonly Strip[]): string | null {
  const hidden = policies.reduce((sum, policy) => sum + stripsOf(policy).length, 0) - shown.length;
  const remarks = [
    ...(occurs("down", shown) ? ["Marks below a strip are short outages."] : []),
    ...(scenario.warmUpSeconds > 0 ? ["Time down is after the warm-up."] : []),
    ...(policies.some((policy) => policy.replicationsRun > 1)
      ? [`Replication ${policies[0]?.detail.replication ?? 0} is shown.`]
      : []),
    ...(hidden > 0 ? [`Left out: ${formatNumberOf(hidden, "strip")} with no more time down than those shown.`] : []),
  ];
  return remarks.length > 0 ? remarks.join(" ") : null;
}

function occurs(condition: Condition, strips: readonly Strip[]): boolean {
  return strips.some((strip) => strip.intervals.some(([, state]) => conditionOf(state) === condition));
}

function stripsOf(policy: PolicyResult): readonly Strip[] {
  const kinds = new Set(["host", ...subjectsOf(policy).map(({ kind }) => kind)]);
  return policy.detail.strips.filter(({ kind }) => kinds.has(kind));
}

function panelOf(policy: PolicyResult, { policies, scenario }: Summary): Panel {
  const lanes = stripsOf(policy).map((strip) => {
    const seconds = secondsByCondition(strip, scenario.warmUpSeconds, scenario.durationSeconds);
    return {
      kind: "strip" as const,
      label: strip.actor,
      heading: false,
      strip,
      figure: laneFigure(
        seconds,
        strip.intervals.map(([, state]) => state),
      ),
      downSeconds: seconds.down,
    };
  });
  const { bands } = policy.detail;
  const rows = faultLanes(bands, scenario.durationSeconds, USUAL_WIDTH);
  const services = lanes.filter(({ strip }) => strip.kind !== "host");
  const hosts = lanes.filter(({ strip }) => strip.kind === "host");
  return {
    lanes: [
      ...(policies.length > 1 ? [{ kind: "heading", label: policy.policy, heading: true } as const] : []),
      ...Array.from({ length: rows }, (_, row) => {
        return { kind: "faults", label: row === 0 ? "faults" : "", heading: false } as const;
      }),
      ...longestDown(services, MOST_SERVICES),
      ...longestDown(hosts, policies.length > 1 ? MOST_HOSTS_OF_SEVERAL : MOST_HOSTS_OF_ONE_POLICY),
    ],
    bands,
  };
}

/** The lanes with most time down, in their own order. */
function longestDown(lanes: readonly StripLane[], most: number): readonly StripLane[] {
  const chosen = new Set(lanes.toSorted((a, b) => b.downSeconds - a.downSeconds).slice(0, most));
  return lanes.filter((lane) => chosen.has(lane));
}
