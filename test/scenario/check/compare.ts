// What `check` says of a failure, held against what happens.
import { stringify } from "yaml";
import { runReplication } from "../../../src/experiment/run-replication.js";
import {
  decodeScenario,
  formatProblems,
  type PlannedMove,
  type PlannedStep,
  planOf,
  type Scenario,
  timeOf,
} from "../../../src/scenario/index.js";
import { HOUR, MINUTE, toSeconds } from "../../../src/units/index.js";
import type { Manner } from "./chooser.js";
import { drawScenario } from "./draw-scenario.js";

/** What is promised and what came of it, in seconds. */
export interface Compared {
  readonly promised: {
    readonly to: string | null;
    readonly noticed: number | null;
    readonly takes: number | null;
    /** It depends on how much has changed since something was done ahead: the promise is the most that it takes. */
    readonly isMost: boolean;
  };
  readonly happened: { readonly to: string | null; readonly noticed: number | null; readonly takes: number | null };
  /** The host works, and is only cut off from the controller: what is promised of a crash holds as far as this says. */
  readonly cutOff?: CutOff;
  readonly beside?: Beside;
}

/** What else happens beside the failure, of which nothing is promised. */
interface Beside {
  /** Some of what is said gets lost: it is noticed in time, and what is asked for may have to be asked for again. */
  readonly isLossy: boolean;
  /** The host has been taken for failed before. */
  readonly hasFalseAlarm: boolean;
  /** One of the others has failed before; whoever waits to be needed is not looked after. */
  readonly lost: string | null;
  /** It is repaired so long after it failed, in seconds; `null` when it is not. */
  readonly repaired: number | null;
}

interface CutOff {
  /** An agent on another host sees that it works, and says so. */
  readonly isSeen: boolean;
  /** Nothing stops it, and what it goes on to write shares the bandwidth of copies: this part of it. */
  readonly share: number;
}

export interface Disagreement extends Compared {
  readonly seed: number;
  readonly what: string;
  readonly text: string;
}

export function decoded(text: string): Scenario {
  const { scenario, problems } = decodeScenario(text, "drawn.yaml", { read: () => "" });
  if (scenario === null) throw new Error(formatProblems(problems));
  return scenario;
}

/** @param times the run ends soon after so many times what the takeover should take; when the scenario says unless given */
export function compareOf(whole: Scenario, replication = 0, times = Infinity): Compared {
  const [policy] = whole.policies;
  const { at, lost, repaired } = failureIn(whole);
  const moves = planOf(whole, policy!).moves.filter(({ from }) => from === "web-1");
  // Of stand-ins that are alike but for names only the first is told.
  const move = moves.find(({ to }) => to !== lost) ?? moves[0];
  const takes = move === undefined || move.to === null ? null : timeOf(move.steps);
  const expected = (move?.noticedWithinMicros ?? 0) + (takes ?? 0);
  const end = times === Infinity ? whole.duration : Math.min(whole.duration, at + times * expected + 10 * MINUTE);
  const scenario = { ...whole, duration: end };
  const { result, detail } = runReplication(scenario, policy!, replication, { detail: true });
  const failedAt = toSeconds(at);
  const incident = result.incidents.find(({ service, startSeconds }) => service === "shop" && startSeconds >= failedAt);
  // What becomes of a host that may work again, where nobody stands in for it, is no promise.
  const done = detail!.takeovers.find(({ from, to }) => from === "web-1" && to !== from);
  const isCutOff = scenario.faults.some(({ effects }) => effects.some(({ kind }) => kind === "partition"));
  const ended = done !== undefined && done.endSeconds !== null && done.result === "done";
  const isLossy = scenario.faults.some(({ name }) => name === "noise");
  const hasFalseAlarm = detail!.takeovers.some(({ from, startSeconds }) => from === "web-1" && startSeconds < failedAt);
  const isElsewise = isLossy || hasFalseAlarm || lost !== null || repaired !== null;
  return {
    promised: {
      to: move?.to ?? null,
      noticed: inSeconds(move?.noticedWithinMicros ?? null),
      takes: inSeconds(takes),
      isMost: move !== undefined && dependsOnChanges(move.steps),
    },
    happened: {
      to: ended || move?.to != null ? (done?.to ?? null) : null,
      noticed:
        incident === undefined || incident.detectedSeconds === null
          ? null
          : incident.detectedSeconds - incident.startSeconds,
      takes: ended ? done.endSeconds! - done.startSeconds : null,
    },
    ...(isCutOff && move !== undefined && { cutOff: cutOffIn(scenario, move) }),
    ...(isElsewise && { beside: { isLossy, hasFalseAlarm, lost, repaired } }),
  };
}

/** When the host fails, who of the others failed before, and whether the host is repaired while it is replaced. */
function failureIn({ faults }: Scenario) {
  const { timing, repair } = faults.find(({ name }) => name === "it")!;
  const before = faults.find(({ name }) => name === "before");
  const repaired = repair === undefined || repair.mean >= HOUR ? null : toSeconds(repair.mean);
  return { at: "at" in timing ? timing.at : 0, lost: before?.effects[0]!.target ?? null, repaired };
}

function cutOffIn({ world }: Scenario, { from, notices, steps }: PlannedMove): CutOff {
  const isSeen = notices.some((each) => each.startsWith("its agent runs on "));
  const isStopped = namesIn(steps).some((name) => name === "read-back" || name === "unplug");
  const shares = world.arrays.flatMap(({ volumes, diskAdapters }) =>
    volumes.flatMap(({ host, on, changeRate, logRate }) => {
      const bandwidth = diskAdapters.find(({ name }) => name === on)?.bandwidth;
      return host === from && bandwidth !== undefined ? [(changeRate + logRate) / bandwidth] : [];
    }),
  );
  return { isSeen, share: isStopped ? 0 : shares.reduce((sum, each) => sum + each, 0) };
}

