/** Sentences that say the same of others: found by what stands between names and numbers, and told once, with of whom else. */
import type { ChronicleEntry } from "../result/index.js";
import { formatCount, formatNumberOf } from "./number-format.js";
import { becauseWritten, whatWritten } from "./quantities.js";

export interface Likeness {
  /** The same for all that differ in names, numbers and instants only. */
  readonly key: string;
  /** In the order of the text; a number or an instant is `#`. */
  readonly words: readonly string[];
}

const WORD = /[^\s:,;()]+/g;
/** The name of something that is counted, and a number alone. */
const WITH_DIGIT = /[a-z].*\d|\d.*[a-z]/i;
const NUMBER = /^[-+]?\d[\d.]*%?$/;

/** @param names of all that acts or is acted upon; what has letters and digits counts as a name too */
export function likenessOf(entries: readonly ChronicleEntry[], names: ReadonlySet<string>): Likeness {
  const text = entries.map((entry) => {
    const because = becauseWritten(entry, () => "#");
    return `${entry.actor}: ${whatWritten(entry, () => "#")}${because === null ? "" : `, because ${because}`}`;
  });
  const words = (text.join("; ").match(WORD) ?? []).map((word) => (NUMBER.test(word) ? "#" : word));
  const skeleton = words.map((word) => (names.has(word) || WITH_DIGIT.test(word) ? "*" : word));
  return { key: skeleton.join(" "), words };
}

/** So many characters of names are read at a glance. */
export const ROOM = 64;

/** What is added to the first of several that are alike: of whom the others were, how often, and until when. */
export function likewise(all: readonly Likeness[], until: string | null, room = ROOM): string {
  const [first, ...others] = all.map(({ words }) => words);
  const differing = first!.flatMap((_, place) =>
    others.some((words) => words[place] !== first![place]) ? [place] : [],
  );
  const labels = [...new Set(others.map((words) => labelOf(differing.map((place) => words[place]!))))];
  const own = labelOf(differing.map((place) => first![place]!));
  const named = labels.filter((label) => label !== own && label !== "");
  const told = fitting(named, room);
  const rest = named.length - told.length;
  const parts = [
    ...(named.length === 0
      ? []
      : [`also ${told.join(", ")}${rest > 0 ? ` and ${formatNumberOf(rest, "other")}` : ""}`]),
    ...(all.length > named.length + 1 ? [`${formatCount(all.length)} times in all`] : []),
    ...(until === null ? [] : [`until ${until}`]),
  ];
  return ` (${parts.join("; ")})`;
}

/** As many as there is room for, one at least. */
function fitting(labels: readonly string[], room: number): readonly string[] {
  let length = 0;
  const end = labels.findIndex((label) => (length += label.length + 2) > room);
  return end < 0 ? labels : labels.slice(0, Math.max(1, end));
}

/** Each name once, the first before the others. */
function labelOf(words: readonly string[]): string {
  return [...new Set(words)].join(" ");
}
