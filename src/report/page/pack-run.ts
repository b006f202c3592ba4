/** Packs the bulk of a policy's results small for the page; sentences are written by the scenario's clock. */
import type { Incident, PolicyResult, ReplicationResult, RunDetail, StepResult, Strip } from "../../result/index.js";
import { fromSeconds, type Micros } from "../../units/index.js";
import type { Clock } from "../clock.js";
import { becauseWritten, byClock, whatWritten, written, type Writing } from "../quantities.js";
import { scaleMarksOf } from "../scale-actions.js";
import type { PackedIncident, PackedReplications, PackedRun, PackedStep } from "./packed-run.js";

class TextTable {
  readonly texts: string[] = [];
  private readonly places = new Map<string, number>();

  placeOf(text: string | null): number {
    if (text === null) return -1;
    let place = this.places.get(text);
    if (place === undefined) {
      place = this.texts.push(text) - 1;
      this.places.set(text, place);
    }
    return place;
  }
}

const microsOrNull = (seconds: number | null): Micros | null => (seconds === null ? null : fromSeconds(seconds));

export function packRun(detail: RunDetail, clock: Clock): PackedRun {
  const writing = byClock(clock);
  const table = new TextTable();
  const place = (text: string | null): number => table.placeOf(text);
  return {
    replication: detail.replication,
    strips: detail.strips.map(({ actor, kind, intervals }) => [place(actor), place(kind), packed(intervals, place)]),
    bands: detail.bands.map(
      ({ fault, effect, target, startSeconds, endSeconds }) =>
        [place(fault), place(effect), place(target), fromSeconds(startSeconds), microsOrNull(endSeconds)] as const,
    ),
    series: detail.series,
    chronicle: detail.chronicle.map(
      (entry) =>
        [
          ...([fromSeconds(entry.atSeconds), place(entry.actor)] as const),
          ...([place(whatWritten(entry, writing)), place(becauseWritten(entry, writing))] as const),
          ...([
            place(entry.told?.kind ?? null),
            place(entry.told?.fault ?? null),
            entry.told?.word === true ? 1 : 0,
          ] as const),
        ] as const,
    ),
    scaleMarks: scaleMarksOf(detail),
    texts: table.texts,
  };
}

function packed(intervals: Strip["intervals"], place: (text: string) => number): readonly number[] {
  let last = 0;
  return intervals.flatMap(([startSeconds, state]) => {
    const start = fromSeconds(startSeconds);
    const since = start - last;
    last = start;
    return [since, place(state)];
  });
}

export function packReplications({ replications, measures }: PolicyResult, clock: Clock): PackedReplications {
  const table = new TextTable();
  return {
    replications: replications.map(({ replication }) => replication),
    measures: Object.fromEntries(
      measures.map(({ key }) => [key, replications.map((each) => each.measures[key] ?? null)]),
    ),
    incidents: replications.map((each: ReplicationResult) =>
      each.incidents.map((incident) => packIncident(incident, (text) => table.placeOf(text), byClock(clock))),
    ),
    behaviourDigests: replications.map(({ digest }) => digest.behaviour),
    scheduleDigests: replications.map(({ digest }) => digest.schedule),
    eventsExecuted: replications.map(({ eventsExecuted }) => eventsExecuted),
    texts: table.texts,
  };
}

function packIncident(incident: Incident, place: (text: string | null) => number, writing: Writing): PackedIncident {
  return [
    ...([place(incident.service), incident.number, incident.causes.map(place)] as const),
    ...([fromSeconds(incident.startSeconds), microsOrNull(incident.endSeconds)] as const),
    microsOrNull(incident.detectedSeconds),
    incident.phases.flatMap(({ phase, durationSeconds }) => [place(phase), fromSeconds(durationSeconds)]),
    incident.steps.map((step) => packStep(step, place, writing)),
    ...([place(incident.from), place(incident.to)] as const),
    ...([incident.lostWrites, incident.lostBytes, incident.lostSeconds] as const),
  ];
}

function packStep(step: StepResult, place: (text: string | null) => number, writing: Writing): PackedStep {
  return [
    ...([place(step.step), place(step.figure), place(step.phase)] as const),
    ...([fromSeconds(step.startSeconds), microsOrNull(step.endSeconds)] as const),
    ...([place(step.outcome), place(written(step.reason, step.quantities ?? [], writing))] as const),
  ];
}