/** All that would be done, the other ways among it that are gone. */
function namesIn(steps: readonly PlannedStep[]): readonly string[] {
  return steps.flatMap(({ name, otherwise, isFailing }) => [
    name,
    ...(isFailing === true && typeof otherwise !== "string" ? namesIn(otherwise) : []),
  ]);
}

function inSeconds(micros: number | null): number | null {
  return micros === null ? null : toSeconds(micros);
}

function dependsOnChanges(steps: readonly PlannedStep[]): boolean {
  return steps.some(
    ({ name, does, otherwise, isFailing }) =>
      name === "apply-log" ||
      does.some((each) => each.startsWith("copy what changed")) ||
      (isFailing === true && typeof otherwise !== "string" && dependsOnChanges(otherwise)),
  );
}

/** The takeover takes what was promised to a tenth of a second. */
const EXACT = 0.1;

/** Why the two do not agree, `null` when they do. */
export function disagreement(compared: Compared): string | null {
  const { promised, happened, cutOff, beside } = compared;
  if (beside === undefined) return unlike(compared);
  const { isLossy, hasFalseAlarm, lost, repaired } = beside;
  if (hasFalseAlarm) return null;
  // It may work again before it is missed, and what was begun be given up for that; or it may answer, and need less time.
  if (repaired !== null) {
    if (promised.noticed === null || repaired <= promised.noticed) return null;
    if (happened.takes === null) return happened.noticed === null && cutOff === undefined ? "never noticed" : null;
    if (promised.takes !== null && happened.takes < promised.takes) return null;
  }
  const isVain = lost !== null && (happened.to === lost || promised.to === lost);
  const what = unlike(compared);
  return (isLossy || isVain) && what !== "noticed too late" && what !== "never noticed" ? null : what;
}

function unlike({ promised, happened, cutOff }: Compared): string | null {
  if (cutOff?.isSeen === true && (happened.noticed === null || happened.noticed > promised.noticed!)) return null;
  // Whoever works on where nobody takes over has no outage.
  if (cutOff !== undefined && promised.to === null && happened.noticed === null) return null;
  if (promised.noticed !== null && happened.noticed === null) return "never noticed";
  if (promised.noticed === null && happened.noticed !== null && promised.to !== null)
    return "noticed, and nothing promised that";
  if (happened.noticed !== null && happened.noticed > promised.noticed! + 1e-6) return "noticed too late";
  if (happened.noticed === null) return null;
  if (promised.to !== happened.to) return "another stand-in";
  if (promised.takes === null && happened.takes === null) return null;
  if (promised.takes === null || happened.takes === null) return "one of the two never ends";
  const atMost = promised.takes * (1 + (cutOff?.share ?? 0)) + EXACT;
  if (promised.isMost) return happened.takes > atMost ? "longer than at most" : null;
  return happened.takes < promised.takes - EXACT || happened.takes > atMost ? "another length" : null;
}

/** So many scenarios with constant durations, from a seed on: those in which the two do not agree. */
export function checkAgainstRuns(count: number, first: number, manner: Manner): readonly Disagreement[] {
  const found: Disagreement[] = [];
  for (let seed = first; seed < first + count; seed++) {
    const text = textOf(seed, manner);
    const compared = compareOf(decoded(text), 0, manner.brief === true ? 1 : Infinity);
    const what = disagreement(compared);
    if (what !== null) found.push({ seed, what, text, ...compared });
  }
  return found;
}

/** The first so many scenarios with durations that vary in which a takeover is promised: its mean over replications. */
export function compareMeans(count: number, replications: number, first = 1) {
  const means: ({ readonly seed: number } & Mean)[] = [];
  for (let seed = first; means.length < count; seed++) {
    const scenario = decoded(textOf(seed, { random: true, brief: true }));
    const mean = meanOf(scenario, replications);
    if (mean !== null) means.push({ seed, ...mean });
  }
  return means;
}

interface Mean {
  readonly promised: number;
  /** Over those replications in which a takeover came to its end. */
  readonly mean: number;
  /** In so many none did. */
  readonly unended: number;
}

/** What is promised of a takeover, and its mean over replications; `null` where nobody is promised to notice, or only how long at most. */
function meanOf(scenario: Scenario, replications: number): Mean | null {
  const { promised } = compareOf(scenario, 0, 1);
  if (promised.noticed === null || promised.takes === null || promised.isMost) return null;
  const times = Array.from({ length: replications }, (_, index) => compareOf(scenario, index, 4).happened.takes);
  const ended = times.filter((each) => each !== null);
  const sum = ended.reduce((before, each) => before + each, 0);
  return { promised: promised.takes, mean: sum / ended.length, unended: replications - ended.length };
}

/** In what the two do not agree in a scenario, with what each says; `null` when they do. */
export function checkedAgainstRun(text: string): string | null {
  const compared = compareOf(decoded(text));
  const what = disagreement(compared);
  return what === null ? null : `${what}: ${JSON.stringify(compared)}`;
}

/** The same of the mean over replications. */
export function checkedAgainstMean(text: string, replications: number): string | null {
  const found = meanOf(decoded(text), replications);
  if (found === null || (found.unended === 0 && Math.abs(found.mean / found.promised - 1) < 0.05)) return null;
  return JSON.stringify(found);
}

export function textOf(seed: number, manner: Manner): string {
  return stringify(drawScenario(seed, manner), { aliasDuplicateObjects: false });
}
