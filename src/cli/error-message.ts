/** What the user reads when something went wrong. */
import { InputError, RunError } from "../experiment/index.js";
import { isDiskError, ReportFolderError, whyUnwritable } from "../report/index.js";
import { ScenarioError } from "../scenario/index.js";
import { EXIT } from "./exit-status.js";
import { usageStatus } from "./usage-status.js";

/** Node ends a thread that runs out of memory; whoever waits for it is told so. */
function isOutOfMemory(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | null)?.code === "ERR_WORKER_OUT_OF_MEMORY";
}

/** Prints an error as its kind deserves and gives the exit status for it. */
export function statusOf(error: unknown, print: (message: string) => void): number {
  const usage = usageStatus(error);
  if (usage !== null) return usage;
  if (error instanceof ScenarioError || error instanceof InputError) {
    print(error.message);
    return EXIT.wrongInput;
  }
  if (error instanceof ReportFolderError) {
    print(`${error.message}\n${error.wayOut}`);
    return EXIT.wrongInput;
  }
  if (isDiskError(error)) {
    const { path = "a file" } = error as NodeJS.ErrnoException;
    print(`${path} cannot be written: ${whyUnwritable(error)}`);
    return EXIT.wrongInput;
  }
  if (isOutOfMemory(error)) {
    print("A run needs more memory than its thread may have, and nothing was written.");
    print(
      "Run with fewer --jobs, or give it more: NODE_OPTIONS=--max-old-space-size=8192 (megabytes) before the command.",
    );
    return EXIT.defect;
  }
  const where = error instanceof RunError ? "" : " (outside a run)";
  const message = error instanceof Error ? error.message : String(error);
  print(`understudy failed because of a defect of its own${where}: ${message}`);
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && cause.stack !== undefined) print(cause.stack);
  print("Please report it with the scenario file and the line above.");
  return EXIT.defect;
}
