/** The summary of a run for a terminal of 80 columns. */
import type { PolicyResult, Summary } from "../result/index.js";
import { clockOf } from "./clock.js";
import { comparisonTable } from "./comparison-table.js";
import { formatDuration, formatNumberOf } from "./number-format.js";
import { keptInWords, needlessInWords, verdictOf } from "./policy-facts.js";
import { precisionInWords } from "./precision-in-words.js";
import { notComparedInWords } from "./subjects-compared.js";
import { cutSetLines } from "./terminal/cut-set-lines.js";
import { subjectBlocks } from "./terminal/subject-lines.js";
import { consoleBlocks, passageBlocks, transferBlocks } from "./terminal/transfer-lines.js";
import { expectationLines, faultLines, invariantLines } from "./terminal/verdict-lines.js";
import { lookFor, paragraph, toAscii, type Lines, type Look, type TerminalOptions } from "./terminal-text.js";
import { answersInWords } from "./who-answered.js";

export interface TerminalSummaryOptions extends TerminalOptions {
  /** Folder in which the report lies, or `null` when none was written. */
  readonly report: string | null;
}

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
    ...cutSetLines(policy),
    ...passageBlocks(policy),
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

function comparison(summary: Summary, look: Look): Lines {
  const note = summary.policies.some((policy) => policy.replicationsRun > 1)
    ? "Values over all replications and their intervals. Which difference is more than chance: understudy compare."
    : "One replication each: a difference may be chance. More of them: --replications.";
  const left = notComparedInWords(summary);
  return [
    comparisonTable(summary, look),
    ...[left, note].flatMap((text) => (text === null ? [] : paragraph(text, 0, "", look.dim))),
  ];
}

function closing(summary: Summary, folder: string | null, look: Look): Lines {
  const { expectations, failedExpectations, violatedInvariants, downAtEnd, brownedOut } = verdictOf(summary);
  const failed = [
    ...(failedExpectations > 0
      ? [`${failedExpectations} of ${formatNumberOf(expectations, "expectation")} failed`]
      : []),
    ...(violatedInvariants > 0 ? [`${formatNumberOf(violatedInvariants, "invariant")} violated`] : []),
    ...downAtEnd,
  ];
  const well = expectations > 0 ? "All expectations hold, no invariant was violated." : "No invariant was violated.";
  return [
    ...(failed.length > 0
      ? paragraph(`${failed.join(", ")}.`, 0, "", look.bad)
      : paragraph(summary.partial ? `${well} So far.` : well, 0, "", look.good)),
    ...(brownedOut.length > 0 ? paragraph(`${brownedOut.join("; ")}.`, 0, "", look.warn) : []),
    ...(folder === null ? [] : [`Report: ${folder}`]),
  ];
}
