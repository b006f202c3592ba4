/** Times that somebody measured, from a file: a log of outages by begin and end, or columns of durations. */
import { SECOND } from "../units/index.js";
import { parseCalendar } from "./calendar/instant.js";
import { duration, DURATION_UNITS } from "./quantity/duration.js";
import { leadingNumber, type Parsed } from "./quantity/quantity.js";

/** Times of one kind, in seconds. */
export interface MeasuredTimes {
  readonly name: string;
  /** Where it stands in a scenario, when the file says what it is. */
  readonly key: "every" | "repair" | null;
  readonly seconds: readonly number[];
}

export interface MeasuredFile {
  readonly times: readonly MeasuredTimes[];
  /** What was left out, in sentences. */
  readonly remarks: readonly string[];
}

/** What is wrong with a line of the file, and the way out. */
export class MeasuredFileError extends Error {
  override readonly name = "MeasuredFileError";
}

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** @param unit of numbers without one @throws MeasuredFileError */
export function readMeasured(text: string, file: string, unit: string | undefined): MeasuredFile {
  if (unit !== undefined && !DURATION_UNITS.has(unit)) {
    throw new MeasuredFileError(`${unit} is no unit of time; there are ${[...DURATION_UNITS.keys()].join(", ")}`);
  }
  const rows = text.split(/\r?\n/).flatMap((written, index): Row[] => {
    if (written.trim() === "" || written.trimStart().startsWith("#")) return [];
    const cells = written.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
    return [{ line: index + 1, cells }];
  });
  const heading = rows[0] !== undefined && isHeading(rows[0]) ? rows[0].cells : null;
  const data = heading === null ? rows : rows.slice(1);
  const [first] = data;
  if (first === undefined)
    throw new MeasuredFileError(
      `${file}: there is nothing in it but ${heading === null ? "empty lines" : "a heading"}`,
    );
  const fail: Fail = (line, what) => new MeasuredFileError(`${file}:${line}: ${what}`);
  const other = first.cells.find(isOtherDate);
  if (other !== undefined) {
    throw fail(first.line, `${other} is a date in another form; write dates as 2026-01-31 18:30, year first`);
  }
  return isDate(first.cells[0]!) ? outages(data, fail) : columns(data, heading, unit, fail);
}

type Fail = (line: number, what: string) => MeasuredFileError;

function isHeading({ cells: [first = ""] }: Row): boolean {
  return !isDate(first) && leadingNumber(first) === null;
}

/** `2024-03-01 18:30`, as the calendar of a scenario has it; monitoring writes fractions of seconds and ` UTC` too. */
function parseLogged(cell: string): Parsed<number> {
  const parsed = parseCalendar(cell.replace(/ ?UTC$/, "Z").replace(/(:\d\d)\.\d+/, "$1"));
  return "value" in parsed ? { value: parsed.value / SECOND } : parsed;
}

function isDate(cell: string): boolean {
  return /^\d{4}-\d\d-\d\d/.test(cell);
}

/** `31.01.2026`, `1/31/26`, `2026/01/31`: whether the day or the month comes first cannot be told, so that none is read. */
function isOtherDate(cell: string): boolean {
  return /^(\d{1,2}[./-]\d{1,2}[./-](\d{4}|\d\d)|\d{4}[./]\d{1,2}[./]\d{1,2})(\D|$)/.test(cell);
}

interface Outage {
  readonly line: number;
  readonly begin: number;
  /** `null`: it had not ended when the log was written. */
  readonly end: number | null;
}

function outages(rows: readonly Row[], fail: Fail): MeasuredFile {
  const all = rows.map((row) => outageOf(row, fail)).toSorted((a, b) => a.begin - b.begin);
  const between = all.slice(1).map((outage, index) => {
    const before = all[index]!;
    if (before.end === null || outage.begin < before.end) {
      throw fail(outage.line, `begins before that of line ${before.line} ended; a log is of one thing that fails`);
    }
    if (outage.begin === before.end)
      throw fail(outage.line, `begins when that of line ${before.line} ended; they are one`);
    return outage.begin - before.end;
  });
  const open = all.filter(({ end }) => end === null);
  return {
    times: [
      { name: "time from a repair to the next failure", key: "every", seconds: between },
      {
        name: "time from a failure to its repair",
        key: "repair",
        seconds: all.flatMap(({ begin, end }) => (end === null ? [] : [end - begin])),
      },
    ],
    remarks: [
      "The time before the first outage and that after the last are no whole intervals, and left out.",
      ...(open.length > 0 ? ["The last outage has no end; its length is left out."] : []),
    ],
  };
}

function outageOf({ line, cells: [from = "", to = ""] }: Row, fail: Fail): Outage {
  const instant = (cell: string): number => {
    const parsed = parseLogged(cell);
    if ("value" in parsed) return parsed.value;
    throw fail(line, `${parsed.complaint.message}; expected ${parsed.complaint.expected}`);
  };
  const begin = instant(from);
  // Left empty where the outage lasts.
  const end = to === "" ? null : instant(to);
  if (end !== null && end < begin) throw fail(line, "ends before it begins");
  if (end === begin) throw fail(line, "ends when it begins; give it half of the log's resolution, or leave it out");
  return { line, begin, end };
}

/** Durations in columns; of two the first are times to a failure, the second those to its repair. */
function columns(
  rows: readonly Row[],
  heading: readonly string[] | null,
  unit: string | undefined,
  fail: Fail,
): MeasuredFile {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const keys: readonly MeasuredTimes["key"][] = width === 2 ? ["every", "repair"] : [];
  const times = Array.from({ length: width }, (_, column) => ({
    name: heading?.[column] ?? (width === 1 ? "times" : `column ${column + 1}`),
    key: keys[column] ?? null,
    seconds: rows.flatMap(({ line, cells }) => {
      const cell = cells[column] ?? "";
      return cell === "" ? [] : [secondsOf(cell, unit, (what) => fail(line, what))];
    }),
  }));
  return { times, remarks: [] };
}

function secondsOf(cell: string, unit: string | undefined, fail: (what: string) => MeasuredFileError): number {
  const bare = leadingNumber(cell)?.length === cell.length;
  if (bare && unit === undefined) throw fail(`${cell} has no unit; write it, or name that of the file by --unit`);
  const parsed = duration.parse(bare ? `${cell}${unit}` : cell);
  if (!("value" in parsed)) throw fail(`${parsed.complaint.message}; expected ${parsed.complaint.expected}`);
  if (parsed.value <= 0) throw fail(`${cell} is no time at all; leave it out`);
  return parsed.value / SECOND;
}

const WRITTEN_UNITS = [
  ["d", 86_400],
  ["h", 3600],
  ["min", 60],
  ["s", 1],
  ["ms", 0.001],
] as const;

/** A duration as a scenario takes it, with four digits: `30.08d`, `2.05h`. */
export function writeDuration(seconds: number): string {
  const [unit, size] = WRITTEN_UNITS.find(([, size]) => seconds >= size) ?? (["us", 1e-6] as const);
  return `${Number((seconds / size).toPrecision(4))}${unit}`;
}
