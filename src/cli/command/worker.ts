/** `understudy worker`: joins a fleet that executes replications for runs elsewhere. */
import { withoutPassword, workForFleet } from "../../experiment/index.js";
import { formatNumberOf } from "../../report/index.js";
import { EXIT } from "../exit-status.js";
import { interruptible } from "../interruption.js";
import { printError } from "../terminal.js";

interface WorkerArguments {
  readonly queue: string;
  readonly jobs: number;
  readonly allowModules?: boolean;
}

export async function work({ queue, jobs, allowModules }: WorkerArguments): Promise<void> {
  let batches = 0;
  await interruptible(
    (signal) =>
      workForFleet(queue, {
        jobs,
        allowModules: allowModules === true,
        signal,
        executed: (count) => (batches = count),
        ready: () => printError(`Working for ${withoutPassword(queue)}. Ctrl-C to leave.`),
      }),
    "Leaving when the tasks under way are done. Once more to give them to others.",
  );
  // Ctrl-C is how a worker ends, and nothing is missing for it.
  process.exitCode = EXIT.well;
  printError(`${formatNumberOf(batches, "task")} executed.`);
}
