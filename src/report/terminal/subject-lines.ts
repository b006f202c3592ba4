/** What the terminal says of each that serves users: how available it was, over time, what it lost, and who helped it. */
import { downtimeMinutesPerYear } from "../../stats/index.js";
import type { PolicyResult, Subject, Summary } from "../../result/index.js";
import { clockOf } from "../clock.js";
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatNines,
  formatNumberOf,
  formatQuantity,
} from "../number-format.js";
import { blameInWords, incidentsOf, lossFacts, measureOf } from "../policy-facts.js";
import { scaleMarksOf } from "../scale-actions.js";
import { sparkline } from "../sparkline.js";
import { availabilityKey, subjectsOf } from "../subjects.js";
import { type Lines, type Look, paragraph, TERMINAL_COLUMNS } from "../terminal-text.js";
import { transfersIn } from "../transfer-facts.js";
import { helpInWords, helpOf } from "../who-answered.js";
import { brownOutLines, recoveryLines } from "./incident-lines.js";

/** Whoever serves users is told in full where a screen or two hold it. */
const SUBJECTS_TOLD = 24;
const HOSTS_TOLD = 12;

/** There may be many: of these the least available are told, and how available the others are at least. */
export function subjectBlocks(summary: Summary, policy: PolicyResult, look: Look): Lines {
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

function subjectLines(summary: Summary, policy: PolicyResult, subject: Subject, look: Look): Lines {
  const { name } = subject;
  const clock = clockOf(summary.scenario);
  const incidents = incidentsOf(policy).filter(({ incident }) => incident.service === name);
  return [
    ...availabilityLines(summary, policy, subject),
    ...timeLine(summary, policy, subject, look),
    ...recoveryLines(policy, subject, incidents, clock, look),
    ...blameInWords(policy, name).flatMap((text) => paragraph(text, 8, look.dot, look.dim)),
    ...brownOutLines(policy, name, clock, look),
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

function lossLines(policy: PolicyResult, service: string, look: Look): Lines {
  const { writes, bytes, oldestSeconds, replications, measured } = lossFacts(policy, service);
  if (replications === 0) return measured ? paragraph("no acknowledged write was lost", 4) : [];
  const where =
    policy.replicationsRun > 1 ? ` in ${formatCount(replications)} of ${policy.replicationsRun} replications` : "";
  const what = `${formatNumberOf(writes, "acknowledged write")} lost (${formatBytes(bytes)})${where}`;
  const oldest = formatDuration(oldestSeconds);
  const wasDown = incidentsOf(policy).some(({ incident }) => incident.service === service);
  const age = wasDown ? `${oldest} before the interruption` : `${oldest} old by then`;
  return paragraph(`${what}, the oldest ${age}`, 4, "", look.warn);
}

/** In the replication that is told in detail. */
function helpLines({ detail }: PolicyResult, { name }: Subject, { scenario }: Summary, look: Look): Lines {
  const help = helpOf(scaleMarksOf(detail)).filter(({ service }) => service === name);
  const told = helpInWords(help, clockOf(scenario).brief, scenario.durationSeconds);
  return told.flatMap((text) => paragraph(text, 8, look.dot, look.dim));
}
