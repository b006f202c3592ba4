/** Errors at the width of the terminal: sentences are wrapped, and of a line that is quoted the part around its caret is shown. */
import { unbroken } from "../report/index.js";

const CARET = /^ *\^+$/;
const WRAPPED = /^ {2}expected .*(?:\n {4}(?=\S).*)+/gm;
const FURTHER = "  ";

export function fittedError(text: string, columns: number): string {
  // What was expected is wrapped for 80 columns where nobody knows of a terminal.
  const lines = text.replace(WRAPPED, (whole) => whole.replaceAll("\n    ", " ")).split("\n");
  return lines
    .flatMap((line, index) => {
      const next = lines[index + 1];
      if (CARET.test(line)) return [];
      if (next !== undefined && CARET.test(next)) return around(line, next, columns);
      return wrapped(line, columns);
    })
    .join("\n");
}

/** A word that is longer stays whole: it may be the name of a file. */
function wrapped(text: string, columns: number): readonly string[] {
  if (text.length <= columns) return [text];
  const indent = /^ */.exec(text)![0];
  const lines: string[] = [];
  let line = "";
  for (const word of unbroken(text.slice(indent.length)).split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    const room = columns - indent.length - (lines.length === 0 ? 0 : FURTHER.length);
    if (longer.length > room && line !== "") {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].map((each, index) => indent + (index === 0 ? "" : FURTHER) + each.replaceAll("\u00a0", " "));
}

/** What is meant stays in sight, with something of what stands before it. */
function around(line: string, caret: string, columns: number): readonly string[] {
  if (line.length <= columns && caret.length <= columns) return [line, caret];
  const room = columns - FURTHER.length;
  const at = caret.indexOf("^");
  const meant = Math.min(caret.length - at, room);
  const from = Math.max(FURTHER.length, Math.min(at - Math.floor((room - meant) / 2), line.length - room));
  const marks = " ".repeat(at - from) + "^".repeat(meant);
  return [FURTHER + line.slice(from, from + room), FURTHER + marks];
}
