/** The summary as Markdown, for the summary page of a job, a merge request or a wiki. */
import {
  causesInWords,
  PHASES,
  type MeasureSummary,
  type PolicyResult,
  type ScenarioIdentity,
  type Summary,
} from "../result/index.js";
import { comparedMeasures } from "./comparison-table.js";
import { clockOf, type Clock } from "./clock.js";
import { distanceInWords } from "./expectation-in-words.js";
import { someOf } from "../units/index.js";
import { code, escape, table } from "./markdown-text.js";
import { formatBytes, formatCount, formatDuration, formatNumberOf, formatQuantity, NO_VALUE } from "./number-format.js";
import { busyPassages, NOTHING_BUSY } from "./passage-facts.js";
import {
  blameInWords,
  brownedOut,
  faultsThatMissed,
  faultsThatNeverFired,
  NAMES_TOLD,
  incidentsOf,
  keptInWords,
  longestFirst,
  lossFacts,
  measureOf,
  needlessInWords,
  verdictOf,
} from "./policy-facts.js";
import { precisionInWords } from "./precision-in-words.js";
import { exampleWritten } from "./quantities.js";
import { scaleMarksOf } from "./scale-actions.js";
import { withoutIncident } from "./subject-facts.js";
import { notComparedInWords } from "./subjects-compared.js";
import { kindInWords, subjectOf, subjectsOf } from "./subjects.js";
import { answersOfTasks, consolesIn, tasksInWords } from "./task-facts.js";
import { bytesInWords, lagInWords, runsInWords, transfersIn, transfersTold, troubleInWords } from "./transfer-facts.js";
import { answersTable, groupHelp, helpInWords, helpOf } from "./who-answered.js";
import { worstInWords } from "./worst.js";
import { unbrokenMarkdown } from "./unbroken.js";

/** Incidents in the table; of more, the longest are. */
const INCIDENTS_SHOWN = 10;

/** A chart that lies beside the Markdown file. */
export interface LinkedChart {
  readonly file: string;
  readonly title: string;
}

/** With charts, they are shown at the end; without, the text stands alone, as a job's summary page needs it. */
export function markdownSummary(summary: Summary, charts: readonly LinkedChart[] = []): string {
  const { name, title, durationSeconds, digest } = summary.scenario;
  const replications = Math.max(0, ...summary.policies.map((policy) => policy.replicationsRun));
  const worst = worstInWords(summary);
  const blocks = [
    `# ${escape(title === "" ? name : title)}`,
    `**${verdictInWords(summary)}** Scenario \`${code(name)}\` (digest \`${code(digest)}\`), ` +
      `${formatDuration(durationSeconds)} simulated, ${formatNumberOf(replications, "replication")}, ` +
      `seed \`${code(summary.seed)}\`, Understudy ${escape(summary.version)}.`,
    ...(worst.length === 0 ? [] : [escape(worst.join(" "))]),
    "## Measures",
    measuresTable(summary),
    ...summary.policies.flatMap((policy) => policyBlocks(policy, summary.scenario)),
    ...(charts.length > 0 ? ["## Charts", ...charts.map(({ file, title }) => `![${escape(title)}](${file})`)] : []),
  ];
  return unbrokenMarkdown(`${blocks.join("\n\n")}\n`);
}

/** Whether expectations and invariants held, in sentences. */
export function verdictInWords(summary: Summary): string {
  const { expectations, failedExpectations, violatedInvariants, ...told } = verdictOf(summary);
  const words = [
    ...sentence(told.downAtEnd),
    expectations === 0
      ? "No expectation was stated."
      : failedExpectations === 0
        ? told.downAtEnd.length > 0
          ? "The expectations hold; they do not ask for it."
          : "All expectations hold."
        : `${formatCount(failedExpectations)} of ${formatNumberOf(expectations, "expectation")} failed.`,
    violatedInvariants === 0
      ? "No invariant was violated."
      : `${formatNumberOf(violatedInvariants, "invariant")} violated.`,
    ...sentence(told.brownedOut),
    ...(summary.partial ? ["Interrupted: not every replication is here."] : []),
  ];
  return words.join(" ");
}

/** None of nothing. */
function sentence(clauses: readonly string[]): readonly string[] {
  return clauses.length === 0 ? [] : [`${clauses.join("; ")}.`];
}

