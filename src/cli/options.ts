/** Options that several commands share, and how their values are read. */
import { availableParallelism } from "node:os";
import { type Command, InvalidArgumentError, Option } from "commander";
import { InputError, noSuch, type PrecisionGoal, type ReadOptions } from "../experiment/index.js";
import { decodeDuration, type Scenario } from "../scenario/index.js";

/** What every command that runs replications takes. */
export interface RunningOptions {
  readonly seed?: string;
  readonly replications?: number;
  readonly jobs: number;
  readonly until?: string;
  readonly allowModules?: boolean;
  readonly queue?: string;
  readonly progress: boolean;
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
    .option("--no-progress", "say nothing about progress");
}

export function jobsOption(): Option {
  return new Option("--jobs <count>", "threads; results are the same for any number")
    .argParser(wholeNumber)
    .default(availableParallelism(), "one for each core");
}

export function addPrecisionOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--precision <share>", "add replications until the means are as precise, as 5%").argParser(share),
    )
    .addOption(
      new Option("--max-replications <count>", "give up on the precision after so many")
        .argParser(wholeNumber)
        .default(1000),
    )
    .option("--measure <key>", "what must be so precise; may be repeated (default: availability)", collect, []);
}

export interface PrecisionOptions {
  readonly precision?: number;
  readonly maxReplications: number;
  readonly measure: readonly string[];
}

export function precisionGoal({ precision, maxReplications, measure }: PrecisionOptions): PrecisionGoal | null {
  return precision === undefined ? null : { relative: precision, maximum: maxReplications, measures: measure };
}

export function readOptions({ seed, until, allowModules }: RunningOptions): ReadOptions {
  return {
    seed,
    duration: until === undefined ? undefined : durationOf(until),
    modules: allowModules === true ? "compile" : "refuse",
  };
}

function durationOf(text: string): number {
  const decoded = decodeDuration(text);
  if (typeof decoded === "number") return decoded;
  throw new InputError(`--until ${text}: ${decoded.error}`);
}

export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || text.trim() === "") {
    throw new InvalidArgumentError("It must be a whole number from 1.");
  }
  return value;
}

/** `5%` or `0.05`. */
export function share(text: string): number {
  const [, number, percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text.trim()) ?? [];
  const value = Number(number) / (percent === "%" ? 100 : 1);
  if (number === undefined || !(value > 0 && value < 1)) {
    throw new InvalidArgumentError("It must be a share between 0 and 1, as 5% or 0.05.");
  }
  return value;
}

export function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

/** Names of policies: one, several with commas, or `all`. */
export function policiesOf(
  scenario: Scenario,
  wanted: string | undefined,
  otherwise: "all" | "first",
): readonly string[] {
  const names = scenario.policies.map(({ name }) => name);
  if (wanted === undefined) return otherwise === "all" ? names : names.slice(0, 1);
  if (wanted === "all") return names;
  const chosen = wanted.split(",").map((each) => each.trim());
  for (const name of chosen) {
    if (names.includes(name)) continue;
    throw noSuch(`policy in ${scenario.name}`, name, names);
  }
  return chosen;
}

/** Replications are counted from 0, as in reports. */
export function replicationNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || text.trim() === "") {
    throw new InvalidArgumentError("It must be a whole number from 0.");
  }
  return value;
}
