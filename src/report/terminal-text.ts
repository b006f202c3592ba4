/** Text for a terminal: colours, symbols with an ASCII stand-in, wrapping, and nothing in it that could steer the terminal. */
import pc from "picocolors";
import { NO_BREAK_SPACE, unbroken } from "./unbroken.js";

export interface TerminalOptions {
  /** Whether to colour; the caller has looked at the terminal and at NO_COLOR. */
  readonly colour: boolean;
  /** Only ASCII characters, for terminals and logs that cannot show others. */
  readonly ascii: boolean;
}

/** No line is longer. What does not know its terminal writes for one of 80 columns. */
export let TERMINAL_COLUMNS = 80;

/** From now on lines are made for a terminal so wide. */
export function fitTerminal(columns: number): void {
  TERMINAL_COLUMNS = columns;
}

export type Lines = readonly string[];

type Paint = (text: string) => string;

/** How things look under the options. */
export interface Look {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly good: Paint;
  readonly warn: Paint;
  readonly bad: Paint;
  readonly pass: string;
  readonly fail: string;
  readonly arrow: string;
  readonly dot: string;
  readonly ascii: boolean;
}

export function lookFor({ colour, ascii }: TerminalOptions): Look {
  const { bold, dim, green, yellow, red } = pc.createColors(colour);
  const symbols = ascii
    ? { pass: "ok  ", fail: "FAIL", arrow: "->", dot: "-" }
    : { pass: "✓", fail: "✗", arrow: "→", dot: "·" };
  return { bold, dim, good: green, warn: yellow, bad: red, ascii, ...symbols };
}

const ASCII_FOR: Readonly<Record<string, string>> = { "–": "-", "×": "x", µ: "u", "∞": "inf", "…": "~" };

/** The text in ASCII alone; what has no stand-in becomes a question mark. */
export function toAscii(text: string): string {
  return text.replace(/[^\x00-\x7f]/gu, (character) => ASCII_FOR[character] ?? "?");
}

/** Names and titles come from outside: no character of theirs may steer the terminal. */
const CONTROL_CHARACTER = /[\u0000-\u001f\u007f-\u009f]/g;

/**
 * Lines of at most `width` characters, broken at spaces, and within a word only when it alone is too long; control
 * characters become question marks.
 */
export function wrap(text: string, width: number): readonly string[] {
  const words = unbroken(text.replace(CONTROL_CHARACTER, "?")).split(" ");
  return wrapWords(words, width).map((line) => line.replaceAll(NO_BREAK_SPACE, " "));
}

function wrapWords(words: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of words.flatMap((each) => hardBreak(each, width))) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** A quantity that is too long for a line ends it between two units: `1 h 31 min` and `55 s`. */
function hardBreak(word: string, width: number): readonly string[] {
  const characters = [...word];
  if (characters.length <= width) return [word];
  const parts = word.split(BETWEEN_UNITS);
  if (parts.length > 1 && parts.every((part) => part.length <= width)) return parts;
  const pieces: string[] = [];
  for (let at = 0; at < characters.length; at += width) pieces.push(characters.slice(at, at + width).join(""));
  return pieces;
}

const BETWEEN_UNITS = /(?<=[a-zµ%])\u00a0(?=\d)/;

/** Wraps behind an indent, in which the first line may carry a mark; `paint` colours the mark or, without one, the text. */
export function paragraph(text: string, indent: number, mark = "", paint: Paint = (plain) => plain): readonly string[] {
  return wrap(text, TERMINAL_COLUMNS - indent).map((line, index) => {
    const margin = index === 0 ? mark.padStart(indent - 1).padEnd(indent) : " ".repeat(indent);
    return mark === "" ? margin + paint(line) : paint(margin) + line;
  });
}
