/** Who had which role in a failover set, one lane for each control processor. */
import type { PolicyResult, Strip, Summary } from "../../result/index.js";
import { formatNumberOf } from "../number-format.js";
import type { Chart } from "./chart.js";
import { renderFigure, type Figure } from "./figure.js";
import { drawnReplication } from "./load-and-hosts.js";
import { CONDITION_FILLS, PHASE_FILLS, type NamedFill } from "./palette.js";
import { drawRoleLanes, type RoleLane } from "./role-lanes.js";
import { rowsPlot } from "./rows.js";

export const roles: Chart = {
  name: "roles",
  title: "Roles over time",
  question: "Who was Primary, Secondary, Alternate or without a role, and when?",
  applies: (summary) => summary.scenario.durationSeconds > 0 && lanesOf(summary).length > 0,
  render: (summary, options) => renderFigure(roles, summary, figureOf(summary), options),
};

/** By the names that strips of control processors have for their states, in the order of the legend. */
const FILLS: ReadonlyMap<string, NamedFill> = new Map([
  ["primary", { ...PHASE_FILLS.data, label: "Primary" }],
  ["secondary", { ...PHASE_FILLS.boot, label: "Secondary" }],
  ["alternate", { ...CONDITION_FILLS.up, label: "Alternate" }],
  ["without-role", { ...CONDITION_FILLS.idle, label: "without a role" }],
  ["held-out", { ...CONDITION_FILLS.impaired, label: "held out" }],
  ["hung", { ...PHASE_FILLS.repair, label: "hangs" }],
  ["lost", { ...CONDITION_FILLS.down, label: "does not work" }],
]);

const LANE_HEIGHT = 26;
/** More members than these in one picture nobody reads: those whose roles changed most often are shown. */
const MOST_MEMBERS = 32;

function lanesOf({ policies }: Summary): readonly RoleLane[] {
  const most = Math.max(2, Math.floor(MOST_MEMBERS / Math.max(1, policies.length)));
  return policies.flatMap((policy) => {
    const members = membersIn(policy);
    const busiest = new Set(members.toSorted((a, b) => b.intervals.length - a.intervals.length).slice(0, most));
    const lanes = members
      .filter((each) => busiest.has(each))
      .map((strip) => ({ label: strip.actor, heading: false, strip }));
    const isTold = policies.length > 1 && lanes.length > 0;
    return isTold ? [{ label: policy.policy, heading: true, strip: null }, ...lanes] : lanes;
  });
}

function membersIn({ detail }: PolicyResult): readonly Strip[] {
  return detail.strips.filter(({ kind }) => kind === "control-processor");
}

function figureOf(summary: Summary): Figure {
  const { durationSeconds } = summary.scenario;
  const lanes = lanesOf(summary);
  const strips = lanes.flatMap(({ strip }) => (strip === null ? [] : [strip]));
  const states = new Set(strips.flatMap(({ intervals }) => intervals.map(([, state]) => state)));
  const hidden = summary.policies.reduce((sum, policy) => sum + membersIn(policy).length, 0) - strips.length;
  const remarks = [
    hidden > 0 ? `Left out: ${formatNumberOf(hidden, "member")} with no more changes than those shown.` : null,
    drawnReplication(summary),
  ].filter((each) => each !== null);
  return {
    remark: remarks.length === 0 ? null : remarks.join(" "),
    legend: [...FILLS].flatMap(([state, fill]) => (states.has(state) ? [fill] : [])),
    nothing: "Nothing to show: nobody settles roles.",
    plot:
      strips.length === 0 || !(durationSeconds > 0)
        ? null
        : rowsPlot({
            rows: lanes,
            rowHeight: LANE_HEIGHT,
            endSeconds: durationSeconds,
            axis: summary.scenario,
            plugins: [drawRoleLanes(lanes, FILLS, durationSeconds)],
            rightMargin: 24,
          }),
  };
}
