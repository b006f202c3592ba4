#!/usr/bin/env node
/** The command `understudy`: reads argv, calls a command, and turns what went wrong into a message and an exit status. */
import { createProgram } from "./program.js";
import { statusOf } from "./exit-status.js";

try {
  await createProgram().parseAsync(process.argv);
} catch (error) {
  process.exitCode = statusOf(error, (message) => process.stderr.write(`${message}\n`));
}
