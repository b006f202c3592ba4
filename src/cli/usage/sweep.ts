/** What `understudy sweep` takes. */
import { Command } from "commander";
import { lazily } from "./lazily.js";
import { addRunningOptions } from "./shared-options.js";
import { repeatable } from "./values.js";

const EXAMPLE = `
Examples:
  understudy sweep scenarios/web-crash.yaml --replications 20 \\
    --set policies.split-mirror.failover.detect.reports.misses=2,3,5 \\
    --set hosts.web-1.flush=1s,5s,30s --measure shop.rto.mean
  understudy sweep scenarios/web-crash.yaml \\
    --set 'faults.0.repair=4h,"lognormal(4h, 2h)"'

A path leads into the scenario file and what it includes; items of lists are
counted from 0. Values are parted by commas, but not within brackets or quotes.
Started again after it was interrupted or killed, or with further values, it
goes on with the points that are missing. Another study takes another folder
(--out).
`;

export function sweepCommand(): Command {
  const command = new Command("sweep")
    .description("study parameters: run the scenario at every point of a grid")
    .argument("<file>", "a scenario file, or - for standard input")
    .addOption(repeatable("--set <path=values>", "a parameter and its values, of which several make a grid"))
    .option("--policy <policies>", "policies of the scenario, with commas, or all (default: the first)")
    .addOption(repeatable("--measure <key>", "what the chart and the table show", "the first service's availability"));
  return addRunningOptions(command, "1")
    .option("--out <folder>", "write results there (default: reports/<name>-sweep)")
    .option("--json", "print sweep.json instead of the table")
    .addHelpText("after", EXAMPLE)
    .action(lazily(async () => (await import("../command/sweep.js")).run));
}
