/** What `understudy explain` takes. */
import { Command, Option } from "commander";
import { lazily } from "./lazily.js";
import { replicationNumber, wholeNumber } from "./values.js";

const EXAMPLE = `
Examples:
  understudy explain scenarios/hang-and-wake.yaml --policy fenced
  understudy explain scenarios/web-crash.yaml --seed 7 --replication 12
  understudy explain scenarios/web-crash.yaml --mermaid > incident.mmd
`;

export function explainCommand(): Command {
  return new Command("explain")
    .description("tell one run in words: what failed, who noticed, each step and why")
    .argument("<file>", "a scenario file, or - for standard input")
    .option("--policy <policy>", "one policy of the scenario (default: the first)")
    .option("--seed <seed>", "instead of the seed of the scenario")
    .option("--until <duration>", "instead of the duration of the scenario, as 12h or 30d")
    .option("--replication <number>", "which one, counted from 0 as reports do", replicationNumber, 0)
    .option("--incident <number>", "only this one, counted from 1 in the order of time", wholeNumber)
    .option("--full", "each step, also where it takes more than two pages; else what is alike or routine is summed up")
    .addOption(new Option("--everything", "with the small print, instant by instant").conflicts("full"))
    .addOption(new Option("--mermaid", "as a sequence diagram in Mermaid's language").conflicts(["full", "everything"]))
    .option("--allow-modules", "run policies that the scenario has in code (module:)")
    .addOption(new Option("--json", "print the chronicle as JSON").conflicts(["mermaid", "full", "everything"]))
    .addHelpText("after", EXAMPLE)
    .action(lazily(async () => (await import("../command/explain.js")).explain));
}
