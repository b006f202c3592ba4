/** What `understudy new` takes. */
import { Command, Option } from "commander";
import { templateNames, templateText } from "../package-files.js";
import { lazily } from "./lazily.js";

const EXAMPLE = `
Examples:
  understudy new my-shop && understudy run my-shop.yaml
  understudy new my-database --template db-pair
`;

export function newCommand(): Command {
  return new Command("new")
    .description("write a starting scenario, commented, and the schema for editors beside it")
    .argument("<name>", "name of the scenario; the file is <name>.yaml")
    .addOption(new Option("--template <name>", "what to start from").choices(templateNames()).default("stand-in"))
    .addHelpText("after", () => `\nTemplates:\n${templateNames().map(templateLine).join("\n")}\n${EXAMPLE}`)
    .action(lazily(async () => (await import("../command/new.js")).create));
}

function templateLine(name: string): string {
  const [, title] = /^title: (.*)$/m.exec(templateText(name))!;
  return `  ${name.padEnd(16)}${title}`;
}
