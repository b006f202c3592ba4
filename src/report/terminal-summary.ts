/** The summary of a run for a terminal of 80 columns. */
import { PHASES } from "../result/index.js";
import type { ExpectationResult, InvariantResult, Phase, PolicyResult, Subject, Summary } from "../result/index.js";
import { downtimeMinutesPerYear } from "../stats/index.js";
import { clockOf, type Clock } from "./clock.js";
import { comparisonTable } from "./comparison-table.js";
import { distanceInWords } from "./expectation-in-words.js";
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatNines,
  formatNumberOf,
  formatQuantity,
  NO_VALUE,
} from "./number-format.js";
import {
  blameInWords,
  brownOutsOf,
  faultsThatMissed,
  faultsThatNeverFired,
  incidentsOf,
  keptInWords,
  longestFirst,
  lossFacts,
  measureOf,
  needlessInWords,
  recoveryFacts,
  sampledIncidents,
  verdictOf,
  type PlacedIncident,
} from "./policy-facts.js";
import { precisionInWords } from "./precision-in-words.js";
import { scaleMarksOf } from "./scale-actions.js";
import { sparkline } from "./sparkline.js";
import { factsOf } from "./subject-facts.js";
import { answersOfTasks, consolesIn, tasksInWords } from "./task-facts.js";
import { availabilityKey, subjectsOf } from "./subjects.js";
import { bytesInWords, lagInWords, lagOf, runsInWords, transfersIn, troubleInWords } from "./transfer-facts.js";
import { answersInWords, helpInWords, helpOf } from "./who-answered.js";
import { lookFor, paragraph, TERMINAL_COLUMNS, toAscii, type Look, type TerminalOptions } from "./terminal-text.js";

/** As many incidents are told one by one; of more, where their time went in the mean, and the few longest. */
const INCIDENTS_TOLD = 5;
const LONGEST_TOLD = 2;
/** Whoever serves users is told in full where a screen or two hold it. */
const SUBJECTS_TOLD = 24;
const HOSTS_TOLD = 12;

export interface TerminalSummaryOptions extends TerminalOptions {
  /** Folder in which the report lies, or `null` when none was written. */
  readonly report: string | null;
}

type Lines = readonly string[];

/** The whole text, without a last line break; no line is wider than 80 columns but for what colours add. */
export function terminalSummary(summary: Summary, options: TerminalSummaryOptions): string {
  const look = lookFor(options);
  const sections: Lines[] = [
    heading(summary, look),
    ...summary.policies.map((policy) => policySection(summary, policy, look)),
  ];
  if (summary.policies.length > 1) sections.push(comparison(summary, look));
  sections.push(closing(summary, options.report, look));
  const text = sections.map((lines) => lines.join("\n")).join("\n\n");
  return look.ascii ? toAscii(text) : text;
}

function heading(summary: Summary, look: Look): Lines {
  const { name, title, durationSeconds, warmUpSeconds } = summary.scenario;
  const replications = Math.max(0, ...summary.policies.map((policy) => policy.replicationsRun));
  const facts = [
    `${formatDuration(durationSeconds)} simulated`,
    ...(warmUpSeconds > 0 ? [`after a warm-up of ${formatDuration(warmUpSeconds)}`] : []),
    formatNumberOf(replications, "replication"),
    `seed ${summary.seed}`,
  ];
  return [
    ...paragraph(title === "" ? name : `${name}: ${title}`, 0, "", look.bold),
    ...paragraph(facts.join(", "), 0, "", look.dim),
    ...(summary.partial ? paragraph("Interrupted: not every replication is in these results.", 0, "", look.warn) : []),
  ];
}

