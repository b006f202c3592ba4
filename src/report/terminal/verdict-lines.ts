/** What the terminal says of expectations, invariants and faults. */
import type { ExpectationResult, InvariantResult, PolicyResult } from "../../result/index.js";
import type { Clock } from "../clock.js";
import { distanceInWords } from "../expectation-in-words.js";
import { formatCount, formatNumberOf, formatQuantity, NO_VALUE } from "../number-format.js";
import { faultsThatMissed, faultsThatNeverFired, measureOf, NAMES_TOLD } from "../policy-facts.js";
import { exampleWritten } from "../quantities.js";
import { someOf } from "../../units/index.js";
import { type Lines, type Look, paragraph } from "../terminal-text.js";

export function expectationLines(expectation: ExpectationResult, policy: PolicyResult, look: Look): Lines {
  const { key, condition, measured, holds } = expectation;
  const unit = measureOf(policy, key)?.unit ?? "ratio";
  const distance = distanceInWords(expectation, unit);
  const value = measured === null ? NO_VALUE : formatQuantity(measured, unit);
  const indent = look.pass.length + 3;
  const few = holds ? fewAnswered(key, policy) : null;
  return paragraph(
    `${key} ${condition}: ${value}${distance === "" || (holds && measured !== null) ? "" : `; ${distance}`}${few === null ? "" : `, ${few}`}`,
    indent,
    holds ? look.pass : look.fail,
    holds ? look.good : look.bad,
  );
}

/** A latency is measured of what was answered: that of a service that turned most away is no success. */
function fewAnswered(key: string, policy: PolicyResult): string | null {
  const [, service] = /^(.+)\.latency\./.exec(key) ?? [];
  const answered = service === undefined ? null : measureOf(policy, `${service}.availability.requests`)?.mean;
  return answered == null || answered >= FEW ? null : `of only ${formatQuantity(answered, "share")} of the requests`;
}

/** Fewer were answered than not. */
const FEW = 0.5;

export function invariantLines(invariants: readonly InvariantResult[], clock: Clock, look: Look): Lines {
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
          : `: ${exampleWritten(example, clock)}, at ${clock.exact(example.atSeconds)} of replication ${example.replication}`;
      const often = `${formatNumberOf(violations, "time")} in ${formatCount(atStake)}`;
      return paragraph(`invariant ${name} violated, ${often}${first}`, indent, look.fail, look.bad);
    }),
    ...idleInWords(idle).flatMap((text) => paragraph(text, 2, "", look.dim)),
  ];
}

/** Of more, the reasons would fill the screen; the page has them. */
const REASONS_TOLD = 3;

/** What was never at stake, and why; several have the same reason. */
function idleInWords(idle: readonly InvariantResult[]): readonly string[] {
  if (idle.length === 0) return [];
  const lead = "never at stake, so not tested: ";
  if (idle.length > REASONS_TOLD) return [`${lead}${idle.map(({ name }) => name).join(", ")}; why: in the report`];
  const byReason = new Map<string, string[]>();
  for (const { name, why = "" } of idle) byReason.set(why, [...(byReason.get(why) ?? []), name]);
  const told = [...byReason].map(([why, names]) => `${names.join(", ")}${why === "" ? "" : ` (${why})`}`);
  return [`${lead}${told.join("; ")}`];
}

export function faultLines(policy: PolicyResult, look: Look): Lines {
  const faults = faultsThatNeverFired(policy);
  const missed = faultsThatMissed(policy);
  return [
    ...(faults.length === 0
      ? []
      : paragraph(`faults that never fired: ${someOf(faults, NAMES_TOLD)}`, 2, "", look.warn)),
    ...(missed.length === 0
      ? []
      : paragraph(`found nothing to strike: ${someOf(missed, NAMES_TOLD)}`, 2, "", look.dim)),
  ];
}
