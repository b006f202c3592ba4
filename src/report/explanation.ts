/** One run told in words: what happened, when, to whom, and the reason that the logic gave. */
import type { PolicyResult, ScenarioIdentity } from "../result/index.js";
import { formatClock, formatDuration, formatNumberOf } from "./number-format.js";
import { TERMINAL_COLUMNS, wrap } from "./terminal-text.js";

const INDENT = 4;

/** The chronicle of the replication in detail; one paragraph for each instant, one line or more for each entry. */
export function explanation(scenario: ScenarioIdentity, { policy, detail, replications }: PolicyResult): string {
  const told = replications.find(({ replication }) => replication === detail.replication);
  const heading = [
    `${scenario.name} under ${policy}`,
    `replication ${detail.replication}`,
    `${formatDuration(scenario.durationSeconds)} simulated`,
    formatNumberOf(told?.incidents.length ?? 0, "incident"),
  ].join(", ");
  const lines = [...wrap(heading, TERMINAL_COLUMNS)];
  let last: number | null = null;
  for (const { atSeconds, actor, what, because } of detail.chronicle) {
    if (atSeconds !== last) lines.push("", formatClock(atSeconds));
    last = atSeconds;
    lines.push(...indented(`${actor}: ${what}${because === null ? "" : `, because ${because}`}`));
  }
  if (detail.chronicle.length === 0) lines.push("", "Nothing happened.");
  return lines.join("\n");
}

function indented(text: string): readonly string[] {
  return wrap(text, TERMINAL_COLUMNS - 2 * INDENT).map(
    (line, index) => " ".repeat(index === 0 ? INDENT : 2 * INDENT) + line,
  );
}
