/** What `understudy worker` takes. */
import { Command } from "commander";
import { lazily } from "./lazily.js";
import { jobsOption } from "./shared-options.js";

const EXAMPLE = `
Examples:
  understudy worker --queue redis://127.0.0.1:6379
  understudy sweep scenarios/web-crash.yaml --queue redis://127.0.0.1:6379 \\
    --set policies.split-mirror.failover.detect.reports.misses=2,3,5

The first on each machine, the second on one. All need the same version.
Scenarios come through the queue: a worker runs what whoever may write to that
Redis sends, and needs no files.
`;

export function workerCommand(): Command {
  return new Command("worker")
    .description("join a fleet that executes replications (see sweep --queue)")
    .requiredOption("--queue <url>", "the Redis through which the work comes, as redis://127.0.0.1:6379")
    .addOption(jobsOption())
    .option("--allow-modules", "run policies that scenarios bring along as code")
    .addHelpText("after", EXAMPLE)
    .action(lazily(async () => (await import("../command/worker.js")).work));
}
