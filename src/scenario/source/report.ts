/** Collects what is wrong, each thing once. */
import { MAX_PROBLEMS } from "../limits.js";
import { someOf } from "../../units/index.js";
import { nearestName } from "../nearest-name.js";
import type { Problem } from "../problem.js";
import type { Place } from "./located.js";

/** What is wrong, apart from where. */
export interface Complaint {
  readonly message: string;
  readonly expected?: string | undefined;
  readonly suggestion?: string | undefined;
  /** Instead of a suggestion: the names of which the nearest to `word` is suggested. */
  readonly near?: { readonly word: string; readonly names: Iterable<string> } | undefined;
}

/** Thrown when it makes no sense to read on: the tree would be too large, or is not there. */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
}

/** Wider lines are cut around the column. */
const WIDTH = 110;

/** Collected before they are sorted and cut to MAX_PROBLEMS. */
const ENOUGH = 5 * MAX_PROBLEMS;

export class Report {
  private readonly found: Problem[] = [];
  private readonly seen = new Set<string>();
  private readonly silent = new Set<string>();

  error(place: Place, complaint: Complaint): void {
    this.add("error", place, complaint);
  }

  warning(place: Place, complaint: Complaint): void {
    this.add("warning", place, complaint);
  }

  /** Hides what is missing at a place of which it is known why. */
  silence(place: Place): void {
    this.silent.add(`${place.source.file} ${place.start}`);
  }

  /** Reports and gives up. */
  refuse(place: Place, complaint: Complaint): never {
    this.error(place, complaint);
    throw new Unreadable(complaint.message);
  }

  /** In the order of the files and lines, errors and warnings mixed; at most MAX_PROBLEMS of them. */
  problems(): readonly Problem[] {
    const files = [...new Set(this.found.map(({ file }) => file))];
    const byPosition = (a: Problem, b: Problem): number =>
      files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column;
    return this.found.toSorted(byPosition).slice(0, MAX_PROBLEMS);
  }

  /** Whether nothing more will be added: then it is not worth looking for it. */
  get isFull(): boolean {
    return this.found.length >= ENOUGH;
  }

  get hasErrors(): boolean {
    return this.found.some(({ severity }) => severity === "error");
  }

  private add(severity: Problem["severity"], place: Place, complaint: Complaint): void {
    if (this.silent.has(`${place.source.file} ${place.start}`)) return;
    // What `count` wrote forty times is wrong forty times with another number; told once it is enough.
    const identity = `${place.source.file} ${place.start} ${complaint.message.replace(/\d+/g, "#")}`;
    if (this.seen.has(identity)) return;
    this.seen.add(identity);
    if (this.isFull) return;
    const { near } = complaint;
    const suggestion = complaint.suggestion ?? (near && nearestName(near.word, near.names));
    const expected = suggestion === undefined ? complaint.expected : shortened(complaint.expected);
    this.found.push(problem(severity, place, { ...complaint, expected, suggestion }));
  }
}

/** Names that are told beside the one that was probably meant. */
const MOST_NAMES = 12;

function shortened(expected: string | undefined): string | undefined {
  const names = expected?.startsWith(ONE_OF) === true ? expected.slice(ONE_OF.length).split(", ") : [];
  return names.length > MOST_NAMES ? `${ONE_OF}${someOf(names, MOST_NAMES)}` : expected;
}

const ONE_OF = "one of ";

function problem(severity: Problem["severity"], place: Place, complaint: Complaint): Problem {
  const { source, start, end } = place;
  const line = lineAt(source.lineStarts, start);
  const lineStart = source.lineStarts[line] ?? 0;
  const newLine = source.text.indexOf("\n", lineStart);
  const lineEnd = newLine < 0 ? source.text.length : newLine;
  const width = lineEnd - lineStart - (source.text[lineEnd - 1] === "\r" ? 1 : 0);
  const offset = start - lineStart;
  const cut = width <= WIDTH ? 0 : Math.max(0, offset - WIDTH / 2);
  const excerpt = source.text.slice(lineStart + cut, lineStart + Math.min(width, cut + WIDTH));
  return {
    severity,
    file: source.file,
    line: line + 1,
    column: offset + 1,
    length: Math.max(1, Math.min(end, lineStart + width) - start),
    message: complaint.message,
    ...(complaint.expected === undefined ? {} : { expected: complaint.expected }),
    ...(complaint.suggestion === undefined ? {} : { suggestion: complaint.suggestion }),
    excerpt: excerpt.replaceAll("\t", " "),
    caret: offset - cut,
  };
}

/** The last line that starts at or before the offset, by bisection. */
function lineAt(lineStarts: readonly number[], offset: number): number {
  let low = 0;
  let high = lineStarts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (lineStarts[middle]! <= offset) low = middle;
    else high = middle;
  }
  return low;
}
