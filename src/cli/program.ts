/** The table of commands: what each takes stands in `usage/`, what it does in `command/`, which is loaded when it is called. */
import { Command } from "commander";
import { checkCommand } from "./usage/check.js";
import { compareCommand } from "./usage/compare.js";
import { completionCommand } from "./usage/completion.js";
import { explainCommand } from "./usage/explain.js";
import { fitCommand } from "./usage/fit.js";
import { listCommand } from "./usage/list.js";
import { newCommand } from "./usage/new.js";
import { policiesCommand } from "./usage/policies.js";
import { replayCommand } from "./usage/replay.js";
import { reportCommand } from "./usage/report.js";
import { runCommand } from "./usage/run.js";
import { schemaCommand } from "./usage/schema.js";
import { sweepCommand } from "./usage/sweep.js";
import { traceCommand } from "./usage/trace.js";
import { validateCommand } from "./usage/validate.js";
import { workerCommand } from "./usage/worker.js";
import { helpLayout } from "./help-layout.js";
import { packageFile } from "./package-files.js";

const MANIFEST = JSON.parse(packageFile("package.json")) as { readonly version: string };

const AFTER = `
Examples:
  understudy new my-shop
  understudy run my-shop.yaml
  understudy run --help

Exit status, of every command: 0 all well, 1 an expectation, a comparison or an
invariant failed, 2 wrong input, 130 interrupted, 143 asked to terminate, 70 a
defect of this program.
`;

const COMMANDS = [
  runCommand,
  compareCommand,
  sweepCommand,
  checkCommand,
  explainCommand,
  replayCommand,
  reportCommand,
  traceCommand,
  fitCommand,
  validateCommand,
  newCommand,
  listCommand,
  schemaCommand,
  completionCommand,
  workerCommand,
];

export function createProgram(): Command {
  const help = helpLayout();
  const program = new Command("understudy")
    .description("Simulates failover and load balancing: scenario files in, reports out.")
    .version(MANIFEST.version)
    .showHelpAfterError("(add --help for the options and an example)")
    .showSuggestionAfterError()
    .configureHelp(help)
    .hook("preAction", async () => (await import("./terminal.js")).fitToTerminal())
    .addHelpText("after", AFTER);
  for (const command of COMMANDS) program.addCommand(command().configureHelp(help));
  program.addCommand(policiesCommand().configureHelp(help), { hidden: true });
  // It would end the process itself, before it is known whether a help that was asked for could be written.
  for (const command of [program, ...program.commands]) command.exitOverride();
  return program;
}
