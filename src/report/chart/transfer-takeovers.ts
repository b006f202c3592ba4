/** Takeovers of transfers as stacked bars of their phases, in the mean of each transfer. */
import type { PolicyResult, Summary } from "../../result/index.js";
import { formatDuration } from "../number-format.js";
import { measureOf } from "../policy-facts.js";
import { transfersIn } from "../transfer-facts.js";
import { besideWidth, drawBars } from "./bars.js";
import type { Chart } from "./chart.js";
import { renderFigure, type Figure } from "./figure.js";
import { type NamedFill, PHASE_FILLS } from "./palette.js";
import { rowsPlot } from "./rows.js";

export const transferTakeovers: Chart = {
  name: "transfer-takeovers",
  title: "Takeover of a transfer by phase",
  question: "When an agent failed, what was the time spent on until another one had brought the copy on?",
  applies: (summary) => barsOf(summary).length > 0,
  render: (summary, options) => renderFigure(transferTakeovers, summary, figureOf(summary), options),
};

/** By the names that measures give them. */
const FILLS: Readonly<Record<string, NamedFill>> = {
  detect: { ...PHASE_FILLS.detect, label: "detect that the agent failed" },
  select: { ...PHASE_FILLS.person, label: "select another" },
  command: { ...PHASE_FILLS.redirect, label: "command it" },
  prepare: { ...PHASE_FILLS.data, label: "scripts, and what the target holds" },
  "first-extents": { ...PHASE_FILLS.boot, label: "first extents" },
};

const ROW_HEIGHT = 32;
/** The longest, of more. */
const MOST = 20;

interface Bar {
  readonly label: string;
  readonly segments: readonly { readonly seconds: number; readonly fill: NamedFill; readonly text: string }[];
  readonly seconds: number;
}

function barsOf({ policies }: Summary): readonly Bar[] {
  const all = policies.flatMap((policy) =>
    transfersIn(policy).flatMap(({ name }) => {
      const label = policies.length > 1 ? `${policy.policy} · ${name}` : name;
      const segments = segmentsOf(policy, name);
      const seconds = segments.reduce((sum, each) => sum + each.seconds, 0);
      return seconds > 0 ? [{ label, segments, seconds }] : [];
    }),
  );
  const told = new Set(all.toSorted((one, other) => other.seconds - one.seconds).slice(0, MOST));
  return all.filter((each) => told.has(each));
}

function segmentsOf(policy: PolicyResult, transfer: string) {
  return Object.entries(FILLS).flatMap(([phase, fill]) => {
    const seconds = measureOf(policy, `${transfer}.takeover.${phase}`)?.mean ?? 0;
    return seconds > 0 ? [{ seconds, fill, text: formatDuration(seconds) }] : [];
  });
}

function figureOf(summary: Summary): Figure {
  const bars = barsOf(summary);
  const end = Math.max(0, ...bars.map(({ seconds }) => seconds));
  const drawn = bars.map(({ segments, seconds }) => ({ segments, beside: formatDuration(seconds) }));
  return {
    remark: "Means of takeovers that brought the copy on.",
    legend: Object.values(FILLS).filter((fill) =>
      bars.some(({ segments }) => segments.some((each) => each.fill === fill)),
    ),
    nothing: "Nothing to show: nobody had to take over.",
    plot:
      end === 0
        ? null
        : rowsPlot({
            rows: bars.map(({ label }) => ({ label, heading: false })),
            rowHeight: ROW_HEIGHT,
            endSeconds: end,
            axis: "time since the agent failed",
            plugins: [drawBars(drawn, end)],
            rightMargin: Math.max(20, ...drawn.map(({ beside }) => besideWidth(beside))),
          }),
  };
}
