/** What is wrong with a scenario file and where: the user's errors, as opposed to ours. */
import { someOf } from "../units/index.js";

export interface Problem {
  readonly severity: "error" | "warning";
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** How many units of that line are meant, at least 1. */
  readonly length: number;
  readonly message: string;
  /** What would have been right. */
  readonly expected?: string;
  /** The nearest thing that would have been right. */
  readonly suggestion?: string;
  /** The line it stands on, cut to what fits on a screen. */
  readonly excerpt: string;
  /** Where in the excerpt the column is, from 0. */
  readonly caret: number;
}

/** Thrown by those who cannot go on with a scenario that has errors. */
export class ScenarioError extends Error {
  override readonly name = "ScenarioError";

  constructor(readonly problems: readonly Problem[]) {
    super(formatProblems(problems));
  }
}

/** Whether any of them forbids running the scenario. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === "error");
}

/**
 * Each problem as `file:line:column: message`, its line with a caret below, what was expected and the nearest name; of
 * many that are alike the first, and where the others are.
 */
export function formatProblems(problems: readonly Problem[]): string {
  const groups = new Map<string, Problem[]>();
  for (const each of problems) groups.set(saidOf(each), [...(groups.get(saidOf(each)) ?? []), each]);
  return problems
    .flatMap((problem) => {
      const [first, ...others] = groups.get(saidOf(problem))!;
      if (others.length < MANY) return [formatProblem(problem, [])];
      return problem === first ? [formatProblem(problem, others)] : [];
    })
    .join("\n\n");
}

/** What is told of it, but for the place. */
function saidOf({ severity, file, message, expected, suggestion }: Problem): string {
  return JSON.stringify([severity, file, message, expected, suggestion]);
}

/** So many problems that are alike are told one by one. */
const MANY = 3;

function formatProblem(problem: Problem, alike: readonly Problem[]): string {
  const { severity, file, line, column, length, message, expected, suggestion, excerpt, caret } = problem;
  const lines = [`${file}:${line}:${column}: ${severity === "warning" ? "warning: " : ""}${message}`];
  if (excerpt.trim() !== "") {
    const carets = "^".repeat(Math.max(1, Math.min(length, excerpt.length - caret)));
    lines.push(`  ${excerpt}`, `  ${" ".repeat(caret)}${carets}`);
  }
  if (expected !== undefined) lines.push(...wrapped(`expected ${expected}`));
  if (suggestion !== undefined) lines.push(`  did you mean ${suggestion}?`);
  if (alike.length > 0)
    lines.push(
      ...wrapped(
        `and ${alike.length} more alike, on lines ${someOf(
          alike.map((each) => String(each.line)),
          8,
        )}`,
      ),
    );
  return lines.map(visible).join("\n");
}

const COLUMNS = 80;

/** A sentence on as many lines as it takes, the further ones set in; a word that is longer stays whole. */
function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  let line = " ";
  for (const word of text.split(" ")) {
    if (line.length + 1 + word.length > COLUMNS && line.trim() !== "") {
      lines.push(line);
      line = "   ";
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}

/** Control characters as JSON writes them: a name that holds them could repaint the terminal, or make up lines. */
export function visible(line: string): string {
  return [...line]
    .map((character) => {
      const code = character.codePointAt(0)!;
      const controls = code < 0x20 || (code >= 0x7f && code < 0xa0) || BIDI.has(code);
      return controls ? `\\u${code.toString(16).padStart(4, "0")}` : character;
    })
    .join("");
}

/** They turn the order of what follows round. */
const BIDI = new Set([0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069]);