function measuresTable(summary: Summary): string {
  const measures = comparedMeasures(summary);
  if (measures.length === 0) return "Nothing was measured.";
  const values = table(
    ["", ...summary.policies.map(({ policy }) => policy)],
    measures.map(({ key }) => [key, ...summary.policies.map((policy) => measureInWords(measureOf(policy, key)))]),
  );
  const left = notComparedInWords(summary);
  return left === null ? values : `${values}\n\n${escape(left)}`;
}

function measureInWords(measure: MeasureSummary | undefined): string {
  if (measure === undefined) return NO_VALUE;
  const value = formatQuantity(measure.overall, measure.unit);
  if (measure.interval === null) return value;
  const { low, high, level } = measure.interval;
  if (low === high) return value;
  const [from, to] = [low, high].map((each) => formatQuantity(each, measure.unit));
  return `${value} (${from} to ${to}, ${formatQuantity(level, "share")})`;
}

function policyBlocks(policy: PolicyResult, scenario: ScenarioIdentity): readonly string[] {
  const clock = clockOf(scenario);
  const unfired = faultsThatNeverFired(policy);
  const missed = faultsThatMissed(policy);
  return [
    `## ${escape(policy.policy)}`,
    ...(policy.expectations.length === 0 ? [] : [expectationsTable(policy)]),
    ...invariantBlocks(policy, clock),
    ...transferBlocks(policy),
    ...passageBlocks(policy),
    ...taskBlocks(policy),
    ...answerBlocks(policy, clock, scenario.durationSeconds),
    ...incidentBlocks(policy, clock),
    ...brownedOut(policy).map((words) => `${escape(words)}.`),
    ...subjectsOf(policy).flatMap(({ name }) => blameBlock(policy, name)),
    ...subjectsOf(policy).flatMap(({ name }) => lossBlock(policy, name)),
    ...[needlessInWords(policy), keptInWords(policy), precisionInWords(policy)].flatMap((text) =>
      text === null ? [] : [escape(text)],
    ),
    ...(unfired.length === 0 ? [] : [`Faults that never fired: ${escape(someOf(unfired, NAMES_TOLD))}.`]),
    ...(missed.length === 0 ? [] : [`Faults that found nothing to strike: ${escape(someOf(missed, NAMES_TOLD))}.`]),
  ];
}

function transferBlocks(policy: PolicyResult): readonly string[] {
  const { told, left } = transfersTold(policy, transfersIn(policy));
  const rows = told.map(({ name }) => [
    name,
    lagInWords(policy, name),
    runsInWords(policy, name),
    bytesInWords(policy, name),
    troubleInWords(policy, name).join(", "),
  ]);
  return rows.length === 0
    ? []
    : [
        table(["transfer", "recovery point", "runs", "data", "trouble"], rows),
        ...(left === null ? [] : [`${escape(left)}.`]),
      ];
}

function passageBlocks(policy: PolicyResult): readonly string[] {
  const busy = busyPassages(policy);
  if (busy === null) return [];
  if (busy.length === 0) return [`${escape(NOTHING_BUSY.charAt(0).toUpperCase() + NOTHING_BUSY.slice(1))}.`];
  const rows = busy.map(({ name, busy, queue, time }) => [name, busy, queue, time]);
  return [table(["on the way to storage", "busy", "I/Os there", "each for"], rows)];
}

function taskBlocks(policy: PolicyResult): readonly string[] {
  const rows = consolesIn(policy).map((name) => [
    name,
    tasksInWords(policy, name),
    answersOfTasks(policy, name).join(", "),
  ]);
  return rows.length === 0 ? [] : [table(["console", "tasks", "answers"], rows)];
}

/** Who answered how much, and which hosts came to help when, in the replication that is told in detail. */
function answerBlocks(policy: PolicyResult, clock: Clock, durationSeconds: number): readonly string[] {
  const rows = answersTable(policy);
  const help = groupHelp(helpOf(scaleMarksOf(policy.detail)), ({ service }) => service);
  const helped = help.flatMap(([service, its]) =>
    helpInWords(its, clock.brief, durationSeconds).map((text) => `- ${escape(`${service}: ${text}`)}`),
  );
  return [
    ...(rows.length === 0 ? [] : [table(["host", "requests answered", "share"], rows)]),
    ...(helped.length === 0 ? [] : [helped.join("\n")]),
  ];
}

