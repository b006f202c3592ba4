/** What `understudy list` takes. */
import { Command } from "commander";
import { lazily } from "./lazily.js";

const EXAMPLE = `
Examples:
  understudy list
  understudy list faults
`;

export function listCommand(): Command {
  return new Command("list")
    .description("list presets, data strategies, faults, distributions, measures, invariants")
    .argument("[list]", "only this list: presets, data, faults, and so on as list has them")
    .option("--json", "print as JSON")
    .addHelpText("after", EXAMPLE)
    .action(lazily(async () => (await import("../command/list.js")).list));
}