function policySection(summary: Summary, policy: PolicyResult, look: Look): Lines {
  return [
    ...paragraph(policy.policy, 0, "", look.bold),
    ...transferBlocks(policy),
    ...subjectBlocks(summary, policy, look),
    ...consoleBlocks(policy),
    ...[answersInWords(policy)].flatMap((text) => (text === null ? [] : paragraph(text, 2))),
    ...policy.expectations.flatMap((expectation) => expectationLines(expectation, policy, look)),
    ...invariantLines(policy.invariants, clockOf(summary.scenario), look),
    ...faultLines(policy, look),
    ...[needlessInWords(policy), keptInWords(policy), precisionInWords(policy)].flatMap((text) =>
      text === null ? [] : paragraph(text, 2, "", look.warn),
    ),
  ];
}

/** There may be many: of these the least available are told, and how available the others are at least. */
function subjectBlocks(summary: Summary, policy: PolicyResult, look: Look): Lines {
  const availability = (each: Subject): number => measureOf(policy, availabilityKey(each))?.mean ?? 1;
  const subjects = subjectsOf(policy).filter((each) => isWorthTelling(each, policy, availability(each)));
  const most = subjects.some(({ kind }) => kind !== "host") ? SUBJECTS_TOLD : HOSTS_TOLD;
  if (subjects.length <= most) return subjects.flatMap((each) => subjectLines(summary, policy, each, look));
  const worstFirst = subjects.toSorted((a, b) => availability(a) - availability(b));
  const told = new Set(worstFirst.slice(0, most));
  const best = worstFirst[most]!;
  const others = `${formatCount(subjects.length - most)} others: ${formatQuantity(availability(best), "share")} available at least`;
  return [
    ...subjects.filter((each) => told.has(each)).flatMap((each) => subjectLines(summary, policy, each, look)),
    ...paragraph(others, 2),
  ];
}

/** Where data is moved for nobody's service, hosts are told that were down. */
function isWorthTelling({ kind }: Subject, policy: PolicyResult, availability: number): boolean {
  return kind !== "host" || availability < 1 || transfersIn(policy).length === 0;
}

/** There may be many: of these the ones with the oldest copies are told. */
function transferBlocks(policy: PolicyResult): Lines {
  const transfers = transfersIn(policy);
  const age = ({ name }: Subject): number => lagOf(policy, name)?.most ?? Infinity;
  const told = new Set(transfers.toSorted((a, b) => age(b) - age(a)).slice(0, HOSTS_TOLD));
  const others = transfers.length - told.size;
  return [
    ...transfers.filter((each) => told.has(each)).flatMap((each) => transferLines(policy, each)),
    ...(others > 0 ? paragraph(`${formatNumberOf(others, "other transfer")} with younger copies`, 2) : []),
  ];
}

function consoleBlocks(policy: PolicyResult): Lines {
  const consoles = consolesIn(policy);
  const others = consoles.length - HOSTS_TOLD;
  return [
    ...consoles.slice(0, HOSTS_TOLD).flatMap((name) => {
      const answers = answersOfTasks(policy, name);
      return [
        ...paragraph(`${name}: ${tasksInWords(policy, name)}`, 2),
        ...(answers.length > 0 ? paragraph(answers.join(", "), 4) : []),
      ];
    }),
    ...(others > 0 ? paragraph(formatNumberOf(others, "other console"), 2) : []),
  ];
}

function transferLines(policy: PolicyResult, { name }: Subject): Lines {
  const trouble = troubleInWords(policy, name);
  const facts = [
    lagInWords(policy, name),
    bytesInWords(policy, name),
    ...(trouble.length > 0 ? [trouble.join(", ")] : []),
  ];
  return [...paragraph(`${name}: ${runsInWords(policy, name)}`, 2), ...facts.flatMap((each) => paragraph(each, 4))];
}

function subjectLines(summary: Summary, policy: PolicyResult, subject: Subject, look: Look): Lines {
  const { name } = subject;
  const clock = clockOf(summary.scenario);
  const incidents = incidentsOf(policy).filter(({ incident }) => incident.service === name);
  return [
    ...availabilityLines(summary, policy, subject),
    ...timeLine(summary, policy, subject, look),
    ...recoveryLines(policy, subject, incidents, clock, look),
    ...brownOutLines(policy, name, clock, look),
    ...blameInWords(policy, name).flatMap((text) => paragraph(text, 8, look.dot, look.dim)),
    ...lossLines(policy, name, look),
    ...helpLines(policy, subject, summary, look),
  ];
}

