/** `understudy explain`: one run told in words, from the records and from the reasons that the logic gave. */
import { Command } from "commander";
import { runScenario } from "../../experiment/index.js";
import { explanation } from "../../report/index.js";
import { EXIT, InputError } from "../exit-status.js";
import { loadScenario } from "../scenario-file.js";
import { print, printError } from "../terminal.js";
import { version } from "../version.js";

const EXAMPLE = `
Example:
  understudy explain scenarios/hang-and-wake.yaml --policy split-mirror
`;

export function explainCommand(): Command {
  return new Command("explain")
    .description("tell one run in words: what failed, who noticed, each step and why")
    .argument("<file>", "a scenario file")
    .option("--policy <name>", "one policy of the scenario (default: the first)")
    .option("--seed <seed>", "instead of the seed of the scenario")
    .option("--json", "print the chronicle as JSON")
    .addHelpText("after", EXAMPLE)
    .action(explain);
}

function explain(file: string, options: { policy?: string; seed?: string; json?: boolean }): void {
  const loaded = loadScenario(file, printError);
  const scenario = { ...loaded, seed: options.seed ?? loaded.seed };
  const names = scenario.policies.map(({ name }) => name);
  const policy = options.policy ?? names[0] ?? "";
  if (!names.includes(policy)) {
    throw new InputError(`--policy ${policy}: ${scenario.name} has no such policy; it has ${names.join(", ")}`);
  }
  const summary = runScenario(scenario, { policies: [policy], replications: 1, version: version() });
  const [result] = summary.policies;
  if (result === undefined) throw new Error("a run gave no result");
  print(options.json ? JSON.stringify(result.detail.chronicle) : explanation(summary.scenario, result));
  if (result.invariants.some(({ violations }) => violations > 0)) process.exitCode = EXIT.failed;
}
