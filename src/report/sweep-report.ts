/** A parameter study as CSV, as a table for a terminal, and as the files of a folder. */
import Table from "cli-table3";
import type { MeasureSummary, Sweep } from "../result/index.js";
import { toCsv } from "./csv.js";
import { formatDuration, formatNumberOf, formatQuantity, NO_VALUE } from "./number-format.js";
import type { ReportFile } from "./report-folder.js";
import { sweptMeasure } from "./swept-measure.js";
import { lookFor, paragraph, TERMINAL_COLUMNS, toAscii, wrap, type TerminalOptions } from "./terminal-text.js";

/** One row per point and policy; of every measure its value and the ends of its interval. Numbers in full. */
export function sweepCsv({ parameters, points }: Sweep): string {
  const keys = [
    ...new Set(points.flatMap(({ policies }) => policies.flatMap(({ measures }) => measures.map(({ key }) => key)))),
  ];
  const header = [
    ...parameters.map(({ path }) => path),
    ...["policy", "replications", "failedExpectations", "violatedInvariants", "scenarioDigest"],
    ...keys.flatMap((key) => [key, `${key} low`, `${key} high`]),
  ];
  const rows = points.flatMap(({ values, digest, policies }) =>
    policies.map(({ policy, replicationsRun, failedExpectations, violatedInvariants, measures }) => [
      ...values,
      ...[policy, replicationsRun, failedExpectations, violatedInvariants, digest],
      ...keys.flatMap((key) => {
        const measure = measures.find((each) => each.key === key);
        return [measure?.overall ?? null, measure?.interval?.low ?? null, measure?.interval?.high ?? null];
      }),
    ]),
  );
  return toCsv([header, ...rows]);
}

export interface SweepTextOptions extends TerminalOptions {
  readonly report: string | null;
}

const MOST_ROWS = 40;

/** Within 80 columns: one row per point, one column per policy, a table for each measure. */
export function sweepText(sweep: Sweep, measures: readonly string[], options: SweepTextOptions): string {
  const look = lookFor(options);
  const { scenario, parameters, points, seed, partial } = sweep;
  const runs = points[0]?.policies[0]?.replicationsRun ?? 0;
  const facts = [formatNumberOf(points.length, "point"), `${formatNumberOf(runs, "replication")} each`, `seed ${seed}`];
  const violated = points.filter(({ policies }) => policies.some(({ violatedInvariants }) => violatedInvariants > 0));
  const lines = [
    ...paragraph(scenario.title === "" ? scenario.name : `${scenario.name}: ${scenario.title}`, 0, "", look.bold),
    ...paragraph(facts.join(", "), 0, "", look.dim),
    ...(partial ? paragraph("Interrupted: points are missing; run it again to go on.", 0, "", look.warn) : []),
    ...parameters.flatMap(({ path }, index) => paragraph(`${LETTERS[index] ?? "?"}: ${path}`, 2)),
    ...measures.flatMap((key) => ["", ...paragraph(key, 0, "", look.bold), measureTable(sweep, key)]),
    ...(points.length > MOST_ROWS ? [`${points.length - MOST_ROWS} further points: sweep.csv`] : []),
    ...violated.flatMap(({ values }) =>
      paragraph(`invariants were violated at ${values.join(", ")}`, 4, look.fail, look.bad),
    ),
    ...(options.report === null || points.length === 0 ? [] : [`Report: ${options.report}`]),
  ];
  const text = lines.join("\n");
  return look.ascii ? toAscii(text) : text;
}

const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const PARAMETER_WIDTH = 12;

function measureTable({ parameters, points }: Sweep, key: string): string {
  const policies = (points[0]?.policies ?? []).map(({ policy }) => policy);
  const room = TERMINAL_COLUMNS - 1 - parameters.length * (PARAMETER_WIDTH + 3);
  const width = Math.max(10, Math.min(30, Math.floor(room / Math.max(1, policies.length)) - 3));
  const table = new Table({
    head: [
      ...parameters.map((_, index) => LETTERS[index] ?? "?"),
      ...policies.map((policy) => wrap(policy, width).join("\n")),
    ],
    colWidths: [...parameters.map(() => PARAMETER_WIDTH + 2), ...policies.map(() => width + 2)],
    colAligns: [...parameters.map(() => "left" as const), ...policies.map(() => "right" as const)],
    style: { head: [], border: [], compact: true },
    chars: PLAIN_BORDERS,
  });
  for (const point of points.slice(0, MOST_ROWS)) {
    const values = policies.map((policy) => cellOf(sweptMeasure(point, policy, key), width));
    table.push([...point.values.map((value) => wrap(value, PARAMETER_WIDTH).join("\n")), ...values]);
  }
  return table.toString();
}

const PLAIN_BORDERS = Object.fromEntries(
  ["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right", "left", "left-mid"]
    .concat(["mid", "mid-mid", "right", "right-mid"])
    .map((name) => [name, ""])
    .concat([["middle", " "]]),
) as Readonly<Record<string, string>>;

/** The value and its interval: half of it where it lies evenly on both sides, its ends where it does not. */
function cellOf(measure: MeasureSummary | undefined, width: number): string {
  if (measure === undefined) return NO_VALUE;
  const value = formatQuantity(measure.overall, measure.unit);
  if (measure.interval === null || measure.interval.low === measure.interval.high) return value;
  const { low, high } = measure.interval;
  if (measure.unit === "share") {
    return wrap(`${value}, ${formatQuantity(low, "share")} to ${formatQuantity(high, "share")}`, width).join("\n");
  }
  const half = (high - low) / 2;
  const shown = measure.unit === "seconds" ? formatDuration(half) : formatQuantity(half, measure.unit);
  return wrap(`${value} ± ${shown}`, width).join("\n");
}

/** Charts are loaded here: they take longer to load than a short study to finish. */
export async function sweepFiles(
  sweep: Sweep,
  measures: readonly string[],
  charts = true,
): Promise<readonly ReportFile[]> {
  return [
    ...(charts ? await drawSweep(sweep, measures) : []),
    { name: "sweep.csv", content: sweepCsv(sweep) },
    { name: "sweep.json", content: `${JSON.stringify(sweep)}\n` },
  ];
}

async function drawSweep(sweep: Sweep, measures: readonly string[]): Promise<readonly ReportFile[]> {
  const { renderSweep } = await import("./chart/sweep.js");
  const format = { format: "png", pixelRatio: 2 } as const;
  return measures.flatMap((key) =>
    renderSweep(sweep, key, format).map(({ name, content }) => ({ name: `${name}.png`, content })),
  );
}
