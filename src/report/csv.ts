/** Results as CSV for spreadsheets and data frames: numbers in full, nothing rounded, an empty field where there is no value. */
import { stringify } from "csv-stringify/sync";
import { PHASES, type Summary } from "../result/index.js";
import { fromSeconds, toSeconds } from "../units/index.js";
import { incidentsOf } from "./policy-facts.js";

type Field = string | number | null;
type Row = readonly Field[];

/** One row per incident of every policy and replication; phases in columns of their own add up to the recovery time. */
export function incidentsCsv(summary: Summary): string {
  const header = [
    ...["policy", "replication", "service", "number", "causes", "from", "to"],
    ...["startSeconds", "detectedSeconds", "endSeconds", "recoveryTimeSeconds"],
    ...PHASES.map((phase) => `${phase}Seconds`),
    ...["lostWrites", "lostBytes", "lostSeconds"],
  ];
  const rows = summary.policies.flatMap((policy) =>
    incidentsOf(policy).map(({ replication, incident }) => [
      ...[policy.policy, replication, incident.service, incident.number, incident.causes.join("; ")],
      ...[incident.from, incident.to],
      ...[incident.startSeconds, incident.detectedSeconds, incident.endSeconds, incident.recoveryTimeSeconds],
      ...PHASES.map((phase) => {
        const stretches = incident.phases.filter((each) => each.phase === phase);
        return wholeMicroseconds(stretches.reduce((sum, each) => sum + each.durationSeconds, 0));
      }),
      ...[incident.lostWrites, incident.lostBytes, incident.lostSeconds],
    ]),
  );
  return toCsv(header, rows);
}

/** One row per value of every series, in the tidy form: what, when, how much. */
export function timeseriesCsv(summary: Summary): string {
  const header = ["policy", "replication", "series", "unit", "startSeconds", "value"];
  const rows = summary.policies.flatMap(({ policy, detail }) =>
    detail.series.flatMap(({ name, unit, stepSeconds, values }) =>
      values.map((value, index) => [policy, detail.replication, name, unit, index * stepSeconds, value]),
    ),
  );
  return toCsv(header, rows);
}

/** One row per replication, one column per measure, and the digests that a repetition must reproduce. */
export function replicationsCsv(summary: Summary): string {
  const keys = [...new Set(summary.policies.flatMap((policy) => policy.measures.map(({ key }) => key)))];
  const header = ["policy", "replication", "incidents", "eventsExecuted", "behaviourDigest", "scheduleDigest", ...keys];
  const rows = summary.policies.flatMap(({ policy, replications }) =>
    replications.map((each) => [
      ...[policy, each.replication, each.incidents.length, each.eventsExecuted],
      ...[each.digest.behaviour, each.digest.schedule],
      ...keys.map((key) => each.measures[key] ?? null),
    ]),
  );
  return toCsv(header, rows);
}

/** A sum of seconds without what adding them in binary left behind the microseconds. */
function wholeMicroseconds(seconds: number): number {
  return toSeconds(fromSeconds(seconds));
}

/** Fields are strings before they reach the writer, whose own casts turn `true` into 1 and dates into milliseconds. */
function toCsv(header: readonly string[], rows: readonly Row[]): string {
  return stringify([[...header], ...rows.map((row) => row.map(toField))], { escape_formulas: false });
}

function toField(field: Field): string {
  return typeof field === "string" ? withoutFormula(field) : field === null ? "" : String(field);
}

/** A name from a scenario must not become a formula in a spreadsheet; numbers are left as they are. */
function withoutFormula(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
