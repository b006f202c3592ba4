/** Everything that the chronicle of a run holds, instant by instant. */
import type { ChronicleEntry, PolicyResult, ScenarioIdentity } from "../result/index.js";
import { clockOf } from "./clock.js";
import { storyOf, type ExplanationOptions } from "./episode.js";
import { formatDuration, formatNumberOf } from "./number-format.js";
import { becauseWritten, byClock, whatWritten } from "./quantities.js";
import { TERMINAL_COLUMNS, wrap } from "./terminal-text.js";

const INDENT = 4;

/** The chronicle of the replication in detail; one paragraph for each instant, one line or more for each entry. */
export function chronicleText(
  scenario: ScenarioIdentity,
  policy: PolicyResult,
  { incident }: ExplanationOptions = {},
): string {
  const lines = [...wrap(runInWords(scenario, policy), TERMINAL_COLUMNS)];
  const chronicle = chronicleOf(policy, { incident });
  const clock = clockOf(scenario);
  const writing = byClock(clock);
  let last: number | null = null;
  for (const entry of chronicle) {
    const { atSeconds, actor } = entry;
    const because = becauseWritten(entry, writing);
    if (atSeconds !== last) lines.push("", clock.exact(atSeconds));
    last = atSeconds;
    lines.push(
      ...indented(`${actor}: ${whatWritten(entry, writing)}${because === null ? "" : `, because ${because}`}`),
    );
  }
  if (chronicle.length === 0) lines.push("", "Nothing happened.");
  return lines.join("\n");
}

/** All of it; or what belongs to one incident, and to those that it overlaps with. */
export function chronicleOf(policy: PolicyResult, { incident }: ExplanationOptions): readonly ChronicleEntry[] {
  if (incident === undefined) return policy.detail.chronicle;
  return storyOf(policy)
    .episodes.filter(({ incidents }) => incidents.some(({ place }) => place === incident))
    .flatMap(({ entries }) => entries);
}

/** Which run is told, of which scenario, and what was wrong in it. */
export function runInWords(scenario: ScenarioIdentity, policy: PolicyResult): string {
  const { detail, replications, invariants } = policy;
  const told = replications.find(({ replication }) => replication === detail.replication);
  const lost = (told?.losses ?? []).reduce((sum, { writes }) => sum + writes, 0);
  const violated = invariants.filter(({ violations }) => violations > 0).length;
  return [
    `${scenario.name} under ${policy.policy}`,
    `replication ${detail.replication}`,
    `${formatDuration(scenario.durationSeconds)} simulated`,
    formatNumberOf(told?.incidents.length ?? 0, "incident"),
    ...(lost === 0 ? [] : [`${formatNumberOf(lost, "acknowledged write")} lost`]),
    ...(violated === 0 ? [] : [`${formatNumberOf(violated, "invariant")} violated`]),
  ].join(", ");
}

function indented(text: string): readonly string[] {
  return wrap(text, TERMINAL_COLUMNS - 2 * INDENT).map(
    (line, index) => " ".repeat(index === 0 ? INDENT : 2 * INDENT) + line,
  );
}