function expectationsTable(policy: PolicyResult): string {
  return table(
    ["", "expectation", "measured", ""],
    policy.expectations.map((expectation) => {
      const { key, condition, measured, holds } = expectation;
      const unit = measureOf(policy, key)?.unit ?? "ratio";
      return [
        holds ? "✓" : "✗",
        `${key} ${condition}`,
        formatQuantity(measured, unit),
        holds && measured !== null ? "" : distanceInWords(expectation, unit),
      ];
    }),
  );
}

function invariantBlocks({ invariants }: PolicyResult, clock: Clock): readonly string[] {
  if (invariants.length === 0) return [];
  const violated = invariants.filter(({ violations }) => violations > 0);
  const idle = invariants.filter(({ atStake, violations }) => atStake === 0 && violations === 0);
  const counts = [
    `${formatNumberOf(invariants.length - violated.length - idle.length, "invariant")} held`,
    `${formatCount(violated.length)} violated`,
    `${formatCount(idle.length)} never at stake${idle.length > 0 ? ` (${idle.map(({ name }) => name).join(", ")})` : ""}`,
  ];
  const examples = violated.map(({ name, violations, atStake, examples: [first] }) => [
    name,
    `${formatCount(violations)} in ${formatCount(atStake)}`,
    first === undefined
      ? ""
      : `${clock.exact(first.atSeconds)} of replication ${first.replication}: ${exampleWritten(first, clock)}`,
  ]);
  return [
    `Invariants: ${escape(counts.join(", "))}.`,
    ...(examples.length > 0 ? [table(["violated invariant", "times", "first"], examples)] : []),
  ];
}

/** Of failover sets no incident is counted, and it is told what became of each. */
function nothingDown(policy: PolicyResult): readonly string[] {
  const subjects = subjectsOf(policy);
  if (subjects.every(({ kind }) => kind !== "failover-set")) return ["No incident."];
  return withoutIncident(policy, subjects).map((text) => `${escape(text)}.`);
}

function incidentBlocks(policy: PolicyResult, clock: Clock): readonly string[] {
  const incidents = incidentsOf(policy);
  if (incidents.length === 0) return brownedOut(policy).length > 0 ? [] : nothingDown(policy);
  const shown = incidents.length > INCIDENTS_SHOWN ? longestFirst(incidents).slice(0, INCIDENTS_SHOWN) : incidents;
  const phases = PHASES.filter((phase) => shown.some(({ incident }) => incident.phases.some((p) => p.phase === phase)));
  const rows = shown.map(({ replication, incident }) => [
    incident.service,
    String(replication),
    clock.brief(incident.startSeconds),
    causesInWords(incident.causes, ", "),
    `${formatDuration(incident.recoveryTimeSeconds)}${incident.endSeconds === null ? " and not ended" : ""}`,
    ...phases.map((phase) => {
      const stretches = incident.phases.filter((each) => each.phase === phase);
      return stretches.length === 0
        ? ""
        : formatDuration(stretches.reduce((sum, each) => sum + each.durationSeconds, 0));
    }),
  ]);
  const heading = formatNumberOf(incidents.length, "incident");
  return [
    `${heading}${shown.length < incidents.length ? `; the ${shown.length} longest` : ""}:`,
    table(
      [
        kindInWords(shown.map(({ incident }) => subjectOf(incident))),
        "replication",
        "at",
        "after",
        "recovery time",
        ...phases,
      ],
      rows,
    ),
  ];
}

function blameBlock(policy: PolicyResult, service: string): readonly string[] {
  const lines = blameInWords(policy, service);
  return lines.length === 0 ? [] : [lines.map((text) => `- ${escape(`${service}: ${text}`)}`).join("\n")];
}

function lossBlock(policy: PolicyResult, service: string): readonly string[] {
  const { writes, bytes, oldestSeconds, replications, measured } = lossFacts(policy, service);
  if (replications === 0) return measured ? [`${escape(service)} lost no acknowledged write.`] : [];
  return [
    `${escape(service)} lost ${formatNumberOf(writes, "acknowledged write")} (${formatBytes(bytes)}, the oldest ` +
      `${formatDuration(oldestSeconds)} before the interruption) in ${formatCount(replications)} of ` +
      `${formatNumberOf(policy.replicationsRun, "replication")}.`,
  ];
}
