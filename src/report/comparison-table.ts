/** Policies side by side: the measures that matter most, in tables no wider than a terminal. */
import Table from "cli-table3";
import type { MeasureSummary, Summary } from "../result/index.js";
import { formatQuantity, NO_VALUE } from "./number-format.js";
import { measureOf, servicesOf } from "./policy-facts.js";
import { toAscii, wrap, type Look } from "./terminal-text.js";

/** Widths without borders and padding: three policies fit in 80 columns. */
const LABEL_WIDTH = 22;
const POLICY_WIDTH = 15;
const POLICIES_PER_TABLE = 3;

const HEADLINES_OF_A_SERVICE = [
  "availability",
  "availability.requests",
  "rto.mean",
  "rto.p95",
  "rto.max",
  "rpo.max",
  "latency.p99",
];
const HEADLINES = ["hosts.hours"];

const ASCII_BORDERS = Object.fromEntries([
  ...["top", "bottom", "mid"].map((name) => [name, "-"]),
  ...["top-mid", "top-left", "top-right", "bottom-mid", "bottom-left", "bottom-right"].map((name) => [name, "+"]),
  ...["left-mid", "mid-mid", "right-mid"].map((name) => [name, "+"]),
  ...["left", "right", "middle"].map((name) => [name, "|"]),
]);

/** Measures that are compared: what expectations ask about and the headlines, where some policy has them. */
export function comparedMeasures(summary: Summary): readonly MeasureSummary[] {
  const keys = new Set<string>();
  for (const policy of summary.policies) {
    for (const service of servicesOf(policy)) {
      for (const headline of HEADLINES_OF_A_SERVICE) keys.add(`${service}.${headline}`);
    }
  }
  for (const key of HEADLINES) keys.add(key);
  for (const { key } of summary.policies.flatMap((policy) => policy.expectations)) keys.add(key);
  return [...keys].flatMap((key) => {
    const measured = summary.policies.map((policy) => measureOf(policy, key)).filter((each) => each !== undefined);
    return measured[0] === undefined ? [] : [measured[0]];
  });
}

/** Tables of up to three policies each, with means and, where replications allow, their intervals. */
export function comparisonTable(summary: Summary, look: Look): string {
  const measures = comparedMeasures(summary);
  const tables = Math.ceil(summary.policies.length / POLICIES_PER_TABLE);
  const perTable = Math.ceil(summary.policies.length / tables);
  return Array.from({ length: tables }, (_, index) => {
    const policies = summary.policies.slice(index * perTable, (index + 1) * perTable);
    const table = new Table({
      head: ["", ...policies.map(({ policy }) => cell([policy], POLICY_WIDTH))],
      colWidths: [LABEL_WIDTH + 2, ...policies.map(() => POLICY_WIDTH + 2)],
      colAligns: ["left", ...policies.map(() => "right" as const)],
      style: { head: [], border: [] },
      ...(look.ascii ? { chars: ASCII_BORDERS } : {}),
    });
    for (const { key } of measures) {
      const values = policies.map((policy) => cell(valueLines(measureOf(policy, key)), POLICY_WIDTH));
      table.push([cell([key], LABEL_WIDTH), ...values]);
    }
    const failed = policies.map(({ expectations }) => {
      const missed = expectations.filter(({ holds }) => !holds).length;
      return expectations.length === 0 ? NO_VALUE : `${missed} of ${expectations.length}`;
    });
    const violated = policies.map(({ invariants }) => String(invariants.filter((each) => each.violations > 0).length));
    table.push(["expectations failed", ...failed], ["invariants violated", ...violated]);
    return look.ascii ? toAscii(table.toString()) : table.toString();
  }).join("\n");
}

/** The mean and, on lines of its own, its interval. */
function valueLines(measure: MeasureSummary | undefined): readonly string[] {
  if (measure === undefined) return [NO_VALUE];
  const mean = formatQuantity(measure.mean, measure.unit);
  if (measure.interval === null) return [mean];
  const [low, high] = [measure.interval.low, measure.interval.high].map((each) => formatQuantity(each, measure.unit));
  return low === high ? [mean] : [mean, `${low} to`, `${high}`];
}

function cell(lines: readonly string[], width: number): string {
  return lines.flatMap((line) => wrap(line, width)).join("\n");
}
