/** How a quantity is read from words: one kind of quantity a file, each made from a table of units. */
import { nearestName } from "../nearest-name.js";
import type { Complaint } from "../source/report.js";

export type Parsed<T> = { readonly value: T } | { readonly complaint: Complaint };

export interface Quantity<T> {
  /** `duration`, `size` …; also the name of its definition in the JSON Schema. */
  readonly name: string;
  /** What is expected, for messages and for the schema. */
  readonly expected: string;
  readonly examples: readonly string[];
  parse(text: string): Parsed<T>;
}

/** A unit's name and how many base units it is. */
export type Units = ReadonlyMap<string, number>;

/** A number without sign or exponent, and what follows it. */
const NUMBER = /^(\d+(?:\.\d+)?|\.\d+)\s*/;

export function wrong(
  message: string,
  expected: string,
  more: Omit<Complaint, "message" | "expected"> = {},
): {
  complaint: Complaint;
} {
  return { complaint: { message, expected, ...more } };
}

/** Why a text that should begin with a number does not: negative, endless, or no number at all. */
export function notNumber(text: string, expected: string): { complaint: Complaint } {
  if (text === "") return wrong("nothing stands here", expected);
  if (/^[-−]\s*(\d|\.)/.test(text)) return wrong(`${text} is negative`, expected);
  if (/^[-+−]?\.?(inf|infinity|∞|nan)/i.test(text)) return wrong(`${text} is not finite`, expected);
  return wrong(`${text} is not ${expected.split(",")[0]!.split(" with ")[0]!}`, expected);
}

/** `12.5unit` in base units, as `convert` makes them of the number and what the table says of the unit; not rounded. */
export function parseWithUnit<Unit>(
  text: string,
  units: ReadonlyMap<string, Unit>,
  convert: (number: number, unit: Unit, digits: string) => number,
  expected: string,
): Parsed<number> {
  const number = NUMBER.exec(text);
  if (number === null) return notNumber(text, expected);
  const name = text.slice(number[0].length);
  const unit = units.get(name);
  if (unit !== undefined) return { value: convert(Number(number[1]), unit, number[1]!) };
  if (name === "") return wrong(`${text} has no unit`, expected);
  return unknownUnit(text, name, number[1]!, units, expected);
}

/** Of a unit that the table does not know; suggests one that is spelled almost so. */
export function unknownUnit(
  text: string,
  unit: string,
  digits: string,
  units: ReadonlyMap<string, unknown>,
  expected: string,
): { complaint: Complaint } {
  const meant = nearestName(unit, units.keys());
  const suggestion = meant === undefined ? undefined : digits + meant;
  return wrong(`${text} has no unit that is known: ${unit}`, expected, { suggestion });
}

/** A number and the length of what it took of the text, or null. */
export function leadingNumber(text: string): { readonly digits: string; readonly length: number } | null {
  const match = NUMBER.exec(text);
  return match === null ? null : { digits: match[1]!, length: match[0].length };
}
