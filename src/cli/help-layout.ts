/** Help on a terminal of any width. It is asked for often, and loads nothing. */
import type { Help } from "commander";
import { terminalColumns } from "./columns.js";

/** Beside what it explains a description needs so much room; with less it stands below. */
const ROOM = 22;
const INDENT = 2;
const BELOW = 6;

export function helpLayout() {
  const columns = terminalColumns();
  return {
    helpWidth: columns,
    // Commander would leave descriptions in narrow columns as long as they are.
    minWidthToWrap: 10,
    ...(columns < NARROW && { formatItem: itemFor(columns) }),
  };
}

/** Below this the texts of commands are too wide, which are written for 80 columns. */
const NARROW = 60;

function itemFor(columns: number): Help["formatItem"] {
  return (term, termWidth, description, helper) => {
    const beside = columns - INDENT - termWidth - INDENT;
    const isBeside = beside >= ROOM || description === "";
    if (isBeside) return indented(helper.boxWrap(description, Math.max(ROOM, beside)), term.padEnd(termWidth + INDENT));
    const below = helper.boxWrap(description, columns - BELOW).split("\n");
    return [" ".repeat(INDENT) + term, ...below.map((line) => " ".repeat(BELOW) + line)].join("\n");
  };
}

function indented(text: string, lead: string): string {
  const [first, ...others] = text.split("\n");
  const further = others.map((line) => " ".repeat(INDENT + lead.length) + line);
  return [" ".repeat(INDENT) + lead + first!, ...further].join("\n").trimEnd();
}
