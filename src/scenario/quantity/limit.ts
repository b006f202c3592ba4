/** Limits that a measure is compared with, each in the unit of its measure: `99.9%`, `10min`, `60GB`, `400/s`, `1500`. */
import { HOUR, SECOND } from "../../units/index.js";
import type { Complaint } from "../source/report.js";
import { duration } from "./duration.js";
import { type Parsed, wrong } from "./quantity.js";
import { rate } from "./rate.js";
import { share } from "./share.js";
import { size } from "./size.js";

type Read = (text: string) => Parsed<number>;

const PLAIN = /^(\d+(?:\.\d+)?|\.\d+)$/;

/** What a limit of each unit looks like; the units are those of measures. */
const LIMITS = {
  share: { expected: "a share such as 99.9% or 0.999", read: shareOf },
  seconds: { expected: "a duration such as 250ms, 10min or 2h30m", read: (text) => durationIn(text, SECOND) },
  hours: { expected: "a duration such as 12h, or a number of hours such as 12", read: hoursOf },
  bytes: { expected: "a size such as 60GB or 4GiB", read: (text) => size.parse(text) },
  "per-second": { expected: "a rate such as 400/s or 10/min", read: (text) => rate.parse(text) },
  count: { expected: "a number without a unit, such as 1500", read: plain },
  ratio: { expected: "a number without a unit, such as 3.5", read: plain },
} satisfies Record<string, { expected: string; read: Read }>;

export type LimitUnit = keyof typeof LIMITS;

/** A limit of a measure of this unit, or why it is none; nothing at all needs no unit. */
export function parseLimit(text: string, unit: LimitUnit): Parsed<number> {
  const { expected, read } = LIMITS[unit];
  if (/^0(\.0+)?$/.test(text)) return { value: 0 };
  const parsed = read(text);
  if ("value" in parsed) return parsed;
  const { suggestion } = parsed.complaint;
  return wrong(`${text} is not ${expected.split(" such as ")[0]!.replace(/,$/, "")}`, expected, { suggestion });
}

/** Why it would be a limit of no measure; `null` when it would be one. */
export function complaintOfLimit(text: string): Complaint | null {
  if (PLAIN.test(text)) return null;
  const complaints: Complaint[] = [];
  for (const { read } of Object.values(LIMITS)) {
    const parsed = read(text);
    if ("value" in parsed) return null;
    complaints.push(parsed.complaint);
  }
  const [inPercent] = complaints;
  if (text.endsWith("%") || /^[-−]/.test(text)) return inPercent!;
  return complaints.find(({ suggestion }) => suggestion !== undefined) ?? { message: `${text} is no quantity` };
}

function plain(text: string): Parsed<number> {
  return PLAIN.test(text) ? { value: Number(text) } : wrong(`${text} is no plain number`, "a number");
}

/** Of a number above one percent must have been meant. */
function shareOf(text: string): Parsed<number> {
  if (!PLAIN.test(text)) return share.parse(text);
  const value = Number(text);
  return value <= 1 ? { value } : wrong(`${text} is more than all`, "a share", { suggestion: `${text}%` });
}

function hoursOf(text: string): Parsed<number> {
  return PLAIN.test(text) ? plain(text) : durationIn(text, HOUR);
}

function durationIn(text: string, unit: number): Parsed<number> {
  const parsed = duration.parse(text);
  return "value" in parsed ? { value: parsed.value / unit } : parsed;
}
