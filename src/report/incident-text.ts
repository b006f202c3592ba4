/** Incidents in words: what failed, how long it was down, who took over, where the time went, and what it cost. */
import { causesInWords, type Incident, type PolicyResult } from "../result/index.js";
import type { Clock } from "./clock.js";
import type { NumberedIncident } from "./episode.js";
import { formatBytes, formatCount, formatDuration, formatNumberOf, formatShare } from "./number-format.js";
import { isFor } from "./subjects.js";
import { fineEnough, hanging } from "./told-lines.js";

/** `Incident 1: crash web-1; shop was down 3 min 54.1 s from 18:30; nothing lost.` */
export function headline({ place, incident }: NumberedIncident, clock: Clock): string {
  const { service, startSeconds, endSeconds, recoveryTimeSeconds, lostWrites, lostBytes } = incident;
  const cause = causesInWords(incident.causes) || "no injected fault";
  const length = formatDuration(recoveryTimeSeconds);
  const lost =
    lostWrites === 0
      ? "nothing lost"
      : `${formatNumberOf(lostWrites, "acknowledged write")} lost (${formatBytes(lostBytes)})`;
  const down = endSeconds === null ? `${service} was still down after ${length}` : `${service} was down ${length}`;
  return `Incident ${place}: ${cause}; ${down} from ${clock.exact(fineEnough(startSeconds))}; ${lost}.`;
}

/** Of the time that an incident took: less is told as 0 %. */
const WORTH_TELLING = 0.005;

/** A line each, or more, of who was back, where the time went and what was lost. */
export function costLines(incident: Incident, policy: PolicyResult, several: boolean): readonly string[] {
  const whose = several ? `${incident.service}: ` : "";
  return costs(incident, policy, true).flatMap((cost) => hanging(`${whose}${cost}`, 2, 4));
}

/** The same in one paragraph. */
export function costInShort(incident: Incident, policy: PolicyResult, several: boolean): readonly string[] {
  const all = costs(incident, policy, false);
  const whose = several ? `${incident.service}: ` : "";
  return all.length === 0 ? [] : hanging(`${whose}${all.join(" ")}`, 2, 4);
}

function costs(incident: Incident, policy: PolicyResult, withShares: boolean): readonly string[] {
  const { phases, recoveryTimeSeconds, lostSeconds, lostWrites } = incident;
  const parts = phases
    .filter(({ durationSeconds }) => durationSeconds > 0 && durationSeconds >= recoveryTimeSeconds * WORTH_TELLING)
    .map(
      ({ phase, durationSeconds }) =>
        `${phase} ${formatDuration(durationSeconds)}${withShares ? ` (${formatShare(Math.round((durationSeconds / recoveryTimeSeconds) * 100) / 100)})` : ""}`,
    );
  const errors = errorsDuring(incident, policy);
  const back = cameBack(incident, policy);
  return [
    ...(back === null ? [] : [back]),
    ...(parts.length === 0 ? [] : [`Where the time went: ${parts.join(", ")}.`]),
    ...(lostWrites === 0 ? [] : [`The oldest lost write was ${formatDuration(lostSeconds)} old when it went down.`]),
    ...(errors === null ? [] : [`About ${formatCount(errors)} attempts of its users failed meanwhile.`]),
  ];
}

/** Of a pool: with whom there were enough again, or its director; what had failed there, and who else is back, others tell. */
function cameBack(incident: Incident, { detail }: PolicyResult): string | null {
  const { service, from, to } = incident;
  if (to === null) return null;
  if (from === null) return `With ${to} ${service} could answer again.`;
  // Neither it nor its data need have failed: a cut may have ended, or its director have come back.
  if (from === to) return `${from} itself answered again.`;
  const isUndertaken = detail.takeovers.some((each) => isFor(each, incident));
  return isUndertaken ? `${to} took over from ${from}.` : `${to} was the first to answer again.`;
}

/** From the series over time, whose steps do not end where the incident does: to two digits; `null` when there were none. */
function errorsDuring(
  { service, startSeconds, recoveryTimeSeconds }: Incident,
  { detail }: PolicyResult,
): number | null {
  const series = detail.series.find(({ name }) => name === `${service}.errors`);
  if (series === undefined) return null;
  const { stepSeconds, values } = series;
  const first = Math.floor(startSeconds / stepSeconds);
  const last = Math.floor((startSeconds + recoveryTimeSeconds) / stepSeconds);
  const sum = values.slice(first, last + 1).reduce<number>((total, value) => total + (value ?? 0) * stepSeconds, 0);
  return sum < 1 ? null : Number(sum.toPrecision(2));
}
