/** Policies side by side: the measures that matter most, in tables no wider than a terminal. */
import Table from "cli-table3";
import type { MeasureSummary, Summary } from "../result/index.js";
import { formatQuantity, NO_VALUE } from "./number-format.js";
import { measureOf } from "./policy-facts.js";
import { subjectsCompared } from "./subjects-compared.js";
import { TERMINAL_COLUMNS, toAscii, wrap, type Look } from "./terminal-text.js";

const POLICY_WIDTH = 15;
const GAP = "  ";
/** What is left for the names of measures, at least. */
const LABEL_WIDTH = 23;

const HEADLINES_OF_A_SUBJECT = [
  "availability",
  "availability.requests",
  "rto.mean",
  "rto.p95",
  "rto.max",
  "rpo.max",
  "latency.p99",
];
const HEADLINES = ["clusters.acting", "hosts.hours"];
const HEADLINES_OF_A_TRANSFER = [
  "lag.mean",
  "lag.max",
  "completed",
  "copies.application-consistent",
  "copies.crash-consistent",
];
const COSTS_OF_A_TRANSFER = ["copies.broken", "sent.twice", "repeated", "suspended.time"];
/** What a failover may cost others, told where it cost anything under some policy. */
const COSTS_OF_A_SUBJECT = ["collateral.time"];
const COSTS = ["storage.copied"];

/** Columns apart by a gap, and no lines: every row is short, and a rule between each two would be half the table. */
const NO_RULES = {
  ...Object.fromEntries(
    [
      ...["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"],
      ...["left", "left-mid", "mid", "mid-mid", "right", "right-mid"],
    ].map((name) => [name, ""]),
  ),
  middle: GAP,
};

/** Measures that are compared: what expectations ask about, the headlines and the costs, where some policy has them. */
export function comparedMeasures(summary: Summary): readonly MeasureSummary[] {
  const keys = new Set<string>();
  const costs = new Set(COSTS);
  const { transfers, applications, others } = subjectsCompared(summary);
  for (const { name } of transfers) {
    for (const headline of HEADLINES_OF_A_TRANSFER) keys.add(`${name}.${headline}`);
    for (const cost of COSTS_OF_A_TRANSFER) {
      keys.add(`${name}.${cost}`);
      costs.add(`${name}.${cost}`);
    }
  }
  for (const { name } of applications) {
    keys.add(`${name}.quiesced`);
    costs.add(`${name}.quiesced`);
  }
  for (const { name } of others) {
    for (const headline of [...HEADLINES_OF_A_SUBJECT, ...COSTS_OF_A_SUBJECT]) keys.add(`${name}.${headline}`);
    for (const cost of COSTS_OF_A_SUBJECT) costs.add(`${name}.${cost}`);
  }
  for (const key of [...HEADLINES, ...COSTS]) keys.add(key);
  for (const key of costs) if (summary.policies.every((policy) => !measureOf(policy, key)?.mean)) keys.delete(key);
  for (const { key } of summary.policies.flatMap((policy) => policy.expectations)) keys.add(key);
  return [...keys].flatMap((key) => {
    const measured = summary.policies.map((policy) => measureOf(policy, key)).filter((each) => each !== undefined);
    return measured[0] === undefined ? [] : [measured[0]];
  });
}

const LAST_ROWS = ["expectations failed", "invariants violated"] as const;

/** Tables of up to three policies each, with values and, where replications allow, their intervals. */
export function comparisonTable(summary: Summary, look: Look): string {
  const measures = comparedMeasures(summary);
  const fitting = Math.max(1, Math.floor((TERMINAL_COLUMNS - LABEL_WIDTH) / (POLICY_WIDTH + GAP.length)));
  const tables = Math.ceil(summary.policies.length / fitting);
  const perTable = Math.ceil(summary.policies.length / tables);
  const room = TERMINAL_COLUMNS - perTable * (POLICY_WIDTH + GAP.length);
  const longest = Math.max(...[...measures.map(({ key }) => key), ...LAST_ROWS].map((label) => label.length));
  const labelWidth = Math.min(room, longest);
  return Array.from({ length: tables }, (_, index) => {
    const policies = summary.policies.slice(index * perTable, (index + 1) * perTable);
    const table = new Table({
      head: ["", ...policies.map(({ policy }) => look.bold(cell([policy], POLICY_WIDTH)))],
      colWidths: [labelWidth, ...policies.map(() => POLICY_WIDTH)],
      colAligns: ["left", ...policies.map(() => "right" as const)],
      style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
      chars: NO_RULES,
    });
    for (const { key } of measures) {
      const values = policies.map((policy) => cell(valueLines(measureOf(policy, key)), POLICY_WIDTH));
      table.push([keyLines(key, labelWidth), ...values]);
    }
    const failed = policies.map(({ expectations }) => {
      const missed = expectations.filter(({ holds }) => !holds).length;
      return expectations.length === 0 ? NO_VALUE : `${missed} of ${expectations.length}`;
    });
    const violated = policies.map(({ invariants }) => String(invariants.filter((each) => each.violations > 0).length));
    table.push([LAST_ROWS[0], ...failed], [LAST_ROWS[1], ...violated]);
    return look.ascii ? toAscii(table.toString()) : table.toString();
  }).join("\n\n");
}

/** The value and, on lines of its own, its interval. */
function valueLines(measure: MeasureSummary | undefined): readonly string[] {
  if (measure === undefined) return [NO_VALUE];
  const value = formatQuantity(measure.overall, measure.unit);
  if (measure.interval === null) return [value];
  const [low, high] = [measure.interval.low, measure.interval.high].map((each) => formatQuantity(each, measure.unit));
  return low === high ? [value] : [value, `${low} to`, `${high}`];
}

/** A key that is too long for its column goes on after one of its dots. */
function keyLines(key: string, width: number): string {
  const lines: string[] = [];
  for (const part of key.split(/(?<=\.)/)) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + part.length <= width) lines[lines.length - 1] = line + part;
    else lines.push(...wrap(part, width));
  }
  return lines.join("\n");
}

function cell(lines: readonly string[], width: number): string {
  return lines.flatMap((line) => wrap(line, width)).join("\n");
}
