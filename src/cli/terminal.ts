/** What the terminal can show, and where lines go. */
import type { TerminalOptions } from "../report/index.js";

/** Colours only for a person at a terminal who did not refuse them. */
export function terminalOptions(): TerminalOptions {
  const colour =
    process.stdout.isTTY === true && process.env["NO_COLOR"] === undefined && process.env["TERM"] !== "dumb";
  return { colour, ascii: process.env["TERM"] === "dumb" };
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function printError(text: string): void {
  process.stderr.write(`${text}\n`);
}
