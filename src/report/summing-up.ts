/**
 * A run told in short to whoever has no time for each step: what failed, was judged, decided and came of it stays; steps that
 * went as they should stand behind their undertaking, what is the same of others is told once.
 */
import type { ChronicleEntry } from "../result/index.js";
import { grouped } from "./grouped.js";
import { type Likeness, likenessOf, likewise, ROOM } from "./likeness.js";
import { formatDuration, formatNumberOf } from "./number-format.js";
import type { Sentence, TimedLine } from "./told-lines.js";

/** How an explanation writes sentences and instants. */
export interface Words {
  readonly sentence: (entry: ChronicleEntry) => Sentence;
  readonly time: (seconds: number) => string;
  /** Whoever acts or is acted upon. */
  readonly names: ReadonlySet<string>;
  /** Undertakings in which nothing went wrong are but counted, and nothing is told that stands elsewhere. */
  readonly gist: boolean;
}

interface Remark extends Sentence {
  readonly entry: ChronicleEntry;
  /** An undertaking in which nothing went wrong. */
  readonly isSmooth?: true;
  /** What it says of itself alone. */
  readonly said: string;
  readonly alike: Likeness;
}

export interface Summed {
  readonly lines: readonly TimedLine[];
  /** What went as it should and is told by how often only; empty unless no more than the gist is wanted. */
  readonly smooth: readonly string[];
}

/** @param entries worth telling, in the order of time */
export function summedUp(entries: readonly ChronicleEntry[], words: Words): Summed {
  const { gist } = words;
  const kept = withoutSteps(entries, words).filter(({ entry }) => entry.told?.routine !== true);
  const lines = paragraphs(toldOnceOfAll(gist ? kept.filter(({ isSmooth }) => isSmooth !== true) : kept, words), words);
  const smooth = gist ? kept.filter(({ isSmooth }) => isSmooth) : [];
  return { lines, smooth: [...grouped(smooth, ({ alike }) => alike.key).values()].map((all) => counted(all, words)) };
}

function counted(all: readonly Remark[], words: Words): string {
  const [first] = all;
  return first!.said + others(all, words);
}

/** An undertaking as far as it is seen here. */
interface Course {
  begun: ChronicleEntry | null;
  ended: ChronicleEntry | null;
  readonly steps: ChronicleEntry[];
  /** The last step that failed, or of which nobody knows what came of it. */
  broken: ChronicleEntry | null;
}

/** Undertakings with their steps behind them: in one line where all went well and nothing was down for it. */
function withoutSteps(entries: readonly ChronicleEntry[], words: Words): readonly Remark[] {
  const courses = coursesOf(entries);
  const remark = (entry: ChronicleEntry): Remark => {
    const sentence = words.sentence(entry);
    return { ...sentence, said: sentence.what, entry, alike: likenessOf([entry], words.names) };
  };
  return entries.flatMap((entry) => {
    const course = courses.get(entry);
    if (course === undefined) return [remark(entry)];
    if (entry === course.begun) return isInOneLine(course) ? [] : [remark(entry)];
    if (entry === course.ended) return [ending(remark(entry), course, words)];
    const { result } = entry.told!.step!;
    if (result === "failed" || result === "unknown") return isBroughtDownBy(entry, course) ? [] : [remark(entry)];
    if (result === null) return [remark(entry)];
    // Nobody tells here how it began or how it ended.
    return !words.gist && course.begun === null && course.ended === null && entry === course.steps.at(-1)
      ? [remark(entry)]
      : [];
  });
}

/** The end of an undertaking, with what is not told of it elsewhere. */
function ending(said: Remark, course: Course, words: Words): Remark {
  const { begun, broken } = course;
  const isAlone = isInOneLine(course);
  const took = begun === null ? 0 : said.entry.atSeconds - begun.atSeconds;
  const what = said.what + (isAlone && took > 0 ? ` after ${formatDuration(took)}` : "");
  const whole = what + stepsInWords(course.steps, isAlone ? took : 0);
  if (broken !== null && isBroughtDownBy(broken, course))
    return { ...said, what: whole, because: words.sentence(broken).because };
  if (!isAlone) return { ...said, what: whole };
  return {
    ...{ ...said, what: whole, because: words.sentence(begun!).because },
    alike: likenessOf([said.entry, { ...begun!, what: "", actor: "" }], words.names),
    ...(isSmooth(course) && { isSmooth: true }),
  };
}

/** Nothing went wrong in it, and nothing was down for it. */
function isSmooth({ begun, ended, broken }: Course): boolean {
  const { result, recovers } = ended?.told?.undertaking ?? {};
  return begun !== null && result === "done" && broken === null && recovers !== true;
}

/** Of what is over at once how it began is told by how it ended. */
function isInOneLine(course: Course): boolean {
  const { begun, ended } = course;
  return isSmooth(course) || (begun !== null && ended !== null && ended.atSeconds - begun.atSeconds < AT_ONCE);
}

/** Whether a step that failed was the last of an undertaking that was given up then: why is told there. */
function isBroughtDownBy(step: ChronicleEntry, { ended, broken }: Course): boolean {
  return ended?.told?.undertaking?.result === "given-up" && step === broken && step.atSeconds === ended.atSeconds;
}

