/** What `understudy check` takes. */
import { Command } from "commander";
import { lazily } from "./lazily.js";

const EXAMPLE = `
Examples:
  understudy check scenarios/web-crash.yaml
  understudy check scenarios/web-crash.yaml --topology web-crash.svg

Exit status: 0 when every file can be run (warnings do not count), 2 otherwise.
`;

export function checkCommand(): Command {
  return new Command("check")
    .description("validate scenarios without running them, and print each policy's plan")
    .argument("<file...>", "scenario files, patterns in quotes, or - for standard input")
    .option("--topology <file>", "draw what the scenario is made of into this SVG file")
    .option("--json", "print problems and plans as JSON")
    .addHelpText("after", EXAMPLE)
    .action(lazily(async () => (await import("../command/check.js")).check));
}
