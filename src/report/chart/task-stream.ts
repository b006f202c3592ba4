/** Tasks that consoles gave to the servers of a domain over time, and what became of them. */
import type { PolicyResult, Series, Summary } from "../../result/index.js";
import type { Chart } from "./chart.js";
import { renderFigure, type Figure } from "./figure.js";
import { drawnReplication, largestOf, pointsOf, seriesOf } from "./load-and-hosts.js";
import { INK, type NamedFill } from "./palette.js";
import { strokeFill, strokeOf } from "./stroke.js";
import { quantityAxis, runAxis, xyPlot } from "./xy-plot.js";

export const taskStream: Chart = {
  name: "task-stream",
  title: "Tasks and what became of them",
  question: "When were tasks given, done, failed, given again or given up?",
  applies: (summary) => summary.scenario.durationSeconds > 0 && chosen(summary) !== null,
  render: (summary, options) => renderFigure(taskStream, summary, figureOf(summary), options),
};

/** From the axis upwards. */
const OUTCOMES: readonly { readonly key: string; readonly fill: NamedFill }[] = [
  { key: "done", fill: { label: "done", colour: "#9fd5c1", hatch: "none", ink: INK } },
  {
    key: "failed",
    fill: { label: "failed, and the console was told why", colour: "#e8b04c", hatch: "none", ink: INK },
  },
  { key: "lost", fill: { label: "given up", colour: "#c44e00", hatch: "none", ink: INK } },
];
const GIVEN = strokeOf(0);
const AGAIN = strokeOf(1);

/** Many tasks in each of them, so that one alone is no spike. */
const COLUMNS = 60;

/** The first of the policies under which most tasks were not done. */
function chosen({ policies }: Summary): PolicyResult | null {
  const told = policies.filter((policy) => seriesOf(policy, "tasks.given") !== undefined);
  return told.toSorted((one, other) => notDone(other) - notDone(one))[0] ?? null;
}

function notDone(policy: PolicyResult): number {
  return ["failed", "lost"].reduce((sum, key) => sum + total(columnsOf(policy, key).values), 0);
}

function total(values: Series["values"]): number {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

/** Several steps as one. */
function columnsOf(policy: PolicyResult, key: string): Series {
  const { values, stepSeconds, ...series } = seriesOf(policy, `tasks.${key}`)!;
  const width = Math.max(1, Math.ceil(values.length / COLUMNS));
  const columns = Array.from({ length: Math.ceil(values.length / width) }, (_, column) => {
    const part = values.slice(column * width, (column + 1) * width);
    return part.every((each) => each === null) ? null : total(part);
  });
  return { ...series, stepSeconds: stepSeconds * width, values: columns };
}

function sumOf(one: Series, other: Series): Series {
  return { ...one, values: one.values.map((value, at) => (value === null ? null : value + (other.values[at] ?? 0))) };
}

function figureOf(summary: Summary): Figure {
  const { durationSeconds } = summary.scenario;
  const policy = chosen(summary);
  if (policy === null || !(durationSeconds > 0))
    return { remark: null, legend: [], plot: null, nothing: "Nothing to show: no task was given." };
  const [given, again] = [columnsOf(policy, "given"), columnsOf(policy, "again")];
  const layers = OUTCOMES.flatMap(({ key, fill }) => {
    const series = columnsOf(policy, key);
    return total(series.values) > 0 ? [{ fill, series }] : [];
  });
  // Each stands on those before it, which hide of it what is theirs.
  const stacked = layers.map(({ fill }, at) => ({
    fill,
    series: layers
      .slice(0, at + 1)
      .map(({ series }) => series)
      .reduce(sumOf),
  }));
  const wasAgain = total(again.values) > 0;
  const lines = [
    ...stacked.toReversed().map(({ fill, series }) => ({ stroke: GIVEN, area: fill.colour, series })),
    { stroke: GIVEN, series: given },
    ...(wasAgain ? [{ stroke: AGAIN, series: again }] : []),
  ];
  return {
    remark: [`Under ${policy.policy}.`, drawnReplication(summary)].filter((each) => each !== null).join(" "),
    legend: [
      strokeFill("given", GIVEN),
      ...(wasAgain ? [strokeFill("given again", AGAIN)] : []),
      ...layers.map(({ fill }) => fill).toReversed(),
    ],
    nothing: "",
    plot: xyPlot({
      x: runAxis(summary.scenario),
      y: quantityAxis("tasks", largestOf(lines.map(({ series }) => series)) * 1.08, { whole: true }),
      lines: lines.map(({ series, ...look }) => ({ ...look, points: pointsOf(series, durationSeconds) })),
    }),
  };
}
