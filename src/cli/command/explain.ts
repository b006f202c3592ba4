/** `understudy explain`: one run told in words, from the records and from the reasons that the logic gave. */
import { Command } from "commander";
import { explainReplication } from "../../experiment/index.js";
import { explanation } from "../../report/index.js";
import { EXIT } from "../exit-status.js";
import { policiesOf, replicationNumber } from "../options.js";
import { loadScenario } from "../scenario-file.js";
import { print } from "../terminal.js";

interface ExplainArguments {
  readonly policy?: string;
  readonly seed?: string;
  readonly replication: number;
  readonly allowModules?: boolean;
  readonly json?: boolean;
}

const EXAMPLE = `
Examples:
  understudy explain scenarios/hang-and-wake.yaml --policy fenced
  understudy explain scenarios/web-crash.yaml --seed 7 --replication 12
`;

export function explainCommand(): Command {
  return new Command("explain")
    .description("tell one run in words: what failed, who noticed, each step and why")
    .argument("<file>", "a scenario file")
    .option("--policy <name>", "one policy of the scenario (default: the first)")
    .option("--seed <seed>", "instead of the seed of the scenario")
    .option("--replication <number>", "which one, counted from 0 as reports do", replicationNumber, 0)
    .option("--allow-modules", "run policies that the scenario has in code (module:)")
    .option("--json", "print the chronicle as JSON")
    .addHelpText("after", EXAMPLE)
    .action(explain);
}

async function explain(file: string, options: ExplainArguments): Promise<void> {
  const { seed, allowModules } = options;
  const { source, scenario } = await loadScenario(file, { seed, modules: allowModules ? "compile" : "refuse" });
  const [policy] = policiesOf(scenario, options.policy, "first");
  const summary = await explainReplication(source, policy!, options.replication);
  const result = summary.policies[0]!;
  print(options.json ? JSON.stringify(result.detail.chronicle) : explanation(summary.scenario, result));
  if (result.invariants.some(({ violations }) => violations > 0)) process.exitCode = EXIT.failed;
}
