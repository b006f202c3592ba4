/** Effects in the words of text tests, of any family: kind, values in their order, identity, reason. */
import { sayReason, type Effect, type Message, type Note, type Reason } from "../../src/control/index.js";
import { SECOND } from "../../src/units/index.js";
import { sayValue } from "./say-value.js";

/** `null` for what is not told: what is stored is the subject of tests of the restart. */
export function sayEffect(effect: Effect): string | null {
  switch (effect.kind) {
    case "store":
      return null;
    case "set-timer":
      return `set-timer ${effect.timer.kind} ${effect.timer.subject} at ${effect.timer.at / SECOND}s`;
    case "cancel-timer":
      return `cancel-timer ${effect.timer.kind} ${effect.timer.subject}`;
    case "send":
      return `send ${effect.to.place}: ${sayMessage(effect.body)}`;
    case "beat":
      return `beat ${effect.to.place} every ${effect.every / SECOND}s: ${sayMessage(effect.body)}`;
    case "end-beat":
      return `end-beat ${effect.beat.kind} ${effect.beat.subject}`;
    case "note":
      return sayNote(effect.note);
    case "act": {
      const { action, id, because } = effect;
      return `${sayValues(action)}  #${id}${sayBecause(because)}`;
    }
  }
}

export function sayMessage(body: Message): string {
  return sayValues(body);
}

function sayNote(note: Note): string {
  switch (note.kind) {
    case "begun":
    case "ended": {
      const { kind, subjects, from, to } = note.of;
      const names = subjects.map(({ name }) => name).join(",");
      const way = from === undefined ? "" : ` ${from} -> ${to}`;
      const how = note.kind === "begun" ? ` by ${note.routine}` : ` ${note.result}`;
      return `${note.kind} ${kind} ${names}${way}${how}${sayBecause(note.because)}`;
    }
    case "step-begun":
      return `step-begun ${note.step}${note.figure === null ? "" : ` (${note.figure})`}`;
    case "step-ended":
      return `step-ended ${note.step} ${note.result}${sayBecause(note.because)}`;
    default: {
      const { because, ...rest } = { because: undefined, ...note } as { because?: Reason };
      return `${sayValues(rest)}${because === undefined ? "" : sayBecause(because)}`;
    }
  }
}

function sayValues(said: object): string {
  return Object.values(said).map(sayValue).join(" ");
}

function sayBecause(because: Reason): string {
  return `  because ${sayReason(because)}`;
}
