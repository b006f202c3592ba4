#!/usr/bin/env node
/** The command `understudy`: reads argv, calls a command, and turns what went wrong into a message and an exit status. */
import { EXIT } from "./exit-status.js";
import { createProgram } from "./program.js";
import { usageStatus } from "./usage-status.js";

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // Who reads the output has read enough, as `head` has: that is no defect.
  if (error.code === "EPIPE") process.exit();
  void sayUnwritable(error).finally(() => process.exit(EXIT.wrongInput));
});
// Nobody can be told.
process.stderr.on("error", () => process.exit(EXIT.wrongInput));

try {
  await createProgram().parseAsync(process.argv);
} catch (error) {
  process.exitCode = usageStatus(error) ?? (await explain(error));
}

/** What words take to be said is loaded when there is something to say. */
async function explain(error: unknown): Promise<number> {
  const [{ statusOf }, { printError }] = await Promise.all([import("./error-message.js"), import("./terminal.js")]);
  return statusOf(error, printError);
}

async function sayUnwritable(error: Error): Promise<void> {
  const [{ whyUnwritable }, { printError }] = await Promise.all([
    import("../report/index.js"),
    import("./terminal.js"),
  ]);
  printError(`The output cannot be written: ${whyUnwritable(error)}`);
}
