/** What `understudy replay` takes. */
import { Command } from "commander";
import { lazily } from "./lazily.js";
import { jobsOption } from "./shared-options.js";

const EXAMPLE = `
Example:
  understudy run scenarios/web-crash.yaml --out reports/crash
  understudy replay reports/crash

Exit status: 0 the digests agree, 1 they do not, 2 the folder holds no report.
`;

export function replayCommand(): Command {
  return new Command("replay")
    .description("run again what a report says, and find the first difference if there is one")
    .argument("<folder>", "a report folder")
    .addOption(jobsOption())
    .option("--allow-modules", "run policies that the report has in code")
    .option("--json", "print what was found as JSON")
    .addHelpText("after", EXAMPLE)
    .action(lazily(async () => (await import("../command/replay.js")).replayFolder));
}
