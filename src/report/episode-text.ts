/** Episodes in words: the headlines of their incidents, what these cost, and what happened; of very many the costliest. */
import { causesInWords, type Incident } from "../result/index.js";
import type { Episode, NumberedIncident } from "./episode.js";
import { type Telling, withinIncident } from "./entries-text.js";
import { grouped } from "./grouped.js";
import { costInShort, costLines, headline } from "./incident-text.js";
import { formatDuration, formatNumberOf } from "./number-format.js";
import type { RunTold } from "./run-told.js";
import { TERMINAL_COLUMNS, wrap } from "./terminal-text.js";
import { fineEnough, hanging } from "./told-lines.js";

/** So many, the costliest, are told with what happened in them where all is summed up; of the others what they were. */
const MOST_TOLD = 8;
/** So many of one service that came of the same have a headline each. */
const FEW = 3;

export function episodeSections(
  episodes: readonly Episode[],
  run: RunTold,
  telling: Telling,
): readonly (readonly string[])[] {
  if (telling === "whole") return episodes.map((each) => episodeSection(each, run, telling));
  const costliest = new Set(episodes.toSorted((a, b) => costOf(b) - costOf(a)).slice(0, MOST_TOLD));
  const others = episodes.filter((each) => !costliest.has(each)).flatMap(({ incidents }) => incidents);
  return [
    ...episodes.filter((each) => costliest.has(each)).map((each) => episodeSection(each, run, telling)),
    ...(others.length === 0 ? [] : [headlinesTogether(others, run)]),
  ];
}

function costOf({ incidents }: Episode): number {
  return incidents.reduce((sum, { incident }) => sum + incident.recoveryTimeSeconds, 0);
}

function episodeSection(episode: Episode, run: RunTold, telling: Telling): readonly string[] {
  const { startSeconds: zero, incidents, entries } = episode;
  const several = incidents.length > 1;
  const causes = incidents.flatMap(({ incident }) => incident.causes);
  return [
    ...(telling === "whole"
      ? incidents.flatMap((each) => headlineLines(each, run))
      : headlinesTogether(incidents, run)),
    ...(telling === "whole"
      ? incidents.flatMap(({ incident }) => costLines(incident, run.policy, several))
      : worthCosting(incidents).flatMap(({ incident }) => costInShort(incident, run.policy, several))),
    ...withinIncident(entries, { zero, causes }, run, telling),
    ...(episode.endSeconds === null ? ["", "It had not ended when the run did."] : []),
  ];
}

function headlineLines(each: NumberedIncident, { clock }: RunTold): readonly string[] {
  return wrap(headline(each, clock), TERMINAL_COLUMNS);
}

/** A headline each; many of one service that came of the same share one. */
function headlinesTogether(incidents: readonly NumberedIncident[], run: RunTold): readonly string[] {
  return alike(incidents).flatMap((all) =>
    all.length <= FEW ? all.flatMap((each) => headlineLines(each, run)) : hanging(together(all, run), 0, 2),
  );
}

/** Each; of many of one service that came of the same the longest. */
function worthCosting(incidents: readonly NumberedIncident[]): readonly NumberedIncident[] {
  return alike(incidents).flatMap((all) => (all.length <= FEW ? all : [longestOf(all)]));
}

function alike(incidents: readonly NumberedIncident[]): readonly (readonly NumberedIncident[])[] {
  const keyOf = ({ incident: { service, causes } }: NumberedIncident): string => JSON.stringify([service, causes]);
  return [...grouped(incidents, keyOf).values()];
}

function longestOf(all: readonly NumberedIncident[]): NumberedIncident {
  const length = ({ incident }: NumberedIncident): number => incident.recoveryTimeSeconds;
  return all.reduce((longest, each) => (length(each) > length(longest) ? each : longest));
}

/** `Incidents 1 to 73, 73 of a kind: cut a-1; shop was down 73 times, 2 min in all, 4 s at most, from 00:20 to 00:25; nothing lost.` */
function together(all: readonly NumberedIncident[], { clock }: RunTold): string {
  const [first, last, longest] = [all[0]!, all.at(-1)!, longestOf(all)];
  const sum = (of: (incident: Incident) => number): number =>
    all.reduce((total, { incident }) => total + of(incident), 0);
  const { service, causes, startSeconds } = first.incident;
  const writes = sum(({ lostWrites }) => lostWrites);
  const lost = writes === 0 ? "nothing lost" : `${formatNumberOf(writes, "acknowledged write")} lost`;
  const end = last.incident.endSeconds;
  const until = end === null ? "and is still down" : `to ${clock.exact(fineEnough(end))}`;
  return (
    `Incidents ${first.place} to ${last.place}: ${causesInWords(causes) || "no injected fault"}; ` +
    `${service} was down ${formatNumberOf(all.length, "time")}, ${formatDuration(sum((each) => each.recoveryTimeSeconds))} in all, ` +
    `at most ${formatDuration(longest.incident.recoveryTimeSeconds)} (incident ${longest.place}), ` +
    `from ${clock.exact(fineEnough(startSeconds))} ${until}; ${lost}.`
  );
}
