/**
 * Shapes that stored values are checked against; the first value that has another is named by its path. What is stored
 * comes from outside: numbers and lists are bounded, so that nothing is drawn or counted for ever.
 */
import { LATEST, toSeconds } from "../units/index.js";

/** Gives the value back when it has the shape. @throws WrongShape */
export type Shape<T> = (value: unknown, path: string) => T;

export class WrongShape extends Error {
  override readonly name = "WrongShape";

  constructor(path: string, expected: string, found: unknown) {
    super(`${path === "" ? "the whole" : path} should be ${expected}, but is ${describe(found)}`);
  }
}

export const text: Shape<string> = (value, path) => {
  if (typeof value !== "string") throw new WrongShape(path, "text", value);
  return value;
};

/** More than any measure of any run, in whatever unit. */
const LARGEST = 1e21;

export const number: Shape<number> = between("a number", -LARGEST, LARGEST);

/** How often, how many, or which one. */
export const count: Shape<number> = whole(Number.MAX_SAFE_INTEGER);

/** Of one run there are never more. */
export const replicationNumber: Shape<number> = whole(1e9);

/** Of simulated time. */
export const seconds: Shape<number> = between("a number of seconds", -toSeconds(LATEST), toSeconds(LATEST));

/** Of simulated time; some. */
export const length: Shape<number> = between("some seconds", 1e-6, toSeconds(LATEST));

function between(expected: string, least: number, most: number): Shape<number> {
  return (value, path) => {
    if (typeof value !== "number") throw new WrongShape(path, expected, value);
    if (!(value >= least && value <= most)) throw new WrongShape(path, `${expected} from ${least} to ${most}`, value);
    return value;
  };
}

function whole(most: number): Shape<number> {
  return (value, path) => {
    if (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value > most) {
      throw new WrongShape(path, `a whole number from 0 to ${most}`, value);
    }
    return value;
  };
}

export const flag: Shape<boolean> = (value, path) => {
  if (typeof value !== "boolean") throw new WrongShape(path, "true or false", value);
  return value;
};

export function literal<const T extends string | number>(wanted: T): Shape<T> {
  return (value, path) => {
    if (value !== wanted) throw new WrongShape(path, JSON.stringify(wanted), value);
    return wanted;
  };
}

export function oneOf<const T extends string>(wanted: readonly T[]): Shape<T> {
  return (value, path) => {
    const found = wanted.find((each) => each === value);
    if (found === undefined) throw new WrongShape(path, `one of ${wanted.join(", ")}`, value);
    return found;
  };
}

export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return (value, path) => (value === null ? null : shape(value, path));
}

/** May be missing. */
export function optional<T>(shape: Shape<T>): Shape<T | undefined> {
  return (value, path) => (value === undefined ? undefined : shape(value, path));
}

const LONGEST_LIST = 5_000_000;

export function listOf<T>(shape: Shape<T>): Shape<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw new WrongShape(path, "a list", value);
    if (value.length > LONGEST_LIST) throw new WrongShape(path, `a list of ${LONGEST_LIST} at most`, value);
    value.forEach((each, index) => shape(each, `${path}[${index}]`));
    return value as readonly T[];
  };
}

export function pairOf<First, Second>(first: Shape<First>, second: Shape<Second>): Shape<readonly [First, Second]> {
  return (value, path) => {
    if (!Array.isArray(value) || value.length !== 2) throw new WrongShape(path, "a pair", value);
    first(value[0], `${path}[0]`);
    second(value[1], `${path}[1]`);
    return value as unknown as readonly [First, Second];
  };
}

/** Values under names that are not known in advance. */
export function mapOf<T>(shape: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return (value, path) => {
    for (const [key, each] of Object.entries(entriesOf(value, path))) shape(each, `${path}[${JSON.stringify(key)}]`);
    return value as Readonly<Record<string, T>>;
  };
}

/** The fields named must be there; others are left alone. */
export function object<Fields extends object>(shapes: {
  readonly [Name in keyof Fields]-?: Shape<Fields[Name]>;
}): Shape<Fields> {
  const fields = Object.entries(shapes) as readonly (readonly [string, Shape<unknown>])[];
  return (value, path) => {
    const entries = entriesOf(value, path);
    for (const [name, shape] of fields) shape(entries[name], path === "" ? name : `${path}.${name}`);
    return value as Fields;
  };
}

function entriesOf(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new WrongShape(path, "an object", value);
  }
  return value as Readonly<Record<string, unknown>>;
}

const LONGEST = 40;

function describe(value: unknown): string {
  if (value === undefined) return "missing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  const written = JSON.stringify(value);
  return written.length > LONGEST ? `${written.slice(0, LONGEST)}…` : written;
}
