/** `understudy run`: runs scenarios, prints what came out, and writes reports. */
import { basename, join } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { runScenario } from "../../experiment/index.js";
import { terminalSummary, writeReport } from "../../report/index.js";
import type { Summary } from "../../result/index.js";
import { decodeDuration, type Scenario } from "../../scenario/index.js";
import { EXIT, InputError } from "../exit-status.js";
import { expandFiles, loadScenario } from "../scenario-file.js";
import { print, printError, terminalOptions } from "../terminal.js";
import { version } from "../version.js";

interface RunArguments {
  readonly policy?: string;
  readonly seed?: string;
  readonly replications: number;
  readonly until?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly everyEvent?: boolean;
}

const EXAMPLE = `
Examples:
  understudy run scenarios/web-crash.yaml
  understudy run scenarios/web-crash.yaml --policy all --seed 7 --out reports/crash
  understudy run 'scenarios/*.yaml'
`;

export function runCommand(): Command {
  return new Command("run")
    .description("run scenarios and report")
    .argument("<file...>", "scenario files, or patterns in quotes")
    .option("--policy <name>", "one policy of the scenario, or all (default: the first)")
    .option("--seed <seed>", "instead of the seed of the scenario")
    .addOption(
      new Option("--replications <count>", "independent runs with their own random numbers")
        .argParser(wholeNumber)
        .default(1),
    )
    .option("--until <duration>", "instead of the duration of the scenario, as 12h or 30d")
    .option("--out <folder>", "write the report there (default: reports/<name>)")
    .option("--json", "print summary.json instead of the summary")
    .option("--every-event", "execute also what changes nothing: slower, same behaviour")
    .addHelpText("after", EXAMPLE)
    .action(run);
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError("It must be a whole number from 1.");
  return value;
}

async function run(patterns: string[], options: RunArguments): Promise<void> {
  const files = expandFiles(patterns);
  if (options.out !== undefined && files.length > 1) {
    throw new InputError("--out takes the report of one scenario; leave it out to get reports/<name> for each");
  }
  // All files are read before the first runs: a mistake in the last one is told at once.
  const scenarios = files.map((file) => adjust(loadScenario(file, printError), options));
  let allWell = true;
  for (const scenario of scenarios) {
    const folder = options.out ?? join("reports", basename(scenario.name));
    const summary = runScenario(scenario, {
      policies: policiesOf(scenario, options.policy),
      replications: options.replications,
      everyEvent: options.everyEvent === true,
      version: version(),
    });
    await writeReport(folder, summary);
    if (options.json) print(JSON.stringify(summary));
    else print(terminalSummary(summary, { ...terminalOptions(), report: folder }));
    allWell &&= isWell(summary);
  }
  if (!allWell) process.exitCode = EXIT.failed;
}

function adjust(scenario: Scenario, options: RunArguments): Scenario {
  const duration = options.until === undefined ? scenario.duration : durationOf(options.until);
  if (duration <= scenario.warmUp) throw new InputError(`--until ${options.until}: ends before the warm-up does`);
  return { ...scenario, duration, seed: options.seed ?? scenario.seed };
}

function durationOf(text: string): number {
  const decoded = decodeDuration(text);
  if (typeof decoded === "number") return decoded;
  throw new InputError(`--until ${text}: ${decoded.error}`);
}

function policiesOf(scenario: Scenario, wanted: string | undefined): readonly string[] {
  const names = scenario.policies.map(({ name }) => name);
  if (wanted === undefined) return names.slice(0, 1);
  if (wanted === "all") return names;
  if (!names.includes(wanted)) {
    throw new InputError(`--policy ${wanted}: ${scenario.name} has no such policy; it has ${names.join(", ")}`);
  }
  return [wanted];
}

function isWell(summary: Summary): boolean {
  return summary.policies.every(
    ({ expectations, invariants }) =>
      expectations.every(({ holds }) => holds) && invariants.every(({ violations }) => violations === 0),
  );
}
