/** What `understudy new` takes. */
import { Command } from "commander";
import { lazily } from "./lazily.js";

const EXAMPLE = `
Example:
  understudy new my-shop && understudy run my-shop.yaml
`;

export function newCommand(): Command {
  return new Command("new")
    .description("write a starting scenario, commented")
    .argument("<name>", "name of the scenario; the file is <name>.yaml")
    .addHelpText("after", EXAMPLE)
    .action(lazily(async () => (await import("../command/new.js")).create));
}
