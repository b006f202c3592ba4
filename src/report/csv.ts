/** Results as CSV for spreadsheets and data frames: numbers in full, nothing rounded, an empty field where there is no value. */
import { stringify } from "csv-stringify/sync";
import { PHASES, type ReplicationResult, type Summary } from "../result/index.js";
import { fromSeconds, toSeconds } from "../units/index.js";

type Field = string | number | null;
export type CsvRow = readonly Field[];

/** One row per incident of every policy and replication; phases in columns of their own add up to the recovery time. */
export function incidentsCsv(summary: Summary): string {
  const rows = summary.policies.flatMap(({ policy, replications }) =>
    replications.flatMap((replication) => incidentRows(policy, replication)),
  );
  return toCsv([INCIDENTS_HEADER, ...rows]);
}

export const INCIDENTS_HEADER: CsvRow = [
  ...["policy", "replication", "service", "number", "causes", "from", "to"],
  ...["startSeconds", "detectedSeconds", "endSeconds", "recoveryTimeSeconds"],
  ...PHASES.map((phase) => `${phase}Seconds`),
  ...["lostWrites", "lostBytes", "lostSeconds"],
];

export function incidentRows(policy: string, { replication, incidents }: ReplicationResult): readonly CsvRow[] {
  return incidents.map((incident) => [
    ...[policy, replication, incident.service, incident.number, incident.causes.join("; ")],
    ...[incident.from, incident.to],
    ...[incident.startSeconds, incident.detectedSeconds, incident.endSeconds, incident.recoveryTimeSeconds],
    ...PHASES.map((phase) => {
      const stretches = incident.phases.filter((each) => each.phase === phase);
      return wholeMicroseconds(stretches.reduce((sum, each) => sum + each.durationSeconds, 0));
    }),
    ...[incident.lostWrites, incident.lostBytes, incident.lostSeconds],
  ]);
}

/** One row per value of every series, in the tidy form: what, when, how much. */
export function timeseriesCsv(summary: Summary): string {
  const header = ["policy", "replication", "series", "unit", "startSeconds", "value"];
  const rows = summary.policies.flatMap(({ policy, detail }) =>
    detail.series.flatMap(({ name, unit, stepSeconds, values }) =>
      values.map((value, index) => [policy, detail.replication, name, unit, index * stepSeconds, value]),
    ),
  );
  return toCsv([header, ...rows]);
}

/** One row per replication, one column per measure, and the digests that a repetition must reproduce. */
export function replicationsCsv(summary: Summary): string {
  const keys = [...new Set(summary.policies.flatMap((policy) => policy.measures.map(({ key }) => key)))];
  const rows = summary.policies.flatMap(({ policy, replications }) =>
    replications.map((each) => replicationRow(policy, each, keys)),
  );
  return toCsv([replicationsHeader(keys), ...rows]);
}

export function replicationsHeader(keys: readonly string[]): CsvRow {
  return ["policy", "replication", "incidents", "eventsExecuted", "behaviourDigest", "scheduleDigest", ...keys];
}

export function replicationRow(policy: string, replication: ReplicationResult, keys: readonly string[]): CsvRow {
  const { incidents, eventsExecuted, digest, measures } = replication;
  return [
    ...[policy, replication.replication, incidents.length, eventsExecuted],
    ...[digest.behaviour, digest.schedule],
    ...keys.map((key) => measures[key] ?? null),
  ];
}

/** A sum of seconds without what adding them in binary left behind the microseconds. */
function wholeMicroseconds(seconds: number): number {
  return toSeconds(fromSeconds(seconds));
}

/** Fields are strings before they reach the writer, whose own casts turn `true` into 1 and dates into milliseconds. */
export function toCsv(rows: readonly CsvRow[]): string {
  return stringify(
    rows.map((row) => row.map(toField)),
    { escape_formulas: false },
  );
}

function toField(field: Field): string {
  return typeof field === "string" ? withoutFormula(field) : field === null ? "" : String(field);
}

/** A name from a scenario must not become a formula in a spreadsheet; numbers are left as they are. */
function withoutFormula(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
