/** `understudy worker`: joins a fleet that executes replications for runs elsewhere. */
import { Command } from "commander";
import { withoutPassword, workForFleet } from "../../experiment/index.js";
import { formatNumberOf } from "../../report/index.js";
import { EXIT } from "../exit-status.js";
import { interruptible } from "../interruption.js";
import { jobsOption } from "../options.js";
import { printError } from "../terminal.js";

const EXAMPLE = `
Example:
  understudy worker --queue redis://127.0.0.1:6379        on each machine
  understudy sweep scenarios/web-crash.yaml --queue redis://127.0.0.1:6379 \\
    --set policies.split-mirror.failover.detect.reports.misses=2,3,5

All machines need the same version. Scenarios come through the queue: a worker
runs what whoever may write to that Redis sends, and needs no files.
`;

interface WorkerArguments {
  readonly queue: string;
  readonly jobs: number;
  readonly allowModules?: boolean;
}

export function workerCommand(): Command {
  return new Command("worker")
    .description("join a fleet that executes replications (see sweep --queue)")
    .requiredOption("--queue <url>", "the Redis through which the work comes, as redis://127.0.0.1:6379")
    .addOption(jobsOption())
    .option("--allow-modules", "run policies that scenarios bring along as code")
    .addHelpText("after", EXAMPLE)
    .action(work);
}

async function work({ queue, jobs, allowModules }: WorkerArguments): Promise<void> {
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
