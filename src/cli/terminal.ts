/** What the terminal can show, and where lines go. */
import { visible } from "../scenario/index.js";
import { errorColumns, terminalColumns } from "./columns.js";
import { fittedError } from "./fitted-error.js";
import { fitTerminal, TERMINAL_COLUMNS, type TerminalOptions, wrap } from "../report/index.js";

/** Lines become as long as the terminal is wide. */
export function fitToTerminal(): void {
  fitTerminal(terminalColumns());
}

/** Colours only for a person at a terminal who did not refuse them. */
export function terminalOptions(): TerminalOptions {
  const colour =
    process.stdout.isTTY === true && process.env["NO_COLOR"] === undefined && process.env["TERM"] !== "dumb";
  return { colour, ascii: process.env["TERM"] === "dumb" };
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Names in it come from files and arguments: what they hold besides letters is made visible. */
export function printError(text: string): void {
  const shown = text.split("\n").map(visible).join("\n");
  const columns = errorColumns();
  process.stderr.write(`${columns === null ? shown : fittedError(shown, columns)}\n`);
}

/** A text behind what leads it, on as many lines of the terminal's width as it takes, each as far to the right. */
export function hanging(lead: string, text: string): readonly string[] {
  const lines = wrap(text, TERMINAL_COLUMNS - lead.length);
  return lines.map((line, index) => (index === 0 ? lead : " ".repeat(lead.length)) + line);
}
