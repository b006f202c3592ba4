/** `understudy check`: validates scenarios without running them, and prints what each policy would do. */
import { Command } from "commander";
import { readScenario } from "../../experiment/index.js";
import { formatProblems, hasErrors, planOf, weaknessesOf } from "../../scenario/index.js";
import { EXIT } from "../exit-status.js";
import { sayPlan } from "../plan-text.js";
import { expandFiles } from "../scenario-file.js";
import { print, printError } from "../terminal.js";

const EXAMPLE = `
Example:
  understudy check scenarios/web-crash.yaml

Exit status: 0 when every file can be run (warnings do not count), 2 otherwise.
`;

export function checkCommand(): Command {
  return new Command("check")
    .description("validate scenarios without running them, and print each policy's plan")
    .argument("<file...>", "scenario files, or patterns in quotes")
    .option("--json", "print problems and plans as JSON")
    .addHelpText("after", EXAMPLE)
    .action(check);
}

async function check(patterns: string[], { json }: { readonly json?: boolean }): Promise<void> {
  const checked = [];
  for (const file of expandFiles(patterns)) {
    const { scenario, problems } = await readScenario(file, { modules: "leave" });
    if (hasErrors(problems)) process.exitCode = EXIT.wrongInput;
    const sound = hasErrors(problems) ? null : scenario;
    const plans = sound === null ? [] : sound.policies.map((policy) => planOf(sound, policy));
    const weaknesses = sound === null ? [] : weaknessesOf(sound);
    checked.push({ file, problems, plans, weaknesses });
  }
  if (json) return print(JSON.stringify(checked));
  for (const { file, problems, plans, weaknesses } of checked) {
    if (problems.length > 0) printError(formatProblems(problems));
    if (hasErrors(problems)) continue;
    print(`${file}: ${problems.length === 0 ? "ok" : "ok, with warnings"}`);
    for (const plan of plans) print(sayPlan(plan));
    if (weaknesses.length > 0) print(["", "Weak points:", ...weaknesses.map((each) => `  - ${each}`)].join("\n"));
  }
}
