/** What `understudy policies` takes, which is no command for people: shells ask it when they complete `--policy`. */
import { Command } from "commander";
import { lazily } from "./lazily.js";

const EXAMPLE = `
Examples:
  understudy policies scenarios/web-crash.yaml
`;

export function policiesCommand(): Command {
  return new Command("policies")
    .description("print the names of a scenario's policies, one on a line")
    .argument("<file>", "a scenario file")
    .addHelpText("after", EXAMPLE)
    .action(lazily(async () => (await import("../command/policies.js")).printPolicies));
}