/** Whatever is told of an undertaking, with its course; of one place no two of the same name are under way at once. */
function coursesOf(entries: readonly ChronicleEntry[]): ReadonlyMap<ChronicleEntry, Course> {
  const open = new Map<string, Course>();
  const found = new Map<ChronicleEntry, Course>();
  for (const entry of entries) {
    const { step, undertaking } = entry.told ?? {};
    const of = step?.of ?? undertaking?.of;
    if (of === undefined) continue;
    const key = JSON.stringify([entry.actor, of]);
    const isBegun = undertaking?.result === null;
    const course = (isBegun ? undefined : open.get(key)) ?? { begun: null, ended: null, steps: [], broken: null };
    open.set(key, course);
    found.set(entry, course);
    if (isBegun) course.begun = entry;
    else if (undertaking !== undefined) {
      course.ended = entry;
      open.delete(key);
    } else if (step!.result === "done" || step!.result === "skipped") course.steps.push(entry);
    else if (step!.result !== null) course.broken = entry;
  }
  return found;
}

/** What takes less of all the time is not told by name. */
const WORTH_NAMING = 0.03;
/** Where all of it takes less nobody asks which step did: seconds. */
const WORTH_TELLING = 1;

/** ` (withdraw 5 s, boot 50 s, 3 other steps)`, of those that were carried out; @param took told already: one step that took all of it says nothing more */
function stepsInWords(steps: readonly ChronicleEntry[], took: number): string {
  const done = steps.flatMap(({ told }) => {
    const seconds = told!.quantities?.what.find(({ is }) => is === "duration")?.value ?? 0;
    return told!.step!.result === "done" ? [{ name: told!.step!.name, seconds }] : [];
  });
  const all = done.reduce((sum, { seconds }) => sum + seconds, 0);
  const named = done.filter(({ seconds }) => seconds > all * WORTH_NAMING);
  if (all < WORTH_TELLING || (took > 0 && named.length < 2)) return "";
  const others = done.length - named.length;
  const parts = named.map(({ name, seconds }) => `${name} ${formatDuration(seconds)}`);
  if (others > 0) parts.push(formatNumberOf(others, "other step"));
  return ` (${parts.join(", ")})`;
}

/** Whoever takes no longer has not been at it: seconds. */
const AT_ONCE = 1;
/** Whatever is alike and follows within this time happened together: seconds. */
const TOGETHER = 10;
/** What happens at more times than these is told once. */
const FEW_TIMES = 3;

interface Group {
  readonly remark: Remark;
  readonly all: readonly Remark[];
}

function toldOnceOfAll(remarks: readonly Remark[], words: Words): readonly Group[] {
  const heads = new Map<Remark, readonly Remark[]>();
  for (const all of grouped(remarks, ({ alike: { key } }) => key).values()) {
    const times = atOneTime(all);
    for (const each of times.length > FEW_TIMES ? [all] : times) heads.set(each[0]!, each);
  }
  return remarks.flatMap((remark) => {
    const all = heads.get(remark);
    return all === undefined ? [] : [{ remark, all: withoutEcho(all, words) }];
  });
}

function atOneTime(all: readonly Remark[]): readonly (readonly Remark[])[] {
  const times: Remark[][] = [];
  for (const each of all) {
    const last = times.at(-1);
    if (last !== undefined && each.entry.atSeconds - last.at(-1)!.entry.atSeconds <= TOGETHER) last.push(each);
    else times.push([each]);
  }
  return times;
}

/** What is said twice at one instant in the same words is said once. */
function withoutEcho(all: readonly Remark[], words: Words): readonly Remark[] {
  const said = new Set<string>();
  return all.filter(({ entry, what }) => {
    const key = JSON.stringify([words.time(entry.atSeconds), entry.actor, what]);
    return said.size < said.add(key).size;
  });
}

/** What one says at one instant stands together, each reason once. */
function paragraphs(groups: readonly Group[], words: Words): readonly TimedLine[] {
  const together = grouped(groups, ({ remark: { entry } }) =>
    JSON.stringify([words.time(entry.atSeconds), entry.actor]),
  );
  return [...together.values()].map((said) => {
    const { entry } = said[0]!.remark;
    const [reasons, told] = [new Set<string | null>([null]), new Set<string>()];
    const parts = said.flatMap(({ remark: { what, because }, all }) => {
      const own = what.startsWith(`${entry.actor} `) ? what.slice(entry.actor.length + 1) : what;
      // Two machines of one place may say the same.
      if (told.has(own)) return [];
      told.add(own);
      const why = reasons.has(because) ? "" : `, because ${because}`;
      reasons.add(because);
      return [own + why + others(all, words)];
    });
    return { time: words.time(entry.atSeconds), text: `${entry.actor}: ${parts.join("; ")}` };
  });
}

function others(all: readonly Remark[], words: Words): string {
  if (all.length < 2) return "";
  const [first, last] = [all[0]!, all.at(-1)!].map(({ entry }) => words.time(entry.atSeconds));
  return likewise(
    all.map(({ alike }) => alike),
    first === last ? null : last!,
    words.gist ? ROOM / 2 : ROOM,
  );
}
