/** What `understudy trace` takes. */
import { Command } from "commander";
import { lazily } from "./lazily.js";
import { repeatable } from "./values.js";

const EXAMPLE = `
Examples:
  understudy run scenarios/web-crash.yaml --trace --trace-gzip --out crash
  understudy trace crash/trace.jsonl.gz --actor web-1 --from 18:25 --to 18:40

Times are those of the scenario's clock, which stands in the summary.json beside
the trace: 18:25 is the first in the run, 3d 18:25 that of the fourth day; 6h30m
is so long after its beginning.
`;

export function traceCommand(): Command {
  return new Command("trace")
    .description("read a trace that run --trace has written: one line for each entry that is asked for")
    .argument("<file>", "trace.jsonl or trace.jsonl.gz, or the report folder with it")
    .addOption(repeatable("--actor <name>", "only what speaks of this host, relay, service or place", "all"))
    .addOption(repeatable("--kind <kind>", "only entries of this kind, as HostStageChanged", "all"))
    .option("--from <time>", "not what came before")
    .option("--to <time>", "not what came after")
    .option("--json", "print the entries as they stand in the file")
    .addHelpText("after", EXAMPLE)
    .action(lazily(async () => (await import("../command/trace.js")).readTrace));
}
