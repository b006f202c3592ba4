/** The bulk of a policy's results as the page holds it, packed small, and unpacked there; times are whole microseconds. */
import type { ChronicleEntry, FaultBand, Incident, Phase, Series, StepResult, Strip } from "../../result/index.js";
import type { ScaleMark } from "../scale-actions.js";
import { toSeconds, type Micros } from "../../units/index.js";

/** Every text once; elsewhere its place in this list, and -1 for none. */
type Texts = readonly string[];

export interface PackedRun {
  readonly texts: Texts;
  readonly replication: number;
  /** Actor, kind, and for each interval the time since the one before and the state. */
  readonly strips: readonly (readonly [actor: number, kind: number, intervals: readonly number[]])[];
  readonly bands: readonly PackedBand[];
  readonly series: readonly Series[];
  readonly chronicle: readonly PackedEntry[];
  readonly scaleMarks: readonly ScaleMark[];
}

/** Kind and fault are places of texts, -1 for none; `word` is 1 for what somebody believes, decides or tells. */
export type PackedEntry = readonly [
  ...[at: Micros, actor: number, what: number, because: number, kind: number, fault: number, word: 0 | 1],
];

type PackedBand = readonly [fault: number, effect: number, target: number, start: Micros, end: Micros | null];

export type PackedStep = readonly [
  ...[step: number, figure: number, phase: number, start: Micros, end: Micros | null, outcome: number, reason: number],
];

/** Phases as pairs of phase and duration: they are consecutive from the start. */
export type PackedIncident = readonly [
  ...[service: number, number: number, causes: readonly number[], start: Micros, end: Micros | null],
  ...[detected: Micros | null, phases: readonly number[], steps: readonly PackedStep[], from: number, to: number],
  ...[lostWrites: number, lostBytes: number, lostSeconds: number],
];

export interface PackedReplications {
  readonly texts: Texts;
  readonly replications: readonly number[];
  /** Values by measure, one for each replication. */
  readonly measures: Readonly<Record<string, readonly (number | null)[]>>;
  readonly incidents: readonly (readonly PackedIncident[])[];
  readonly behaviourDigests: readonly string[];
  readonly scheduleDigests: readonly string[];
  readonly eventsExecuted: readonly number[];
}

/** Interval i lasts from `starts[i]` to `starts[i + 1]`, the last to the end of the run. */
export interface PageStrip {
  readonly actor: string;
  readonly kind: Strip["kind"];
  readonly starts: Float64Array;
  /** Places in `names`. */
  readonly states: Uint16Array;
  readonly names: Texts;
}

export interface PageRun {
  readonly replication: number;
  readonly strips: readonly PageStrip[];
  readonly bands: readonly FaultBand[];
  readonly series: readonly Series[];
  readonly chronicle: readonly ChronicleEntry[];
  readonly scaleMarks: readonly ScaleMark[];
}

export interface PageReplications {
  readonly replications: readonly number[];
  readonly measures: PackedReplications["measures"];
  /** In order of replication and time. */
  readonly incidents: readonly { readonly replication: number; readonly incident: Incident }[];
  readonly behaviourDigests: readonly string[];
  readonly scheduleDigests: readonly string[];
  readonly eventsExecuted: readonly number[];
}

const secondsOrNull = (micros: Micros | null): number | null => (micros === null ? null : toSeconds(micros));

export function unpackRun({ texts, replication, strips, bands, series, chronicle, scaleMarks }: PackedRun): PageRun {
  return {
    replication,
    strips: strips.map(([actor, kind, intervals]) => {
      const count = intervals.length / 2;
      const starts = new Float64Array(count);
      const states = new Uint16Array(count);
      let at = 0;
      for (let each = 0; each < count; each += 1) {
        starts[each] = at += intervals[2 * each]!;
        states[each] = intervals[2 * each + 1]!;
      }
      return { actor: texts[actor]!, kind: texts[kind] as Strip["kind"], starts, states, names: texts };
    }),
    bands: bands.map(([fault, effect, target, start, end]) => ({
      fault: texts[fault]!,
      effect: texts[effect]!,
      target: texts[target]!,
      startSeconds: toSeconds(start),
      endSeconds: secondsOrNull(end),
    })),
    series,
    chronicle: chronicle.map(([at, actor, what, because, kind, fault, word]) => ({
      atSeconds: toSeconds(at),
      actor: texts[actor]!,
      what: texts[what]!,
      because: texts[because] ?? null,
      ...(kind >= 0 && {
        told: {
          kind: texts[kind]!,
          ...(fault >= 0 && { fault: texts[fault]! }),
          ...(word === 1 && { word: true }),
        },
      }),
    })),
    scaleMarks,
  };
}

export function unpackReplications({ texts, incidents, ...rest }: PackedReplications): PageReplications {
  return {
    ...rest,
    incidents: incidents.flatMap((ofOne, index) =>
      ofOne.map((incident) => ({
        replication: rest.replications[index]!,
        incident: unpackIncident(incident, texts),
      })),
    ),
  };
}

function unpackIncident(packed: PackedIncident, texts: Texts): Incident {
  const [service, number, causes, start, end, detected, phases, steps, from, to, lostWrites, lostBytes, lostSeconds] =
    packed;
  const length = phases.reduce((sum, value, place) => sum + (place % 2 === 1 ? value : 0), 0);
  return {
    ...{ service: texts[service]!, number, causes: causes.map((cause) => texts[cause]!) },
    ...{ startSeconds: toSeconds(start), endSeconds: secondsOrNull(end), detectedSeconds: secondsOrNull(detected) },
    recoveryTimeSeconds: toSeconds(length),
    phases: unpackPhases(phases, texts, start),
    steps: steps.map(([step, figure, phase, stepStart, stepEnd, outcome, reason]) => ({
      ...{ step: texts[step]!, figure: texts[figure] ?? null, phase: texts[phase] as Phase },
      ...{ startSeconds: toSeconds(stepStart), endSeconds: secondsOrNull(stepEnd) },
      ...{ outcome: texts[outcome] as StepResult["outcome"], reason: texts[reason]! },
    })),
    ...{ from: texts[from] ?? null, to: texts[to] ?? null, lostWrites, lostBytes, lostSeconds },
  };
}

function unpackPhases(phases: readonly number[], texts: Texts, start: Micros): Incident["phases"] {
  const unpacked: Incident["phases"][number][] = [];
  let at = start;
  for (let each = 0; each < phases.length; each += 2) {
    const duration = phases[each + 1]!;
    const phase = texts[phases[each]!] as Phase;
    unpacked.push({ phase, startSeconds: toSeconds(at), durationSeconds: toSeconds(duration) });
    at += duration;
  }
  return unpacked;
}
