/** The exit status of what the reading of arguments ends by itself: a help, or a complaint. */
import { CommanderError } from "commander";
import { EXIT } from "./exit-status.js";

/** It has said what it had to say, and its 1 is our 2; `null` for any other error. */
export function usageStatus(error: unknown): number | null {
  if (!(error instanceof CommanderError)) return null;
  return error.exitCode === 0 ? EXIT.well : EXIT.wrongInput;
}
