/** Episodes in words: the headlines of their incidents, what these cost, and what happened; of very many the costliest. */
import { causesInWords, type Incident } from "../result/index.js";
import type { Episode, NumberedIncident } from "./episode.js";
import { type Telling, withinIncident } from "./entries-text.js";
import { grouped } from "./grouped.js";
import { costInShort, costLines, headline } from "./incident-text.js";
import { formatCount, formatDuration, formatNumberOf } from "./number-format.js";
import { NAMES_TOLD } from "./policy-facts.js";
import type { RunTold } from "./run-told.js";
import { TERMINAL_COLUMNS, wrap } from "./terminal-text.js";
import { fineEnough, hanging } from "./told-lines.js";

/** So many that came of the same have a headline each. */
const FEW = 3;

/** @param most so many, the costliest, are told with what happened in them where all is summed up; of the others what they were */
export function episodeSections(
  episodes: readonly Episode[],
  run: RunTold,
  telling: Telling,
  most: number,
): readonly (readonly string[])[] {
  if (telling === "whole") return episodes.map((each) => episodeSection(each, run, telling));
  const costliest = new Set(episodes.toSorted((a, b) => costOf(b) - costOf(a)).slice(0, most));
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

/** A headline each; many that came of the same share one. */
function headlinesTogether(incidents: readonly NumberedIncident[], run: RunTold): readonly string[] {
  return alike(incidents).flatMap((all) =>
    all.length <= FEW ? all.flatMap((each) => headlineLines(each, run)) : hanging(together(all, run), 0, 2),
  );
}

/** Each; of many that came of the same the longest. */
function worthCosting(incidents: readonly NumberedIncident[]): readonly NumberedIncident[] {
  return alike(incidents).flatMap((all) => (all.length <= FEW ? all : [longestOf(all)]));
}

function alike(incidents: readonly NumberedIncident[]): readonly (readonly NumberedIncident[])[] {
  return [
    ...grouped(incidents, ({ incident }) =>
      JSON.stringify(incident.causes.toSorted((a, b) => (a < b ? -1 : 1))),
    ).values(),
  ];
}

function longestOf(all: readonly NumberedIncident[]): NumberedIncident {
  const length = ({ incident }: NumberedIncident): number => incident.recoveryTimeSeconds;
  return all.reduce((longest, each) => (length(each) > length(longest) ? each : longest));
}

/** `73 incidents, 1 to 73: cut a-1; shop was down 2 min in all, 4 s at most (incident 9), from 00:20 to 00:25; nothing lost.` */
function together(all: readonly NumberedIncident[], { clock }: RunTold): string {
  const [first, last, longest] = [all[0]!, all.at(-1)!, longestOf(all)];
  const sum = (of: (incident: Incident) => number): number =>
    all.reduce((total, { incident }) => total + of(incident), 0);
  const services = [...new Set(all.map(({ incident }) => incident.service))];
  const more = services.length - NAMES_TOLD;
  const who =
    more > 1 ? `${services.slice(0, NAMES_TOLD).join(", ")} and ${formatNumberOf(more, "other")}` : services.join(", ");
  const writes = sum(({ lostWrites }) => lostWrites);
  const open = all.filter(({ incident }) => incident.endSeconds === null).length;
  const until = Math.max(...all.map(({ incident }) => incident.startSeconds));
  const start = first.incident.startSeconds;
  const at = (seconds: number): string => clock.exact(fineEnough(seconds));
  return (
    `${formatCount(all.length)} incidents, ${first.place} to ${last.place}: ${causesInWords(first.incident.causes) || "no injected fault"}; ` +
    `${who} ${services.length === 1 ? "was" : "were"} down ` +
    `${formatDuration(sum((each) => each.recoveryTimeSeconds))} in all, ` +
    `at most ${formatDuration(longest.incident.recoveryTimeSeconds)} (${longest.incident.service}, incident ${longest.place}), ` +
    `from ${at(start)}${until > start ? `, the last from ${at(until)}` : ""}; ` +
    `${open === 0 ? "" : `${formatCount(open)} of them had not ended when the run did; `}` +
    `${writes === 0 ? "nothing lost" : `${formatNumberOf(writes, "acknowledged write")} lost`}.`
  );
}
