/** `replay: trace.csv`: load as it was recorded, one request a line. */
import type { RateCurve, Trace } from "../../model/index.js";
import { duration } from "../quantity/index.js";
import { pathInFolder, type Sources } from "../sources.js";
import type { Complaint } from "../source/report.js";
import { MINUTE, type Micros, SECOND, YEAR } from "../../units/index.js";

export interface Replay {
  /** What of it never comes, with its line; `null` when all does. */
  readonly leftOut: string | null;
  readonly trace: Trace;
  /** By the minute, for where load is a flow and for who asks for its peak. */
  readonly rate: RateCurve & { readonly written: string };
}

const EXPECTED =
  "a time from the start of the run (seconds, or with a unit), then a comma and a class where there are several";

/** Where rows are counted from. */
const FROM_START = "times from the start of the run";

/** Nobody writes a scenario of 30 years; times since 1970 are longer. */
const SINCE_1970 = 30 * YEAR;

/**
 * Empty lines and lines that begin with # are left out, and so is a heading. Times must rise.
 * @param classes by their index
 * @param until when the run ends
 */
export function readReplay(
  path: string,
  classes: readonly string[],
  sources: Sources,
  until: Micros,
): Replay | { readonly complaint: Complaint } {
  const inside = pathInFolder(path);
  if (inside === null) return wrong(`${path} is outside the scenario's folder`, "a path inside it");
  const text = sources.read(inside);
  if (text instanceof Error)
    return wrong(`${inside} cannot be read: ${text.message}`, "a file in the scenario's folder");
  const at: Micros[] = [];
  const requestClass: number[] = [];
  let hasHeading = false;
  let late: number | null = null;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "" || line.trimStart().startsWith("#")) continue;
    const [time = "", name = ""] = line.split(/[,;\t]/, 2).map((word) => word.trim());
    if (at.length === 0 && !hasHeading && /^[A-Za-z]/.test(time)) {
      hasHeading = true;
      continue;
    }
    const problem = takeLine(time, name, classes, at, requestClass);
    if (problem !== null) return wrong(`${inside} line ${index + 1}: ${problem}`, EXPECTED);
    if (at.at(-1)! >= until) late ??= index + 1;
  }
  if (at.length === 0) return wrong(`${inside} holds no request`, EXPECTED);
  const many = at.filter((each) => each >= until).length;
  if (many === at.length && at[0]! >= SINCE_1970) {
    return wrong(`${inside} line ${late}: this looks like a time since 1970`, FROM_START);
  }
  if (many === at.length) return wrong(`${inside} line ${late}: all of it is after the end of the run`, FROM_START);
  const leftOut =
    late === null ? null : `${inside} line ${late}: from here on it is after the end of the run (${sayRows(many)})`;
  return { leftOut, trace: { at, requestClass }, rate: rateByMinute(at) };
}

function sayRows(count: number): string {
  return count === 1 ? "1 row" : `${count} rows`;
}

/** Adds a line to what was read before; what is wrong with it, or null. */
function takeLine(
  time: string,
  name: string,
  classes: readonly string[],
  at: Micros[],
  requestClass: number[],
): string | null {
  const parsed = duration.parse(/^\d+(\.\d+)?$/.test(time) ? `${time}s` : time);
  if (!("value" in parsed)) return parsed.complaint.message;
  if (parsed.value < (at.at(-1) ?? 0)) return `${time} is before the line above`;
  const index = classes.indexOf(name);
  if (name !== "" && index < 0) return `there is no class ${name} in \`mix\``;
  if (name === "" && classes.length > 1) return `no class stands after ${time}`;
  at.push(parsed.value);
  requestClass.push(Math.max(0, index));
  return null;
}

/** It takes as much room as there are minutes with requests, however late the last of them is. */
function rateByMinute(at: readonly Micros[]): Replay["rate"] {
  const minutes: number[] = [];
  const rates: number[] = [];
  for (const each of at) {
    const minute = Math.floor(each / MINUTE);
    if (minutes.at(-1) !== minute) {
      minutes.push(minute);
      rates.push(0);
    }
    rates[rates.length - 1]! += SECOND / MINUTE;
  }
  return {
    stretch(instant) {
      const minute = Math.floor(instant / MINUTE);
      const index = firstFrom(minute, minutes);
      if (minutes[index] === minute) return { rate: rates[index]!, until: (minute + 1) * MINUTE };
      return { rate: 0, until: (minutes[index] ?? Infinity) * MINUTE };
    },
    peak: rates.reduce((peak, rate) => Math.max(peak, rate), 0),
    written: "recorded",
  };
}

/** Index of the first of rising numbers that is not below one. */
function firstFrom(wanted: number, rising: readonly number[]): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function wrong(message: string, expected: string): { readonly complaint: Complaint } {
  return { complaint: { message, expected } };
}
