#!/usr/bin/env node
/** The command `understudy`: reads argv, calls a command, and turns what went wrong into a message and an exit status. */
import { createProgram } from "./program.js";
import { statusOf } from "./exit-status.js";

// Who reads the output has read enough, as `head` has: that is no defect.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

try {
  await createProgram().parseAsync(process.argv);
} catch (error) {
  process.exitCode = statusOf(error, (message) => process.stderr.write(`${message}\n`));
}