/** A year is spoken of from runs that are long enough to say something of one: the single crash of an evening is not. */
const SECONDS_THAT_SPEAK_OF_A_YEAR = 30 * 86_400;

function availabilityLines({ scenario }: Summary, policy: PolicyResult, subject: Subject): Lines {
  const { name } = subject;
  const measure = measureOf(policy, availabilityKey(subject));
  const mean = measure?.mean ?? null;
  if (measure === undefined || mean === null) return paragraph(`${name}: availability was not measured`, 2);
  const { interval } = measure;
  const byRequest = measureOf(policy, `${name}.availability.requests`)?.mean ?? null;
  const observed = scenario.durationSeconds - scenario.warmUpSeconds;
  const downtime =
    scenario.durationSeconds < SECONDS_THAT_SPEAK_OF_A_YEAR
      ? `${formatDuration((1 - mean) * observed)} down in ${formatDuration(observed)}`
      : `${formatDuration(downtimeMinutesPerYear(1 - mean) * 60)} down in a year`;
  const facts = [
    `${name}: ${formatQuantity(mean, "share")} available by time`,
    // Below one nine their number says nothing.
    ...(mean >= 0.9 ? [formatNines(mean)] : []),
    ...(mean < 1 ? [downtime] : []),
  ];
  return [
    ...paragraph(facts.join(", "), 2),
    ...(byRequest === null ? [] : paragraph(`${formatQuantity(byRequest, "share")} of requests answered in time`, 4)),
    ...(interval === null
      ? []
      : paragraph(
          `${formatQuantity(interval.low, "share")} to ${formatQuantity(interval.high, "share")} ` +
            `(${formatQuantity(interval.level, "share")} interval of the mean by time, ${formatNumberOf(measure.count, "replication")})`,
          4,
        )),
  ];
}

/** The sparkline of the replication that is told in detail, between its ends. */
function timeLine(summary: Summary, policy: PolicyResult, { kind, name }: Subject, look: Look): Lines {
  const strip = policy.detail.strips.find((each) => each.kind === kind && each.actor === name);
  if (strip === undefined || !(summary.scenario.durationSeconds > 0)) return [];
  const { durationSeconds } = summary.scenario;
  const clock = clockOf(summary.scenario);
  const [begin, end] = [0, durationSeconds].map((seconds) => clock.apart(seconds).day ?? clock.brief(seconds)) as [
    string,
    string,
  ];
  const columns = TERMINAL_COLUMNS - 4 - begin.length - end.length - 2;
  return [`    ${look.dim(begin)} ${sparkline(strip, durationSeconds, columns, look)} ${look.dim(end)}`];
}

function recoveryLines(
  policy: PolicyResult,
  subject: Subject,
  incidents: readonly PlacedIncident[],
  clock: Clock,
  look: Look,
): Lines {
  const { name } = subject;
  const facts = recoveryFacts(incidents, sampledIncidents(policy, incidents));
  const others = factsOf(policy, subject);
  const otherLines = others.length > 0 ? paragraph(others.join(", "), 4) : [];
  if (facts === null && others.length > 0) return otherLines;
  if (facts === null) return brownOutsOf(policy, name).length > 0 ? [] : paragraph("no incident", 4);
  const mean = measureOf(policy, `${name}.rto.mean`)?.overall;
  const totals = [
    formatNumberOf(facts.count, "incident"),
    ...(facts.unended > 0 ? [`of which ${formatCount(facts.unended)} had not ended when the run did`] : []),
    ...(facts.count > 1
      ? [
          `recovery time ${formatDuration(mean ?? facts.meanSeconds)} in the mean`,
          `${formatDuration(facts.longest.incident.recoveryTimeSeconds)} at most`,
        ]
      : []),
  ];
  const tellAll = facts.count <= INCIDENTS_TOLD;
  const told = tellAll ? incidents : longestFirst(incidents).slice(0, LONGEST_TOLD);
  return [
    ...otherLines,
    ...paragraph(totals.join(", "), 4),
    ...(tellAll
      ? []
      : paragraph(
          `in the mean ${phaseSum(PHASES.map((phase) => [phase, facts.phases[phase]]))}`,
          8,
          look.dot,
          look.dim,
        )),
    ...told.flatMap((each) => incidentLines(each, policy.replicationsRun > 1, clock, look)),
  ];
}

