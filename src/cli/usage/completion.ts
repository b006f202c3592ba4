/** What `understudy completion` takes. */
import { Argument, Command } from "commander";
import type { Shell } from "../command/completion.js";
import { lazily } from "./lazily.js";

const SHELLS: readonly Shell[] = ["bash", "zsh", "fish"];

const EXAMPLE = `
Examples:
  understudy completion fish > ~/.config/fish/completions/understudy.fish
  source <(understudy completion bash)          in ~/.bashrc
  source <(understudy completion zsh)           in ~/.zshrc, after compinit

A shell completes what it calls understudy: put node_modules/.bin into PATH, or
alias understudy='npx understudy'.
`;

export function completionCommand(): Command {
  return new Command("completion")
    .description("print what a shell needs to complete commands and options")
    .addArgument(new Argument("<shell>", "of which shell").choices(SHELLS))
    .addHelpText("after", EXAMPLE)
    .action(lazily(async () => (await import("../command/completion.js")).printCompletion));
}
