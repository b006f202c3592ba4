/** Durations that vary: `exponential(20d)`, `lognormal(45min, 30min)`, `empirical(repairs.csv)`; a bare duration is constant. */
import { type Distribution, distributions, type DistributionKind } from "../../sim/index.js";
import { LATEST } from "../../units/index.js";
import { pathInFolder, type Sources } from "../sources.js";
import { duration, DURATION_UNITS } from "./duration.js";
import { leadingNumber, type Parsed, type Quantity, wrong } from "./quantity.js";

/** A distribution of microseconds that can be written again: kind and parameters, the same for the same distribution. */
export interface WrittenDistribution extends Distribution {
  readonly written: string;
}

const EXPECTED = `a duration or a distribution of durations, such as 90s or ${distributions
  .filter(({ name }) => name !== "constant")
  .map(signature)
  .join(", ")}`;

export function distributionIn(sources: Sources): Quantity<WrittenDistribution> {
  return {
    name: "distribution",
    expected: EXPECTED,
    examples: ["90s", "exponential(20d)", "lognormal(2h, 1h)", "weibull(0.48, 816h)", "empirical(repairs.csv, h)"],
    parse: (text) => parseDistribution(text, sources),
  };
}

/** `weibull(shape, scale)` */
function signature({ name, parameters }: DistributionKind): string {
  return `${name}(${parameters.map((each) => each.name + (each.many === true ? " …" : "")).join(", ")})`;
}

/** A distribution from its kind and its parameters in microseconds; the reason when they do not fit. */
export function makeDistribution(kind: DistributionKind, values: readonly number[]): WrittenDistribution {
  return { written: `${kind.name}(${values.join(", ")})`, ...kind.create(values) };
}

/** The kind of that name; must exist. */
export function distributionKindOf(name: string): DistributionKind {
  const kind = distributions.find((each) => each.name === name);
  if (kind === undefined) throw new Error(`no distribution is named ${name}`);
  return kind;
}

/** YAML ends a value at the comma where it stands in a mapping or a list within brackets. */
function cutOff(text: string): Parsed<never> {
  return wrong(
    `${text} has no closing bracket; within { } and [ ] a comma ends a value that is not in quotes`,
    'quotes around all of it, as "lognormal(200ms, 150ms)"',
  );
}

function parseDistribution(text: string, sources: Sources): Parsed<WrittenDistribution> {
  const call = /^([A-Za-z][A-Za-z-]*)\s*\(([^()]*)\)$/.exec(text);
  if (call === null) {
    const single = duration.parse(text);
    if ("value" in single) return make(text, distributionKindOf("constant"), [single.value]);
    if (/^[A-Za-z][A-Za-z-]*\s*\([^()]*$/.test(text)) return cutOff(text);
    return /^[A-Za-z]/.test(text) ? wrong(`${text} is not a distribution`, EXPECTED) : single;
  }
  const [, name, inside] = call as unknown as [string, string, string];
  const kind = distributions.find((each) => each.name === name);
  if (kind === undefined) {
    const names = distributions.map((each) => each.name);
    return wrong(`no distribution is named ${name}`, EXPECTED, { near: { word: name, names } });
  }
  const words = inside.trim() === "" ? [] : inside.split(",").map((word) => word.trim());
  const parsed = isFile(words[0]) ? fromFile(words, sources, kind) : fromWords(words, kind);
  return "value" in parsed ? make(text, kind, parsed.value) : parsed;
}

function make(text: string, kind: DistributionKind, values: readonly number[]): Parsed<WrittenDistribution> {
  const many = kind.parameters.some((parameter) => parameter.many === true);
  if (!many && values.length !== kind.parameters.length) {
    return wrong(`${text} has ${values.length} parameters`, signature(kind));
  }
  let made: WrittenDistribution;
  try {
    made = makeDistribution(kind, values);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return wrong(`${text}: ${error.message} (durations in microseconds)`, signature(kind));
  }
  if (made.mean <= LATEST) return { value: made };
  return wrong(`${text} is on average longer than the 285 years that can be told`, signature(kind));
}

function fromWords(words: readonly string[], kind: DistributionKind): Parsed<readonly number[]> {
  const values: number[] = [];
  for (const [index, word] of words.entries()) {
    const parameter = kind.parameters[Math.min(index, kind.parameters.length - 1)]!;
    const parsed = parameter.is === "number" ? plainNumber(word, parameter.name, kind) : duration.parse(word);
    if (!("value" in parsed)) return parsed;
    values.push(parsed.value);
  }
  return { value: values };
}

function plainNumber(word: string, name: string, kind: DistributionKind): Parsed<number> {
  if (leadingNumber(word)?.length === word.length) return { value: Number(word) };
  return wrong(`${name} of ${kind.name} is a number without a unit, not ${word}`, signature(kind));
}

function isFile(word: string | undefined): word is string {
  return word !== undefined && /\.[A-Za-z]+$/.test(word);
}

/** The first column of a file; a second word is the unit of its numbers. */
function fromFile(words: readonly string[], sources: Sources, kind: DistributionKind): Parsed<readonly number[]> {
  const [file, unit, more] = words as [string, string | undefined, string | undefined];
  if (kind.name !== "empirical") return wrong(`only empirical takes a file, not ${kind.name}`, signature(kind));
  if (more !== undefined || (unit !== undefined && !DURATION_UNITS.has(unit))) {
    return wrong(
      `after the file stands the unit of its numbers, not ${words.slice(1).join(", ")}`,
      "empirical(file.csv, s)",
    );
  }
  const path = pathInFolder(file);
  if (path === null) return wrong(`${file} is outside the scenario's folder`, "a path inside it");
  const text = sources.read(path);
  if (text instanceof Error) return wrong(`${path} cannot be read: ${text.message}`, "a file of durations, one a line");
  return column(text, path, unit ?? "");
}

/** One duration a line, in the first column; empty lines and lines that begin with # are left out, and so is one heading. */
function column(text: string, path: string, unit: string): Parsed<readonly number[]> {
  const values: number[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const word = line.split(/[,;\t]/)[0]!.trim();
    if (word === "" || word.startsWith("#") || (index === 0 && leadingNumber(word) === null)) continue;
    const parsed = duration.parse(word + unit);
    if (!("value" in parsed)) {
      return wrong(
        `${path} line ${index + 1}: ${parsed.complaint.message}`,
        "durations; empirical(file.csv, s) gives numbers a unit",
      );
    }
    values.push(parsed.value);
  }
  return { value: values };
}