/** Where the time went; phases without any are left out. */
function phaseSum(phases: readonly (readonly [Phase, number])[]): string {
  const spent = phases.filter(([, seconds]) => seconds > 0);
  return spent.map(([phase, seconds]) => `${phase} ${formatDuration(seconds)}`).join(" + ");
}

function incidentLines({ replication, incident }: PlacedIncident, several: boolean, clock: Clock, look: Look): Lines {
  const { endSeconds, recoveryTimeSeconds, causes, from, to, phases } = incident;
  const length = formatDuration(recoveryTimeSeconds);
  const happened = [
    `at ${clock.brief(incident.startSeconds)}${several ? ` of replication ${replication}` : ""}`,
    causes.length > 0 ? causes.join(" and ") : "no injected fault",
    ...(from !== null && to !== null ? [from === to ? `${from} itself` : `${from} ${look.arrow} ${to}`] : []),
    endSeconds === null ? `not recovered after ${length}` : `recovered in ${length}`,
  ];
  const spent = phaseSum(phases.map(({ phase, durationSeconds }) => [phase, durationSeconds]));
  return [
    ...paragraph(happened.join(", "), 8, look.dot, endSeconds === null ? look.bad : look.dim),
    ...(spent === "" ? [] : paragraph(spent, 8, "", look.dim)),
  ];
}

/** They are no outages, and are told apart from them: the few longest. */
function brownOutLines(policy: PolicyResult, name: string, clock: Clock, look: Look): Lines {
  const all = brownOutsOf(policy, name);
  if (all.length === 0) return [];
  const longest = all.toSorted((a, b) => b.durationSeconds - a.durationSeconds).slice(0, LONGEST_TOLD);
  return [
    ...paragraph(
      `${formatNumberOf(all.length, "brown-out")}: it could answer, and missed its objective`,
      4,
      "",
      look.warn,
    ),
    ...longest.flatMap(({ startSeconds, durationSeconds, endSeconds, answered }) => {
      const length = `${formatDuration(durationSeconds)}${endSeconds === null ? " and not over" : ""}`;
      const what = `at ${clock.brief(startSeconds)}, ${length}: ${formatQuantity(answered, "share")} answered`;
      return paragraph(what, 8, look.dot, look.warn);
    }),
  ];
}

function lossLines(policy: PolicyResult, service: string, look: Look): Lines {
  const { writes, bytes, oldestSeconds, replications, measured } = lossFacts(policy, service);
  if (replications === 0) return measured ? paragraph("no acknowledged write was lost", 4) : [];
  const where =
    policy.replicationsRun > 1 ? ` in ${formatCount(replications)} of ${policy.replicationsRun} replications` : "";
  const what = `${formatNumberOf(writes, "acknowledged write")} lost (${formatBytes(bytes)})${where}`;
  return paragraph(`${what}, the oldest ${formatDuration(oldestSeconds)} before the interruption`, 4, "", look.warn);
}

/** In the replication that is told in detail. */
function helpLines({ detail }: PolicyResult, { name }: Subject, { scenario }: Summary, look: Look): Lines {
  const help = helpOf(scaleMarksOf(detail)).filter(({ service }) => service === name);
  const told = helpInWords(help, clockOf(scenario).brief, scenario.durationSeconds);
  return told.flatMap((text) => paragraph(text, 8, look.dot, look.dim));
}

