#!/usr/bin/env node
/** The command `understudy`: reads argv, calls a command, and turns what went wrong into a message and an exit status. */
import { createProgram } from "./program.js";
import { EXIT, statusOf } from "./exit-status.js";
import { whyUnwritable } from "../report/index.js";
import { printError } from "./terminal.js";

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // Who reads the output has read enough, as `head` has: that is no defect.
  if (error.code === "EPIPE") process.exit();
  printError(`The output cannot be written: ${whyUnwritable(error)}`);
  process.exit(EXIT.wrongInput);
});
// Nobody can be told.
process.stderr.on("error", () => process.exit(EXIT.wrongInput));

try {
  await createProgram().parseAsync(process.argv);
} catch (error) {
  process.exitCode = statusOf(error, printError);
}
