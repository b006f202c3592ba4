/** How long I/Os stalled when paths failed, policy by policy: on average, and the longest one. */
import type { Summary } from "../../result/index.js";
import { formatDuration, formatNumberOf } from "../number-format.js";
import { measureOf } from "../policy-facts.js";
import { besideWidth, drawBars, type Segment } from "./bars.js";
import type { Chart } from "./chart.js";
import { type Figure, renderFigure } from "./figure.js";
import { type NamedFill, PHASE_FILLS } from "./palette.js";
import { rowsPlot } from "./rows.js";

export const ioStall: Chart = {
  name: "io-stall",
  title: "I/O stall",
  question: "How long did I/Os wait for a path that works?",
  applies: (summary) => rowsOf(summary).some(({ longest, failed }) => longest > 0 || failed > 0),
  render: (summary, options) => renderFigure(ioStall, summary, figureOf(summary), options),
};

const ROW_HEIGHT = 32;
/** More rows than these say no more. */
const MOST_ROWS = 30;

const MEAN: NamedFill = { ...PHASE_FILLS.data, label: "mean of those that stalled" };
const LONGEST: NamedFill = { ...PHASE_FILLS.detect, label: "the longest" };

interface StallRow {
  readonly label: string;
  readonly mean: number;
  readonly longest: number;
  readonly stalled: number;
  readonly failed: number;
}

const KEY = /^(.+)\.stall\.max$/;

/** One for each exported device under each policy. */
function rowsOf({ policies }: Summary): readonly StallRow[] {
  return policies.flatMap((policy) => {
    const devices = policy.measures.flatMap(({ key }) => KEY.exec(key)?.[1] ?? []);
    return devices.map((device) => {
      const total = (key: string): number => {
        const found = measureOf(policy, `${device}.${key}`);
        return (found?.mean ?? 0) * (found?.count ?? 0);
      };
      const stalled = total("ios.stalled");
      return {
        label: policies.length > 1 ? `${policy.policy} · ${device}` : device,
        mean: stalled === 0 ? 0 : total("stall.total") / stalled,
        longest: measureOf(policy, `${device}.stall.max`)?.max ?? 0,
        stalled,
        failed: total("ios.failed"),
      };
    });
  });
}

function figureOf(summary: Summary): Figure {
  const all = rowsOf(summary);
  const rows = all.slice(0, MOST_ROWS);
  const end = Math.max(0, ...rows.map(({ longest }) => longest)) || 1;
  const bars = rows.map((row) => ({ segments: segmentsOf(row), beside: besideOf(row) }));
  const left = all.length - rows.length;
  return {
    remark: left === 0 ? null : `Left out: ${formatNumberOf(left, "more row")}.`,
    legend: rows.length === 0 ? [] : [MEAN, LONGEST],
    nothing: "Nothing to show: nothing is exported.",
    plot:
      rows.length === 0
        ? null
        : rowsPlot({
            rows: rows.map(({ label }) => ({ label, heading: false })),
            rowHeight: ROW_HEIGHT,
            endSeconds: end,
            axis: "stall of an I/O",
            plugins: [drawBars(bars, end)],
            rightMargin: Math.max(20, ...bars.map(({ beside }) => besideWidth(beside))),
          }),
  };
}

function segmentsOf({ mean, longest }: StallRow): readonly Segment[] {
  return [
    { seconds: mean, fill: MEAN, text: formatDuration(mean) },
    { seconds: longest - mean, fill: LONGEST, text: formatDuration(longest) },
  ];
}

function besideOf({ stalled, failed, longest }: StallRow): string {
  const told = `${formatDuration(longest)}; ${formatNumberOf(Math.round(stalled), "I/O")} stalled`;
  return failed === 0 ? told : `${told}, ${formatNumberOf(Math.round(failed), "I/O")} failed`;
}