function expectationLines(expectation: ExpectationResult, policy: PolicyResult, look: Look): Lines {
  const { key, condition, measured, holds } = expectation;
  const unit = measureOf(policy, key)?.unit ?? "ratio";
  const distance = distanceInWords(expectation, unit);
  const value = measured === null ? NO_VALUE : formatQuantity(measured, unit);
  const indent = look.pass.length + 3;
  return paragraph(
    `${key} ${condition}: ${value}${distance === "" || (holds && measured !== null) ? "" : `; ${distance}`}`,
    indent,
    holds ? look.pass : look.fail,
    holds ? look.good : look.bad,
  );
}

function invariantLines(invariants: readonly InvariantResult[], clock: Clock, look: Look): Lines {
  if (invariants.length === 0) return [];
  const violated = invariants.filter(({ violations }) => violations > 0);
  const idle = invariants.filter(({ atStake, violations }) => atStake === 0 && violations === 0);
  const held = invariants.length - violated.length - idle.length;
  const indent = look.pass.length + 3;
  return [
    ...(held > 0 ? paragraph(`${formatNumberOf(held, "invariant")} held`, indent, look.pass, look.good) : []),
    ...violated.flatMap(({ name, violations, atStake, examples }) => {
      const [example] = examples;
      const first =
        example === undefined
          ? ""
          : `: ${example.what}, at ${clock.exact(example.atSeconds)} of replication ${example.replication}`;
      const often = `${formatNumberOf(violations, "time")} in ${formatCount(atStake)}`;
      return paragraph(`invariant ${name} violated, ${often}${first}`, indent, look.fail, look.bad);
    }),
    ...idleInWords(idle).flatMap((text) => paragraph(text, 2, "", look.dim)),
  ];
}

/** What was never at stake, and why; many have the same reason. */
function idleInWords(idle: readonly InvariantResult[]): readonly string[] {
  if (idle.length === 0) return [];
  const byReason = new Map<string, string[]>();
  for (const { name, why = "" } of idle) byReason.set(why, [...(byReason.get(why) ?? []), name]);
  const told = [...byReason].map(([why, names]) => `${names.join(", ")}${why === "" ? "" : ` (${why})`}`);
  return [`never at stake, so not tested: ${told.join("; ")}`];
}

function faultLines(policy: PolicyResult, look: Look): Lines {
  const faults = faultsThatNeverFired(policy);
  const missed = faultsThatMissed(policy);
  return [
    ...(faults.length === 0 ? [] : paragraph(`faults that never fired: ${faults.join(", ")}`, 2, "", look.warn)),
    ...(missed.length === 0 ? [] : paragraph(`found nothing to strike: ${missed.join(", ")}`, 2, "", look.dim)),
  ];
}

function comparison(summary: Summary, look: Look): Lines {
  const note = summary.policies.some((policy) => policy.replicationsRun > 1)
    ? "Values over all replications and their intervals. Which difference is more than chance: understudy compare."
    : "One replication each: a difference may be chance. More of them: --replications.";
  return [comparisonTable(summary, look), ...paragraph(note, 0, "", look.dim)];
}

function closing(summary: Summary, folder: string | null, look: Look): Lines {
  const { expectations, failedExpectations, violatedInvariants, neverBack, brownedOut } = verdictOf(summary);
  const failed = [
    ...(failedExpectations > 0
      ? [`${failedExpectations} of ${formatNumberOf(expectations, "expectation")} failed`]
      : []),
    ...(violatedInvariants > 0 ? [`${formatNumberOf(violatedInvariants, "invariant")} violated`] : []),
    ...neverBack,
  ];
  const well = expectations > 0 ? "All expectations hold, no invariant was violated." : "No invariant was violated.";
  return [
    ...(failed.length > 0
      ? paragraph(`${failed.join(", ")}.`, 0, "", look.bad)
      : paragraph(summary.partial ? `${well} So far.` : well, 0, "", look.good)),
    ...(brownedOut.length > 0 ? paragraph(`${brownedOut.join(", ")}.`, 0, "", look.warn) : []),
    ...(folder === null ? [] : [`Report: ${folder}`]),
  ];
}
