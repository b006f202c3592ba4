/** All commands of the command line, one a file in `command/`. */
import { Command } from "commander";
import { version } from "../experiment/index.js";
import { checkCommand } from "./command/check.js";
import { compareCommand } from "./command/compare.js";
import { explainCommand } from "./command/explain.js";
import { listCommand } from "./command/list.js";
import { newCommand } from "./command/new.js";
import { replayCommand } from "./command/replay.js";
import { reportCommand } from "./command/report.js";
import { runCommand } from "./command/run.js";
import { schemaCommand } from "./command/schema.js";
import { sweepCommand } from "./command/sweep.js";
import { workerCommand } from "./command/worker.js";
import { EXIT } from "./exit-status.js";

const COMMANDS = [
  runCommand,
  compareCommand,
  sweepCommand,
  checkCommand,
  explainCommand,
  replayCommand,
  reportCommand,
  newCommand,
  listCommand,
  schemaCommand,
  workerCommand,
];

export function createProgram(): Command {
  const program = new Command("understudy")
    .description("Simulates failover and load balancing: scenario files in, reports out.")
    .version(version())
    .showHelpAfterError("(add --help for the options and an example)")
    .showSuggestionAfterError()
    .configureHelp({ helpWidth: 80 })
    .addHelpText("after", "\nExample:\n  understudy run scenarios/web-crash.yaml\n");
  for (const command of COMMANDS) program.addCommand(command().configureHelp({ helpWidth: 80 }));
  // Commander ends the process itself; its 1 for wrong usage is our 2.
  for (const command of [program, ...program.commands]) {
    command.exitOverride((error) => {
      process.exit(error.exitCode === 0 ? EXIT.well : EXIT.wrongInput);
    });
  }
  return program;
}
