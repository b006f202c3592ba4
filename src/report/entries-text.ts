/** Entries of a chronicle as lines with their times: one by one, summed up, or no more than the gist of them. */
import type { ChronicleEntry } from "../result/index.js";
import type { Clock } from "./clock.js";
import { formatCount } from "./number-format.js";
import { toldOnce } from "./repetition.js";
import { toldNowhereElse, worthTelling, type RunTold } from "./run-told.js";
import { summedUp, type Words } from "./summing-up.js";
import { fineEnough, hanging, sentenceOf, since, timedLines } from "./told-lines.js";

/** `gist`: of what went as it should no more than how often, and nothing that stands elsewhere. */
export type Telling = "whole" | "summed" | "gist";

/** @param zero the fault from which times count @param causes faults that stand in a headline */
export function withinIncident(
  entries: readonly ChronicleEntry[],
  { zero, causes }: { readonly zero: number; readonly causes: readonly string[] },
  run: RunTold,
  telling: Telling,
): readonly string[] {
  const shown = worthTelling(entries, run);
  if (telling === "whole") {
    const lines = shown.map((entry) => ({
      time: since(entry.atSeconds - zero),
      text: inFull(entry, zero, run.clock),
    }));
    return ["", ...timedLines(toldOnce(lines))];
  }
  const gist = telling === "gist";
  return shortLines(gist ? toldNowhereElse(shown, causes, run) : shown, {
    ...{ names: run.names, gist },
    sentence: (entry) => sentenceOf(entry, zero, run.clock),
    time: (seconds) => since(gist ? roughly(seconds - zero) : seconds - zero),
  });
}

/** What happened by the clock, day by day, but for how the run began. */
export function byTheClock(entries: readonly ChronicleEntry[], run: RunTold, telling: Telling): readonly string[] {
  const { clock } = run;
  const shown = worthTelling(entries, run).filter(({ atSeconds, because }) => atSeconds > 0 || because !== null);
  if (telling !== "whole") {
    const gist = telling === "gist";
    return shortLines(gist ? toldNowhereElse(shown, [], run) : shown, {
      ...{ names: run.names, gist },
      sentence: (entry) => sentenceOf(entry, null, clock),
      time: (seconds) => clock.brief(seconds),
    });
  }
  const lines = shown.map((entry) => ({
    ...clock.apart(fineEnough(entry.atSeconds)),
    text: inFull(entry, null, clock),
  }));
  const days = [...new Set(lines.map(({ day }) => day))];
  return days.flatMap((day) => [
    "",
    ...(day === null ? [] : [day]),
    ...timedLines(toldOnce(lines.filter((line) => line.day === day))),
  ]);
}

function inFull(entry: ChronicleEntry, zero: number | null, clock: Clock): string {
  const { what, because } = sentenceOf(entry, zero, clock);
  return `${entry.actor}: ${what}${because === null ? "" : `, because ${because}`}`;
}

/** Characters of an instant with its date. */
const WITH_DATE = 20;
/** So many characters at most tell what went as it should. */
const SMOOTH_ROOM = 100;

function shortLines(entries: readonly ChronicleEntry[], words: Words): readonly string[] {
  const { lines, smooth } = summedUp(entries, words);
  const width = Math.min(WITH_DATE, Math.max(0, ...lines.map(({ time }) => time.length)));
  const told = fitting(smooth);
  if (told.length < smooth.length) told.push(`${formatCount(smooth.length - told.length)} more of other kinds`);
  const asItShould = told.length === 0 ? [] : hanging(`As it should: ${told.join("; ")}.`, 2, 4);
  return [...timedLines(lines, width), ...asItShould];
}

function fitting(sentences: readonly string[]): string[] {
  let length = 0;
  return sentences.filter((each) => (length += each.length) <= SMOOTH_ROOM);
}

/** After a minute nobody asks for less than a second. */
function roughly(seconds: number): number {
  return Math.abs(seconds) < 60 ? seconds : Math.round(seconds);
}
