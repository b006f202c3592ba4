/** Incidents that overlap in time are told together: an episode, from the fault to the end of all that it set off. */
import type { ChronicleEntry, Incident, PolicyResult } from "../result/index.js";
import { isFor } from "./subjects.js";

export interface ExplanationOptions {
  /** Only the incident with this number, counted from 1 in the order of time, and what belongs to it. */
  readonly incident?: number | undefined;
  /** Each step, however many there are. */
  readonly full?: boolean | undefined;
}

/** An incident and its place among all of its run, counted from 1 in the order of time. */
export interface NumberedIncident {
  readonly place: number;
  readonly incident: Incident;
}

export interface Episode {
  readonly incidents: readonly NumberedIncident[];
  /** The fault that the first incident followed, or the beginning of that incident when there was none. */
  readonly startSeconds: number;
  /** `null` when it had not ended when the run did. */
  readonly endSeconds: number | null;
  readonly entries: readonly ChronicleEntry[];
}

export interface Story {
  readonly episodes: readonly Episode[];
  /** What happened between them. */
  readonly others: readonly ChronicleEntry[];
}

export function numberOfIncidents({ detail, replications }: PolicyResult): number {
  return replications.find(({ replication }) => replication === detail.replication)?.incidents.length ?? 0;
}

/** The run in detail, cut into episodes. */
export function storyOf({ detail, replications }: PolicyResult): Story {
  const incidents = replications.find(({ replication }) => replication === detail.replication)?.incidents ?? [];
  const spans: { incidents: NumberedIncident[]; start: number; end: number }[] = [];
  incidents
    .toSorted((a, b) => a.startSeconds - b.startSeconds)
    .forEach((incident, index) => {
      const numbered = { place: index + 1, incident };
      const start = faultBefore(incident, detail.bands);
      const end = endOf(incident, detail.takeovers);
      const last = spans.at(-1);
      if (last === undefined || start > last.end) spans.push({ incidents: [numbered], start, end });
      else {
        last.incidents.push(numbered);
        last.end = Math.max(last.end, end);
      }
    });
  const within = ({ atSeconds }: ChronicleEntry, { start, end }: { start: number; end: number }): boolean =>
    atSeconds >= start && atSeconds <= end;
  return {
    episodes: spans.map((span) => ({
      incidents: span.incidents,
      startSeconds: span.start,
      endSeconds: span.end === Infinity ? null : span.end,
      entries: detail.chronicle.filter((entry) => within(entry, span)),
    })),
    others: detail.chronicle.filter((entry) => !spans.some((span) => within(entry, span))),
  };
}

/** When the latest of the faults struck that the incident followed. */
function faultBefore({ causes, startSeconds }: Incident, bands: PolicyResult["detail"]["bands"]): number {
  const struck = bands.filter((band) => causes.includes(band.fault) && band.startSeconds <= startSeconds);
  return struck.length === 0 ? startSeconds : Math.max(...struck.map((band) => band.startSeconds));
}

/** When the service answered again and the takeover was over; reports of what was lost come a moment later. */
function endOf(incident: Incident, takeovers: PolicyResult["detail"]["takeovers"]): number {
  if (incident.endSeconds === null) return Infinity;
  const its = takeovers.filter(
    (each) =>
      isFor(each, incident) &&
      each.startSeconds <= incident.endSeconds! &&
      each.startSeconds >= incident.startSeconds - AHEAD,
  );
  return Math.max(incident.endSeconds, ...its.map(({ endSeconds }) => endSeconds ?? -Infinity)) + AFTERWARDS;
}

/** Seconds: a takeover that its own orders made the incident begins a little before it. */
const AHEAD = 1;
const AFTERWARDS = 1;
