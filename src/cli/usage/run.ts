/** What `understudy run` takes. */
import { Command, Option } from "commander";
import type { TraceFormat } from "../../report/index.js";
import { lazily } from "./lazily.js";
import { repeatable } from "./values.js";
import { addPrecisionOptions, addRunningOptions } from "./shared-options.js";

const TRACE_FORMATS: readonly TraceFormat[] = ["jsonl", "chrome"];

const EXAMPLE = `
Examples:
  understudy run scenarios/web-crash.yaml
  understudy run scenarios/web-crash.yaml --policy all --seed 7 --out crash
  understudy run scenarios/web-crash.yaml --precision 5% --max-replications 5000
  understudy run 'scenarios/*.yaml'
  understudy run my-shop.yaml --watch --no-charts
  generate-scenario | understudy run -

Exit status: 0 all well, 1 an expectation or an invariant failed, 2 wrong input,
130 interrupted, 143 asked to terminate, 70 a defect of this program.
`;

export function runCommand(): Command {
  const command = new Command("run")
    .description("run scenarios and report")
    .argument("<file...>", "scenario files, patterns in quotes, or - for standard input")
    .option("--policy <policies>", "policies of the scenario, with commas, or all (default: the first)");
  addRunningOptions(command, "1");
  return addPrecisionOptions(command, "what must be so precise", "availability")
    .option("--out <folder>", "write the report there (default: reports/<name>)")
    .option("--json", "print summary.json instead of the summary")
    .option("--trace", "write everything that happens in the first replication, one by one, beside the report")
    .addOption(
      new Option("--trace-format <format>", "jsonl, or chrome for trace viewers")
        .choices(TRACE_FORMATS)
        .default("jsonl"),
    )
    .option("--trace-gzip", "compress the trace, to a tenth or so")
    .addOption(
      repeatable("--trace-only <word>", "of the trace only entries of this kind or that speak of this name", "all"),
    )
    .option("--job-summary", "add the summary as Markdown to the file that GITHUB_STEP_SUMMARY names")
    .option("--watch", "run again whenever the scenario or what belongs to it changes; Ctrl-C ends that")
    .option("--every-event", "execute also what changes nothing: slower, same behaviour")
    .addHelpText("after", EXAMPLE)
    .action(lazily(async () => (await import("../command/run.js")).run));
}
