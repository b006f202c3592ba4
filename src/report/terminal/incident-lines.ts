/** What the terminal says of outages and brown-outs: all of a few, of many their means and the longest. */
import {
  causesInWords,
  type Incident,
  PHASES,
  type PolicyResult,
  type Subject,
  whoCameBack,
} from "../../result/index.js";
import type { Clock } from "../clock.js";
import { formatCount, formatDuration, formatNumberOf, formatQuantity } from "../number-format.js";
import {
  brownOutsOf,
  longestFirst,
  measureOf,
  type PlacedIncident,
  recoveryFacts,
  sampledIncidents,
} from "../policy-facts.js";
import { factsOf } from "../subject-facts.js";
import { type Lines, type Look, paragraph } from "../terminal-text.js";

/** As many incidents are told one by one; of more, where their time went in the mean, and the few longest. */
const INCIDENTS_TOLD = 5;
const LONGEST_TOLD = 2;

export function recoveryLines(
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
    ...(facts.unended > 0 ? [unendedOf(facts)] : []),
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

function unendedOf({ count, unended }: { readonly count: number; readonly unended: number }): string {
  if (count === 1) return "which had not ended when the run did";
  return unended === count
    ? "none of which had ended when the run did"
    : `of which ${formatCount(unended)} had not ended when the run did`;
}

/** In their order; of an incident with many attempts each phase once, with all that it took. */
const PHASES_TOLD = 8;

type Spent = Incident["phases"][number];

function apart({ phase, durationSeconds }: Spent): readonly [string, number] {
  return [phase, durationSeconds];
}

function summed(all: readonly Spent[]): readonly (readonly [string, number])[] {
  return PHASES.flatMap((phase) => {
    const its = all.filter((each) => each.phase === phase && each.durationSeconds > 0);
    const seconds = its.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0);
    return its.length === 0 ? [] : [[its.length > 1 ? `${its.length} × ${phase}` : phase, seconds] as const];
  });
}

/** Of a whole that lasts seconds nobody asks where its microseconds went; the report has them. */
const LEAST_TOLD_SECONDS = 0.001;

/** Where the time went; phases without any are left out, and those that are next to nothing of a whole that is not. */
function phaseSum(phases: readonly (readonly [string, number])[]): string {
  const whole = phases.reduce((sum, [, seconds]) => sum + seconds, 0);
  const least = whole >= 1 ? LEAST_TOLD_SECONDS : 0;
  const spent = phases.filter(([, seconds]) => seconds > 0 && seconds >= least);
  return spent.map(([phase, seconds]) => `${phase} ${formatDuration(seconds)}`).join(" + ");
}

function incidentLines({ replication, incident }: PlacedIncident, several: boolean, clock: Clock, look: Look): Lines {
  const { endSeconds, recoveryTimeSeconds, phases } = incident;
  const length = formatDuration(recoveryTimeSeconds);
  const who = whoCameBack(incident, look.arrow);
  const happened = [
    `at ${clock.brief(incident.startSeconds)}${several ? ` of replication ${replication}` : ""}`,
    causesInWords(incident.causes) || "no injected fault",
    ...(who === null ? [] : [who]),
    endSeconds === null ? `not recovered after ${length}` : `recovered in ${length}`,
  ];
  const spent = phaseSum(phases.length > PHASES_TOLD ? summed(phases) : phases.map(apart));
  return [
    ...paragraph(happened.join(", "), 8, look.dot, endSeconds === null ? look.bad : look.dim),
    ...(spent === "" ? [] : paragraph(spent, 8, "", look.dim)),
  ];
}

/** They are no outages, and are told apart from them: the few longest. */
export function brownOutLines(policy: PolicyResult, name: string, clock: Clock, look: Look): Lines {
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
      const what = `at ${clock.brief(startSeconds)}, ${length}: ${formatQuantity(answered, "share")} answered as it asks`;
      return paragraph(what, 8, look.dot, look.warn);
    }),
    ...(all.length > longest.length
      ? paragraph(`and ${formatNumberOf(all.length - longest.length, "shorter one")}`, 8, look.dot, look.warn)
      : []),
  ];
}
