/** Changes to texts as such: characters, lines and their indentation, whatever they mean. */
import type { Stream } from "../../src/sim/index.js";
import { below, pick } from "./chance.js";

type Change = (text: string, stream: Stream) => string;

/** What means something to YAML, to JSON, to a terminal, or to careless code. */
const PIECES = [
  ":",
  "- ",
  "{",
  "}",
  "[",
  "]",
  "&a ",
  "*a",
  "<<: ",
  "|",
  ">",
  "'",
  '"',
  "#",
  "\t",
  "\u0000",
  "\u001b[31m",
  "\ufeff",
  "\u2028",
  "\ud800",
  "%",
  "---\n",
  "...\n",
  "!!binary ",
  "!!js/function ",
  "__proto__: 1\n",
  "constructor: 1\n",
  "\n",
  ",",
  "-",
  "1e999",
  "0x7fffffff",
  "9007199254740993",
  "-0",
  ".nan",
  ".inf",
  "~",
];

const lineChange =
  (change: (lines: string[], at: number, stream: Stream) => void): Change =>
  (text, stream) => {
    const lines = text.split("\n");
    change(lines, below(lines.length, stream), stream);
    return lines.join("\n");
  };

const CHANGES: readonly Change[] = [
  (text, stream) => {
    const at = below(text.length + 1, stream);
    return text.slice(0, at) + pick(PIECES, stream) + text.slice(at);
  },
  (text, stream) => {
    const at = below(text.length + 1, stream);
    return text.slice(0, at) + text.slice(at + 1 + below(8, stream));
  },
  (text, stream) => text.slice(0, below(text.length + 1, stream)),
  // Another number, near to or far from what stood there.
  (text, stream) => {
    const numbers = [...text.matchAll(/\d+(\.\d+)?/g)];
    if (numbers.length === 0) return text;
    const { index, 0: old } = pick(numbers, stream);
    const other = pick(["0", "1", "-1", "0.5", "1e308", "99999999999999999999", `${old}${old}`, `-${old}`], stream);
    return text.slice(0, index) + other + text.slice(index + old.length);
  },
  lineChange((lines, at) => lines.splice(at, 1)),
  lineChange((lines, at) => lines.splice(at, 0, lines[at]!)),
  lineChange((lines, at, stream) => (lines[at] = pick(["  ", " ", "\t", "- "], stream) + lines[at]!)),
  lineChange((lines, at) => (lines[at] = lines[at]!.replace(/^ {1,2}/, ""))),
  lineChange((lines, at, stream) => {
    const other = below(lines.length, stream);
    [lines[at], lines[other]] = [lines[other]!, lines[at]!];
  }),
  lineChange((lines, at, stream) => lines.splice(at, 0, lines[below(lines.length, stream)]!)),
];

/** One change to a text. */
export function changeText(text: string, stream: Stream): string {
  return pick(CHANGES, stream)(text, stream);
}
