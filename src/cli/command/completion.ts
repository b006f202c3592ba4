/** `understudy completion`: what a shell needs to complete commands, options and their values. */
import type { Command } from "commander";
import { bashCompletion } from "../completion/bash.js";
import { fishCompletion } from "../completion/fish.js";
import { knownCommands, type KnownCommand } from "../completion/known-words.js";
import { zshCompletion } from "../completion/zsh.js";
import { loadCharts } from "../../report/index.js";
import { lists } from "./list.js";

export type Shell = "bash" | "zsh" | "fish";

const SCRIPTS: Readonly<Record<Shell, (program: string, commands: readonly KnownCommand[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

export async function printCompletion(shell: Shell, _options: unknown, { parent }: Command): Promise<void> {
  const words = { list: Object.keys(lists()), chart: ["all", ...(await loadCharts()).map(({ name }) => name)] };
  process.stdout.write(SCRIPTS[shell](parent!.name(), knownCommands(parent!, words)));
}
