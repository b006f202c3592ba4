/** One run told in words to somebody who was woken by it: each incident with what failed, what was done, why, and what it cost. */
import type { ChronicleEntry, PolicyResult, ScenarioIdentity } from "../result/index.js";
import { runInWords } from "./chronicle-text.js";
import type { Clock } from "./clock.js";
import { byTheClock, type Telling } from "./entries-text.js";
import { storyOf, type ExplanationOptions } from "./episode.js";
import { episodeSections } from "./episode-text.js";
import { howItEnded } from "./how-it-ended.js";
import { runTold, type RunTold } from "./run-told.js";
import { brownOutLines, invariantLines, lossLines } from "./shortcomings-text.js";
import { withoutIncident } from "./subject-facts.js";
import { subjectsOf } from "./subjects.js";
import { TERMINAL_COLUMNS, wrap } from "./terminal-text.js";
import { hanging } from "./told-lines.js";

/** Lines that somebody reads who is in a hurry: a page has some sixty. */
const TWO_PAGES = 120;

/** What is summed up, the more the further down, until it fits on two pages. */
const LEVELS = [
  { others: "whole", incidents: "whole", most: Infinity },
  { others: "summed", incidents: "whole", most: Infinity },
  { others: "summed", incidents: "summed", most: 8 },
  { others: "gist", incidents: "summed", most: 8 },
  { others: "gist", incidents: "gist", most: 8 },
  { others: "gist", incidents: "gist", most: 4 },
  { others: "gist", incidents: "gist", most: 2 },
] as const;

interface Level {
  readonly others: Telling;
  readonly incidents: Telling;
  /** So many incidents that lie apart are told with what happened in them. */
  readonly most: number;
}

/**
 * The replication in detail as text of at most 80 columns; times within an incident count from the fault. What has no room on
 * two pages is summed up, unless it is wanted in full.
 */
export function explanation(
  scenario: ScenarioIdentity,
  policy: PolicyResult,
  options: ExplanationOptions = {},
): string {
  const run = runTold(scenario, policy);
  const levels = options.full ? LEVELS.slice(0, 1) : LEVELS;
  let lines: readonly string[] = [];
  for (const level of levels) {
    lines = linesOf(run, options, level);
    if (lines.length <= TWO_PAGES) break;
  }
  return lines.join("\n");
}

function linesOf(run: RunTold, { incident }: ExplanationOptions, level: Level): readonly string[] {
  const { scenario, policy, clock } = run;
  const { episodes, others } = storyOf(policy);
  const chosen = episodes.filter(
    ({ incidents }) => incident === undefined || incidents.some((each) => each.place === incident),
  );
  const sections = [
    wrap(`${runInWords(scenario, policy)}${whatIsShort(level)}`, TERMINAL_COLUMNS),
    ...(episodes.length === 0
      ? [withoutIncident(policy, subjectsOf(policy)).flatMap((text) => wrap(`${capital(text)}.`, TERMINAL_COLUMNS))]
      : episodeSections(chosen, run, level.incidents, level.most)),
    ...(incident === undefined
      ? [
          lossLines(policy, clock),
          brownOutLines(policy, clock, level.others !== "whole"),
          otherwise(others, episodes.length > 0, run, level.others),
          invariantLines(policy, clock),
          endLines(policy, clock),
        ]
      : []),
  ];
  return sections.filter((lines) => lines.length > 0).flatMap((lines, place) => (place === 0 ? lines : ["", ...lines]));
}

/** A sentence begins with a capital, a name stays as it is. */
function capital(text: string): string {
  return text.startsWith("no ") ? `N${text.slice(1)}` : text;
}

/** That it is summed up, and how not. */
function whatIsShort({ others, incidents }: Level): string {
  if (others === "whole") return "";
  return `; summed up${incidents === "whole" ? " outside the incidents" : ""}, --full tells each step`;
}

function otherwise(entries: readonly ChronicleEntry[], anyIncident: boolean, run: RunTold, telling: Telling) {
  const lines = byTheClock(entries, run, telling);
  return lines.length === 0 ? [] : [anyIncident ? "Outside the incidents:" : "What happened:", ...lines];
}

/** What is still wrong, for whoever has to go on from there. */
function endLines(policy: PolicyResult, clock: Clock): readonly string[] {
  const told = howItEnded(policy, clock);
  return told.length === 0 ? [] : ["At the end of the run:", ...told.flatMap((line) => hanging(line, 2, 4))];
}
