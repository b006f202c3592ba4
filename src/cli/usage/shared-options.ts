/** Options that several commands share. */
import { availableParallelism } from "node:os";
import { type Command, Option } from "commander";
import { repeatable, share, wholeNumber } from "./values.js";

/** What every command that runs replications takes. */
export interface RunningOptions {
  readonly seed?: string;
  readonly replications?: number;
  readonly jobs: number;
  readonly until?: string;
  readonly allowModules?: boolean;
  readonly queue?: string;
  readonly progress: boolean;
  readonly charts: boolean;
}

export function addRunningOptions(command: Command, replications: string): Command {
  return command
    .option("--seed <seed>", "instead of the seed of the scenario")
    .addOption(
      new Option("--replications <count>", `independent runs with their own random numbers (default: ${replications})`) //
        .argParser(wholeNumber),
    )
    .addOption(jobsOption())
    .option("--until <duration>", "instead of the duration of the scenario, as 12h or 30d")
    .option("--allow-modules", "run policies that the scenario has in code (module:)")
    .option("--queue <url>", "have the fleet behind this Redis run them (see worker), as redis://127.0.0.1:6379")
    .option("--no-charts", "draw no pictures, which take longest of a short run; the page is written")
    .option("--no-progress", "say nothing about progress");
}

export function jobsOption(): Option {
  return new Option("--jobs <count>", "threads; results are the same for any number")
    .argParser(wholeNumber)
    .default(availableParallelism(), "one for each core");
}

export interface PrecisionOptions {
  readonly precision?: number;
  readonly maxReplications: number;
  readonly measure: readonly string[];
}

/** @param measured what `--measure` means to a command, and what holds without it */
export function addPrecisionOptions(command: Command, measured: string, otherwise: string): Command {
  return command
    .addOption(
      new Option("--precision <share>", "add replications until the means are as precise, as 5%").argParser(share),
    )
    .addOption(
      new Option("--max-replications <count>", "give up on the precision after so many")
        .argParser(wholeNumber)
        .default(1000),
    )
    .addOption(repeatable("--measure <key>", measured, otherwise));
}
