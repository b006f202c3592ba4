/** `replay: trace.csv`: load as it was recorded, one request a line. */
import type { RateCurve, Trace } from "../../model/index.js";
import { duration } from "../quantity/index.js";
import { pathInFolder, type Sources } from "../sources.js";
import type { Complaint } from "../source/report.js";
import { MINUTE, type Micros, SECOND } from "../../units/index.js";

export interface Replay {
  readonly trace: Trace;
  /** By the minute, for where load is a flow and for who asks for its peak. */
  readonly rate: RateCurve & { readonly written: string };
}

const EXPECTED =
  "a time from the start of the run (seconds, or with a unit), then a comma and a class where there are several";

/**
 * Empty lines and lines that begin with # are left out, and so is a heading. Times must rise.
 * @param classes by their index
 */
export function readReplay(
  path: string,
  classes: readonly string[],
  sources: Sources,
): Replay | { readonly complaint: Complaint } {
  const inside = pathInFolder(path);
  if (inside === null) return wrong(`${path} is outside the scenario's folder`, "a path inside it");
  const text = sources.read(inside);
  if (text instanceof Error)
    return wrong(`${inside} cannot be read: ${text.message}`, "a file in the scenario's folder");
  const at: Micros[] = [];
  const requestClass: number[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [time = "", name = ""] = line.split(/[,;\t]/, 2).map((word) => word.trim());
    if (time === "" || time.startsWith("#") || (at.length === 0 && /^[A-Za-z]/.test(time))) continue;
    const problem = takeLine(time, name, classes, at, requestClass);
    if (problem !== null) return wrong(`${inside} line ${index + 1}: ${problem}`, EXPECTED);
  }
  if (at.length === 0) return wrong(`${inside} holds no request`, EXPECTED);
  return { trace: { at, requestClass }, rate: rateByMinute(at) };
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

function rateByMinute(at: readonly Micros[]): Replay["rate"] {
  const minutes: number[] = [];
  for (const each of at) {
    const minute = Math.floor(each / MINUTE);
    while (minutes.length <= minute) minutes.push(0);
    minutes[minute]! += SECOND / MINUTE;
  }
  return {
    stretch(instant) {
      const minute = Math.floor(instant / MINUTE);
      if (minute >= minutes.length) return { rate: 0, until: Infinity };
      return { rate: minutes[minute]!, until: (minute + 1) * MINUTE };
    },
    peak: minutes.reduce((peak, rate) => Math.max(peak, rate), 0),
    written: "recorded",
  };
}

function wrong(message: string, expected: string): { readonly complaint: Complaint } {
  return { complaint: { message, expected } };
}
