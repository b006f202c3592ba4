/** Sentences whose quantities are marked, so that whoever prints them can write times and sizes in the way of that place. */
import { type Micros, SECOND } from "../units/index.js";

/** A plain sentence, and where in it quantities stand. */
export interface Phrase {
  readonly text: string;
  /** In the order of the text; one that holds others comes before them. */
  readonly marks: readonly Mark[];
}

/** From one place in the text up to another: `at 60s`, `60s`, `1200 bytes`, or an aside about when something was seen. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  /** `at`: an instant with the word "at" before it; `aside`: what may be left out by whoever knows that instant. */
  readonly is: "at" | "instant" | "duration" | "bytes" | "count" | "aside";
  /** Microseconds, bytes, or how many. */
  readonly value: number;
}

/** The tag of a template whose values are texts, numbers, and phrases: `say\`heard ${at(time)}\``. */
export function say(texts: TemplateStringsArray, ...values: readonly (string | number | Phrase)[]): Phrase {
  let text = texts[0] ?? "";
  const marks: Mark[] = [];
  values.forEach((value, index) => {
    if (typeof value === "object") {
      for (const mark of value.marks) {
        marks.push({ ...mark, from: mark.from + text.length, to: mark.to + text.length });
      }
      text += value.text;
    } else text += value;
    text += texts[index + 1] ?? "";
  });
  return { text, marks };
}

export function plain(text: string): Phrase {
  return { text, marks: [] };
}

/** `at 60s`, where it does not matter how an instant is told. */
export function at(time: Micros): Phrase {
  return marked(`at ${sayTime(time)}`, "at", time);
}

/** `60s`, behind another word: since, of. */
export function instant(time: Micros): Phrase {
  return marked(sayTime(time), "instant", time);
}

export function duration(time: Micros): Phrase {
  return marked(sayTime(time), "duration", time);
}

export function bytes(value: number): Phrase {
  return marked(`${value} bytes`, "bytes", value);
}

/** How many there are of something, to the last. */
export function count(value: number): Phrase {
  return marked(String(value), "count", value);
}

/** What is said about an instant beside the matter: `, seen at 60s`. */
export function aside(words: string, time: Micros): Phrase {
  const inner = say`, ${words} ${at(time)}`;
  return { text: inner.text, marks: [{ from: 0, to: inner.text.length, is: "aside", value: time }, ...inner.marks] };
}

function marked(text: string, is: Mark["is"], value: number): Phrase {
  return { text, marks: [{ from: 0, to: text.length, is, value }] };
}

/** A measured value with at most four digits that matter. */
export function sayNumber(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** A time or duration in seconds, without trailing zeros. */
export function sayTime(time: Micros): string {
  return `${time / SECOND}s`;
}
