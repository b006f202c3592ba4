/** Sentences that know the names in them, so that of many that differ by names alone one can stand for all. */
import { toldOnce } from "./alike.js";

export interface Sentence {
  readonly text: string;
  /** All of it but the names. */
  readonly shape: string;
  /** The name in it that comes first. */
  readonly subject: string;
}

/** What is no name: a time, a reason. */
interface Clause {
  readonly clause: string;
}

/** A sentence as a tagged template: `tell` before it, names in its gaps, or lists of names, or clauses. */
export function tell(
  between: TemplateStringsArray,
  ...parts: readonly (string | readonly string[] | Clause)[]
): Sentence {
  const pieces = parts.map((part) => {
    if (typeof part === "object" && "clause" in part) return { text: part.clause, shape: part.clause, names: [] };
    const names = typeof part === "string" ? [part] : part;
    return { text: listed(names), shape: `\u0000${names.length}`, names };
  });
  const woven = (key: "text" | "shape"): string =>
    between.map((words, index) => words + (pieces[index]?.[key] ?? "")).join("");
  return { text: woven("text"), shape: woven("shape"), subject: pieces.flatMap(({ names }) => names)[0] ?? "" };
}

/** So many names of others are enough to know what is meant. */
const EXAMPLES = 3;
const MOST = 12;

/** So many sentences that are alike are told one by one. */
const FEW_SENTENCES = 3;

/** All of them where they are few; else the first and how many more there are. */
export function listed(names: readonly string[], most = MOST): string {
  if (names.length <= Math.max(most, EXAMPLES + 1)) return names.join(", ");
  return `${names.slice(0, EXAMPLES).join(", ")} and ${names.length - EXAMPLES} others`;
}

/** Each, or of many alike the first, with how many there are like it. */
export function saidOnce(sentences: readonly Sentence[]): readonly string[] {
  return toldOnce(
    sentences.map((it) => ({ it, shape: it.shape })),
    FEW_SENTENCES,
  ).map(({ it, alike }) => {
    if (alike.length === 0) return it.text;
    const others = alike.map(({ subject }) => subject);
    return `${it.text} (and so it is with ${listed(others, 0)})`;
  });
}
