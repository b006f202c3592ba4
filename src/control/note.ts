/** How notes and undertakings are said: what families give for theirs, and undertakings of which they say nothing. */
import type { Phrase } from "./say.js";
import type { NoteOf, Notes, Reason, Undertaking } from "./words.js";

/** How some notes are said; `host` adds to the name of a host what is to be told of where its reports come from. */
export type NoteSayers<Kind extends keyof Notes> = {
  readonly [K in Kind]: (note: NoteOf<K>, host: (name: string) => string) => string | Phrase;
};

/** Which notes are made whenever all goes well, and tell nothing that is not told by what comes of it. */
export type RoutineNotes<Kind extends keyof Notes> = { readonly [K in Kind]?: (note: NoteOf<K>) => boolean };

/** How the undertakings of one kind are said. */
export interface UndertakingSayer {
  readonly begins: (of: Undertaking, routine: string) => string;
  readonly ended: (of: Undertaking, result: "done" | "given-up") => string;
  /** What an outage is put down to that came of it; without: its kind and subjects. */
  readonly asCause?: (of: Undertaking, because: Reason) => string;
  /** Stands before its steps, where several are under way side by side. */
  readonly steps?: (of: Undertaking) => string;
}

/** An undertaking of which its family says nothing. */
export const asItIs: UndertakingSayer = {
  begins: (of) => `${sayUndertaking(of)} begins`,
  ended: (of, result) => `${sayUndertaking(of)} ${result}`,
};

/** `transfer of orders` */
export function sayMatter({ kind, subjects }: Undertaking): string {
  return `${kind} of ${subjects.map(({ name }) => name).join(" and ")}`;
}

/** `transfer of orders from site-a to site-b` */
function sayUndertaking({ kind, subjects, from, to }: Undertaking): string {
  const away = from === undefined ? "" : ` from ${from}`;
  return `${kind} of ${subjects.map(({ name }) => name).join(", ")}${away}${to === undefined ? "" : ` to ${to}`}`;
}
