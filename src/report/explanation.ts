/** One run told in words: what happened, when, to whom, and the reason that the logic gave. */
import type { PolicyResult, ScenarioIdentity } from "../result/index.js";
import { formatDuration, formatNumberOf } from "./number-format.js";
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
    if (atSeconds !== last) lines.push("", clockTime(atSeconds));
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

/** Time since the start to the microsecond, as far as it is not zero: `3 d 18:30:00.25`. */
function clockTime(seconds: number): string {
  const micros = Math.round(seconds * 1e6);
  const whole = Math.floor(micros / 1e6);
  const fraction = String(micros % 1e6)
    .padStart(6, "0")
    .replace(/0+$/, "");
  const [hours, minutes, rest] = [(whole % 86_400) / 3600, (whole % 3600) / 60, whole % 60].map((part) =>
    String(Math.floor(part)).padStart(2, "0"),
  );
  const days = Math.floor(whole / 86_400);
  return `${days > 0 ? `${days} d ` : ""}${hours}:${minutes}:${rest}${fraction === "" ? "" : `.${fraction}`}`;
}
