/** A parameter study as tables for a terminal. */
import Table from "cli-table3";
import type { Sweep } from "../result/index.js";
import { formatNumberOf } from "./number-format.js";
import { someOf } from "../units/index.js";
import {
  findingInWords,
  certaintyInWords,
  shownMeasures,
  sweptMeasure,
  sweptPolicies,
  valueInWords,
  wrongAtPoints,
} from "./swept-measure.js";
import {
  lookFor,
  paragraph,
  TERMINAL_COLUMNS,
  toAscii,
  wrap,
  type Look,
  type TerminalOptions,
} from "./terminal-text.js";

export interface SweepTextOptions extends TerminalOptions {
  readonly report: string | null;
}

const MOST_ROWS = 40;
/** Points that are named one by one because something was wrong at them. */
const MOST_NAMED = 8;

/** Within the width of the terminal: one row per point, one column per policy, a table for each measure. */
export function sweepText(sweep: Sweep, options: SweepTextOptions): string {
  const look = lookFor(options);
  const { scenario, parameters, points, seed, partial } = sweep;
  const runs = points[0]?.policies[0]?.replicationsRun ?? 0;
  const facts = [formatNumberOf(points.length, "point"), `${formatNumberOf(runs, "replication")} each`, `seed ${seed}`];
  const lines = [
    ...paragraph(scenario.title === "" ? scenario.name : `${scenario.name}: ${scenario.title}`, 0, "", look.bold),
    ...paragraph(facts.join(", "), 0, "", look.dim),
    ...(partial ? paragraph("Interrupted: points are missing; run it again to go on.", 0, "", look.warn) : []),
    ...parameters.flatMap(({ path }, index) => paragraph(`${LETTERS[index] ?? "?"}: ${path}`, 2)),
    ...shownMeasures(sweep).flatMap((key) => [
      "",
      ...paragraph(key, 0, "", look.bold),
      ...measureTables(sweep, key),
      ...sweptPolicies(sweep).flatMap((policy) => paragraph(`${policy}: ${findingInWords(sweep, policy, key)}`, 2)),
    ]),
    ...(points.length > MOST_ROWS ? [`${formatNumberOf(points.length - MOST_ROWS, "further point")}: sweep.csv`] : []),
    ...wrongLines(sweep, look),
    ...(options.report === null || points.length === 0 ? [] : [`Report: ${options.report}`]),
  ];
  const text = lines.join("\n");
  return look.ascii ? toAscii(text) : text;
}

/** Which expectations failed and which invariants were violated, and where. */
function wrongLines(sweep: Sweep, look: Look): readonly string[] {
  return wrongAtPoints(sweep).flatMap(({ kind, what, points }) => {
    const where = someOf(
      points.map(({ values }) => values.join(", ")),
      MOST_NAMED,
      "; ",
    );
    return paragraph(`${what} at ${where}`, 4, look.fail, kind === "invariant" ? look.bad : look.warn);
  });
}

const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
/** Of a parameter, where one policy has room beside all of them. */
const PARAMETER_WIDTH = 12;
const LEAST_PARAMETER_WIDTH = 4;

const LEAST_WIDTH = 10;
const MOST_WIDTH = 30;
/** Between two columns. */
const GAP = 3;

/** One where all policies have room beside each other; else as many as it takes, with a column less or more each. */
function measureTables(sweep: Sweep, key: string): readonly string[] {
  const policies = sweptPolicies(sweep);
  const room = TERMINAL_COLUMNS - 1 - sweep.parameters.length * (parameterWidth(sweep) + GAP);
  const fitting = Math.max(1, Math.floor(room / (LEAST_WIDTH + GAP)));
  const tables = Math.max(1, Math.ceil(policies.length / fitting));
  const each = Math.ceil(policies.length / tables);
  return Array.from({ length: tables }, (_, index) => policies.slice(index * each, (index + 1) * each)).flatMap(
    (some, index) => [...(index === 0 ? [] : [""]), ...measureTable(sweep, key, some, room).split("\n")],
  );
}

function parameterWidth({ parameters }: Sweep): number {
  const left = TERMINAL_COLUMNS - 1 - (LEAST_WIDTH + GAP);
  const fitting = Math.floor(left / Math.max(1, parameters.length)) - GAP;
  return Math.max(LEAST_PARAMETER_WIDTH, Math.min(PARAMETER_WIDTH, fitting));
}

function measureTable(sweep: Sweep, key: string, policies: readonly string[], room: number): string {
  const { parameters, points } = sweep;
  const ofParameter = parameterWidth(sweep);
  const width = Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, Math.floor(room / Math.max(1, policies.length)) - GAP));
  const table = new Table({
    head: [
      ...parameters.map((_, index) => LETTERS[index] ?? "?"),
      ...policies.map((policy) => wrap(policy, width).join("\n")),
    ],
    colWidths: [...parameters.map(() => ofParameter + 2), ...policies.map(() => width + 2)],
    colAligns: [...parameters.map(() => "left" as const), ...policies.map(() => "right" as const)],
    style: { head: [], border: [], compact: true },
    chars: PLAIN_BORDERS,
  });
  for (const point of points.slice(0, MOST_ROWS)) {
    const values = policies.map((policy) => {
      const measure = sweptMeasure(point, policy, key);
      const certainty = certaintyInWords(point, policy, key);
      const joint = certainty?.startsWith("±") === true ? " " : ", ";
      return wrap(valueInWords(measure) + (certainty === null ? "" : joint + certainty), width).join("\n");
    });
    table.push([...point.values.map((value) => wrap(value, ofParameter).join("\n")), ...values]);
  }
  return table.toString();
}

const PLAIN_BORDERS = Object.fromEntries(
  ["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right", "left", "left-mid"]
    .concat(["mid", "mid-mid", "right", "right-mid"])
    .map((name) => [name, ""])
    .concat([["middle", " "]]),
) as Readonly<Record<string, string>>;
