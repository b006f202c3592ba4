/** One run told in words to somebody who was woken by it: each incident with what failed, what was done, why, and what it cost. */
import {
  causesInWords,
  type ChronicleEntry,
  type Incident,
  type Loss,
  type PolicyResult,
  type Quantity,
  type ScenarioIdentity,
  type ToldStep,
} from "../result/index.js";
import { runInWords } from "./chronicle-text.js";
import { clockOf, type Clock } from "./clock.js";
import { storyOf, type Episode, type ExplanationOptions, type NumberedIncident } from "./episode.js";
import { howItEnded } from "./how-it-ended.js";
import { formatBytes, formatCount, formatDuration, formatNumberOf, formatShare } from "./number-format.js";
import { becauseWritten, byClock, exampleWritten, whatWritten, type Writing } from "./quantities.js";
import { toldOnce } from "./repetition.js";
import { withoutIncident } from "./subject-facts.js";
import { isFor, subjectsOf } from "./subjects.js";
import { fromSeconds } from "../units/index.js";
import { TERMINAL_COLUMNS, wrap } from "./terminal-text.js";

/** The replication in detail as text of at most 80 columns; times within an incident count from the fault. */
export function explanation(
  scenario: ScenarioIdentity,
  policy: PolicyResult,
  { incident }: ExplanationOptions = {},
): string {
  const clock = clockOf(scenario);
  const { episodes, others } = storyOf(policy);
  const chosen = episodes.filter(
    ({ incidents }) => incident === undefined || incidents.some((each) => each.place === incident),
  );
  const sections = [
    wrap(runInWords(scenario, policy), TERMINAL_COLUMNS),
    ...(episodes.length === 0
      ? [withoutIncident(policy, subjectsOf(policy)).flatMap((text) => wrap(`${capital(text)}.`, TERMINAL_COLUMNS))]
      : chosen.map((each) => episodeSection(each, policy, clock))),
    ...(incident === undefined
      ? [
          lossLines(policy, clock),
          brownOutLines(policy, clock),
          otherwise(others, episodes.length > 0, clock),
          invariantLines(policy, clock),
          endLines(policy, clock),
        ]
      : []),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

/** To the millisecond: what is finer nobody reads at night; all of it is told with everything. */
function fineEnough(seconds: number): number {
  return Math.floor(fromSeconds(seconds) / 1000) / 1000;
}

/** A sentence begins with a capital, a name stays as it is. */
function capital(text: string): string {
  return text.startsWith("no ") ? `N${text.slice(1)}` : text;
}

function episodeSection(episode: Episode, policy: PolicyResult, clock: Clock): readonly string[] {
  return [
    ...episode.incidents.flatMap((each) => wrap(headline(each, clock), TERMINAL_COLUMNS)),
    ...episode.incidents.flatMap(({ incident }) => costLines(incident, policy, episode.incidents.length > 1)),
    "",
    ...timedLines(
      toldOnce(
        worthTelling(episode.entries).map((entry) => ({
          time: since(entry.atSeconds - episode.startSeconds),
          text: sentence(entry, episode.startSeconds, clock),
        })),
      ),
    ),
    ...(episode.endSeconds === null ? ["", "It had not ended when the run did."] : []),
  ];
}

/** `Incident 1: crash web-1; shop was down 3 min 54.1 s from 18:30; nothing lost.` */
function headline({ place, incident }: NumberedIncident, clock: Clock): string {
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

function costLines(incident: Incident, policy: PolicyResult, several: boolean): readonly string[] {
  const { service, phases, recoveryTimeSeconds, lostSeconds, lostWrites } = incident;
  const whose = several ? `${service}: ` : "";
  const spent = phases.filter(({ durationSeconds }) => durationSeconds > 0);
  const parts = spent.map(
    ({ phase, durationSeconds }) =>
      `${phase} ${formatDuration(durationSeconds)} (${formatShare(Math.round((durationSeconds / recoveryTimeSeconds) * 100) / 100)})`,
  );
  const errors = errorsDuring(incident, policy);
  const back = cameBack(incident, policy);
  return [
    ...(back === null ? [] : [`${whose}${back}`]),
    ...(parts.length === 0 ? [] : [`${whose}Where the time went: ${parts.join(", ")}.`]),
    ...(lostWrites === 0
      ? []
      : [`${whose}The oldest lost write was ${formatDuration(lostSeconds)} old when it went down.`]),
    ...(errors === null ? [] : [`${whose}About ${formatCount(errors)} attempts of its users failed meanwhile.`]),
  ].flatMap((line) => hanging(line, 2, 4));
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

/** What is worth telling: no small print, no word of a step's beginning when its end is told too. */
function worthTelling(entries: readonly ChronicleEntry[]): readonly ChronicleEntry[] {
  const keyOf = (actor: string, { of, name }: ToldStep): string => JSON.stringify([actor, of, name]);
  const ended = new Set(
    entries.flatMap(({ actor, told }) => (told?.step?.result == null ? [] : [keyOf(actor, told.step)])),
  );
  return entries.filter(({ actor, minor, told }) => {
    if (minor === true || told?.kind === "never-at-stake") return false;
    return told?.step?.result !== null || !ended.has(keyOf(actor, told.step));
  });
}

/** What happened outside the incidents, but for how the run began. */
function otherwise(entries: readonly ChronicleEntry[], anyIncident: boolean, clock: Clock): readonly string[] {
  const shown = worthTelling(entries).filter(({ atSeconds, because }) => atSeconds > 0 || because !== null);
  if (shown.length === 0) return [];
  const lines = shown.map((entry) => ({
    ...clock.apart(fineEnough(entry.atSeconds)),
    text: sentence(entry, null, clock),
  }));
  const days = [...new Set(lines.map(({ day }) => day))];
  return [
    anyIncident ? "Outside the incidents:" : "What happened:",
    ...days.flatMap((day) => [
      "",
      ...(day === null ? [] : [day]),
      ...timedLines(toldOnce(lines.filter((line) => line.day === day))),
    ]),
  ];
}

/** What is still wrong, for whoever has to go on from there. */
function endLines(policy: PolicyResult, clock: Clock): readonly string[] {
  const told = howItEnded(policy, clock);
  return told.length === 0 ? [] : ["At the end of the run:", ...told.flatMap((line) => hanging(line, 2, 4))];
}

/** Of services that were not down: a needless takeover loses what the former holder goes on to promise. */
function lossLines({ detail, replications }: PolicyResult, clock: Clock): readonly string[] {
  const told = replications.find(({ replication }) => replication === detail.replication);
  const isOfIncident = ({ service, atSeconds: at }: Loss): boolean =>
    told!.incidents.some((each) => {
      return each.service === service && each.startSeconds <= at && at <= (each.endSeconds ?? Infinity);
    });
  const apart = new Map<string, Loss>();
  for (const loss of (told?.losses ?? []).filter((each) => !isOfIncident(each))) {
    const key = JSON.stringify([loss.atSeconds, loss.volume]);
    const { writes, bytes, oldestSeconds } = apart.get(key) ?? { writes: 0, bytes: 0, oldestSeconds: 0 };
    apart.set(key, {
      ...loss,
      ...{ writes: loss.writes + writes, bytes: loss.bytes + bytes },
      oldestSeconds: Math.max(loss.oldestSeconds, oldestSeconds),
    });
  }
  return [...apart.values()].flatMap(({ service, volume, atSeconds, writes, bytes, oldestSeconds }) => {
    const what = `${formatNumberOf(writes, "acknowledged write")} to ${volume} (${formatBytes(bytes)})`;
    const when = `At ${clock.exact(fineEnough(atSeconds))}`;
    const age = `the oldest ${formatDuration(oldestSeconds)} old`;
    return hanging(`${when} ${service} lost ${what} without being down, ${age}.`, 0, 2);
  });
}

/** Times in which a service could answer and its users were not served as its objective says. */
function brownOutLines({ detail, replications }: PolicyResult, clock: Clock): readonly string[] {
  const told = replications.find(({ replication }) => replication === detail.replication)?.brownOuts ?? [];
  return told.flatMap(({ service, startSeconds, durationSeconds, answered, endSeconds }) => {
    const length = `${formatDuration(durationSeconds)}${endSeconds === null ? ", and had not ended when the run did" : ""}`;
    const what = `${service} could answer and missed its objective: ${formatShare(answered)} were answered as it asks`;
    return hanging(`Brown-out from ${clock.exact(fineEnough(startSeconds))}, ${length}: ${what}.`, 0, 2);
  });
}

function invariantLines({ invariants }: PolicyResult, clock: Clock): readonly string[] {
  return invariants
    .filter(({ violations }) => violations > 0)
    .flatMap(({ name, violations, examples: [first] }) => {
      const what = first === undefined ? "" : exampleWritten(first, clock);
      return hanging(`Invariant ${name} was violated ${formatNumberOf(violations, "time")}: ${what}`, 0, 2);
    });
}

const TIME_WIDTH = 15;

interface TimedLine {
  readonly time: string;
  readonly text: string;
}

/** Each time once, right-aligned, with what happened then below each other. */
function timedLines(entries: readonly TimedLine[]): readonly string[] {
  let last: string | null = null;
  return entries.flatMap(({ time, text }) => {
    const shown = time === last ? "" : time;
    last = time;
    const wide = shown.length > TIME_WIDTH;
    const margin = " ".repeat(TIME_WIDTH + 2);
    const lines = wrap(text, TERMINAL_COLUMNS - TIME_WIDTH - 4).map(
      (line, index) => (index === 0 ? (wide ? margin : `${shown.padStart(TIME_WIDTH)}  `) : `${margin}  `) + line,
    );
    return wide ? [shown, ...lines] : lines;
  });
}

function hanging(text: string, indent: number, further: number): readonly string[] {
  return wrap(text, TERMINAL_COLUMNS - further).map((line, index) => " ".repeat(index === 0 ? indent : further) + line);
}

function since(seconds: number): string {
  return seconds < 0 ? `-${formatDuration(-seconds)}` : `+${formatDuration(seconds)}`;
}

/** Reasons that add nothing to what they stand behind. */
const PLAIN_REASONS: ReadonlySet<string | undefined> = new Set(["outcomes-in", "all-steps-done"]);

/** @param zero instants in it are told relative to this one; `null`: as they are */
function sentence(entry: ChronicleEntry, zero: number | null, clock: Clock): string {
  const { actor, told, atSeconds } = entry;
  const plainly = byClock(clock);
  const writing: Writing = (quantity) => {
    if (quantity.is === "aside") return quantity.value === atSeconds ? "" : null;
    return (zero === null ? null : besideFault(quantity, zero)) ?? plainly(quantity);
  };
  // The fault is in the headline.
  const plain = told?.fault !== undefined || PLAIN_REASONS.has(told?.rule);
  const reason = plain ? null : becauseWritten(entry, writing);
  return `${actor}: ${whatWritten(entry, writing)}${reason === null ? "" : `, because ${reason}`}`;
}

/** An instant relative to the fault; `null` for other quantities. */
function besideFault({ is, value }: Quantity, zero: number): string | null {
  if (is !== "at" && is !== "instant") return null;
  const seconds = value - zero;
  // An instant stands behind a word of its own: since, of.
  const word = is === "at" ? "at " : "";
  if (Math.abs(seconds) < 1e-3) return `${word}the moment of the fault`;
  return seconds < 0 ? `${formatDuration(-seconds)} before the fault` : `${word}${since(seconds)}`;
}
