/** Everything that the chronicle of a run holds, instant by instant. */
import type { PolicyResult, ScenarioIdentity } from "../result/index.js";
import { clockOf } from "./clock.js";
import { formatDuration, formatNumberOf } from "./number-format.js";
import { becauseWritten, byClock, whatWritten } from "./quantities.js";
import { TERMINAL_COLUMNS, wrap } from "./terminal-text.js";

const INDENT = 4;

/** The chronicle of the replication in detail; one paragraph for each instant, one line or more for each entry. */
export function chronicleText(scenario: ScenarioIdentity, policy: PolicyResult): string {
  const lines = [...wrap(runInWords(scenario, policy), TERMINAL_COLUMNS)];
  const { chronicle } = policy.detail;
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

/** Which run is told, of which scenario. */
export function runInWords(scenario: ScenarioIdentity, { policy, detail, replications }: PolicyResult): string {
  const told = replications.find(({ replication }) => replication === detail.replication);
  return [
    `${scenario.name} under ${policy}`,
    `replication ${detail.replication}`,
    `${formatDuration(scenario.durationSeconds)} simulated`,
    formatNumberOf(told?.incidents.length ?? 0, "incident"),
  ].join(", ");
}

function indented(text: string): readonly string[] {
  return wrap(text, TERMINAL_COLUMNS - 2 * INDENT).map(
    (line, index) => " ".repeat(index === 0 ? INDENT : 2 * INDENT) + line,
  );
}
