/** `understudy check`: validates scenarios without running them, and prints the plan that each policy would execute. */
import { Command } from "commander";
import { formatDuration } from "../../report/index.js";
import { formatProblems, hasErrors, type Plan, planOf, type PlannedStep, weaknessesOf } from "../../scenario/index.js";
import { toSeconds } from "../../units/index.js";
import { EXIT } from "../exit-status.js";
import { decodeFile, expandFiles } from "../scenario-file.js";
import { print, printError } from "../terminal.js";

const EXAMPLE = `
Example:
  understudy check scenarios/web-crash.yaml
`;

export function checkCommand(): Command {
  return new Command("check")
    .description("validate scenarios without running them, and print each policy's plan")
    .argument("<file...>", "scenario files, or patterns in quotes")
    .option("--json", "print problems and plans as JSON")
    .addHelpText("after", EXAMPLE)
    .action(check);
}

function check(patterns: string[], options: { readonly json?: boolean }): void {
  const checked = expandFiles(patterns).map((file) => {
    const { scenario, problems } = decodeFile(file);
    if (hasErrors(problems)) process.exitCode = EXIT.wrongInput;
    const plans = scenario?.policies.map((policy) => planOf(scenario, policy)) ?? [];
    const weaknesses = scenario === null ? [] : weaknessesOf(scenario);
    return { file, problems, plans, weaknesses };
  });
  if (options.json) return print(JSON.stringify(checked));
  for (const { file, problems, plans, weaknesses } of checked) {
    if (problems.length > 0) printError(formatProblems(problems));
    if (hasErrors(problems)) continue;
    print(`${file}: ${problems.length === 0 ? "ok" : "ok, with warnings"}`);
    for (const plan of plans) print(sayPlan(plan));
    if (weaknesses.length > 0)
      print(["", "Could not be survived:", ...weaknesses.map((each) => `  - ${each}`)].join("\n"));
  }
}

function sayPlan(plan: Plan): string {
  const head = `\nPolicy ${plan.policy}: ${plan.about}`;
  const moves = plan.moves.map(({ services, from, to, steps }) =>
    [`  ${services.join(", ")}: ${from} -> ${to ?? "nobody can stand in"}`, ...sayStep(steps, "    ")].join("\n"),
  );
  return [head, ...moves].join("\n");
}

function sayStep(steps: readonly PlannedStep[], indent: string): readonly string[] {
  return steps.flatMap(({ name, figure, does, withinMicros, otherwise }) => {
    const number = (figure ?? "").padEnd(4);
    const limit = `within ${formatDuration(toSeconds(withinMicros))}`;
    const lines = [`${indent}${number} ${name.padEnd(18)} ${limit}`, ...does.map((each) => `${indent}       ${each}`)];
    if (typeof otherwise === "string") return [...lines, `${indent}       otherwise ${otherwise}`];
    return [...lines, `${indent}       otherwise`, ...sayStep(otherwise, `${indent}    `)];
  });
}
