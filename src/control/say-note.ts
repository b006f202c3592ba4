/** Any note in words, whichever family made it; undertakings too, which families may say in words of their own. */
import { balancingNotes, balancingRoutine, balancingUndertakings } from "./balancing/words.js";
import { domainNotes, domainRoutine, domainUndertakings } from "./dual-server/words.js";
import { failoverNotes, failoverUndertakings } from "./failover/words.js";
import { setNotes, setRoutine, setUndertakings } from "./failover-set/words.js";
import { asItIs, sayMatter, type UndertakingSayer } from "./note.js";
import { pathNotes, pathRoutine, pathUndertakings } from "./path/words.js";
import { replicationNotes, replicationRoutine, replicationUndertakings } from "./replication/words.js";
import { duration, type Phrase, plain, say } from "./say.js";
import type { Micros } from "../units/index.js";
import type { Note, Reason, StepEnd, Undertaking } from "./words.js";

type NoteSayer = (note: Note, host: (name: string) => string) => string | Phrase;

const notes = new Map<string, NoteSayer>();
const undertakings = new Map<string, UndertakingSayer>();
const routine = new Map<string, (note: Note) => boolean>();

/** Adds how the notes of one more family are said. @throws Error when another one has such a note already */
export function teachNotes(
  more: Readonly<Record<string, (note: never, host: (name: string) => string) => string | Phrase>>,
): void {
  for (const [kind, sayer] of Object.entries(more)) {
    if (notes.has(kind)) throw new Error(`there is a note ${kind} already`);
    // A sayer is only ever called with notes of its own kind.
    notes.set(kind, sayer as NoteSayer);
  }
}

/** Adds how a family says its undertakings, kind by kind; those of which it says nothing are told as they are. */
export function teachUndertakings(family: string, more: Readonly<Record<string, UndertakingSayer>>): void {
  for (const [kind, sayer] of Object.entries(more)) undertakings.set(`${family} ${kind}`, sayer);
}

/** Adds which notes of one more family are routine; those of which it says nothing are not. */
export function teachRoutine(more: Readonly<Record<string, (note: never) => boolean>>): void {
  // Each is only ever asked about notes of its own kind.
  for (const [kind, isSo] of Object.entries(more)) routine.set(kind, isSo as (note: Note) => boolean);
}

teachNotes(failoverNotes);
teachNotes(balancingNotes);
teachNotes(replicationNotes);
teachNotes(pathNotes);
teachNotes(setNotes);
teachNotes(domainNotes);
teachRoutine(balancingRoutine);
teachRoutine(replicationRoutine);
teachRoutine(pathRoutine);
teachRoutine(setRoutine);
teachRoutine(domainRoutine);
teachUndertakings("failover", failoverUndertakings);
teachUndertakings("balancing", balancingUndertakings);
teachUndertakings("replication", replicationUndertakings);
teachUndertakings("paths", pathUndertakings);
teachUndertakings("failover-sets", setUndertakings);
teachUndertakings("domain", domainUndertakings);

/** What a note says; `null` for one that nobody says in words. @param tookSoFar how long a step took that ends with it */
export function sayNote(note: Note, host: (name: string) => string, tookSoFar: Micros): Phrase | null {
  switch (note.kind) {
    case "begun":
      return plain(sayerOf(note.of).begins(note.of, note.routine));
    case "step-begun":
      return plain(`${behind(note.of)}step ${numbered(note)} begins`);
    case "step-ended":
      return sayStepEnd(note.of, note.step, note.result, tookSoFar);
    case "ended":
      return plain(sayerOf(note.of).ended(note.of, note.result));
    default: {
      const said = notes.get(note.kind)?.(note, host);
      return said === undefined ? null : typeof said === "string" ? plain(said) : said;
    }
  }
}

/** Whether it is made whenever all goes well, and what comes of it is told too. */
export function isRoutine(note: Note): boolean {
  return routine.get(note.kind)?.(note) ?? false;
}

/** What an outage is put down to that came of an undertaking. */
export function sayCause(of: Undertaking, because: Reason): string {
  return sayerOf(of).asCause?.(of, because) ?? sayMatter(of);
}

function sayStepEnd(of: Undertaking, step: string, result: StepEnd, took: Micros): Phrase {
  const said = plain(`${behind(of)}step ${step} ${result}`);
  return took === 0 ? said : say`${said} after ${duration(took)}`;
}

function sayerOf({ family, kind }: Undertaking): UndertakingSayer {
  return undertakings.get(`${family} ${kind}`) ?? asItIs;
}

function behind(of: Undertaking): string {
  return sayerOf(of).steps?.(of) ?? "";
}

function numbered({ step, figure }: { readonly step: string; readonly figure: string | null }): string {
  return figure === null ? step : `${step} (${figure})`;
}
