/** `understudy check`: validates scenarios without running them. */
import { Command } from "commander";
import { readScenario } from "../../experiment/index.js";
import { formatProblems, hasErrors } from "../../scenario/index.js";
import { EXIT } from "../exit-status.js";
import { expandFiles } from "../scenario-file.js";
import { print, printError } from "../terminal.js";

const EXAMPLE = `
Example:
  understudy check scenarios/web-crash.yaml

Exit status: 0 when every file can be run (warnings do not count), 2 otherwise.
`;

export function checkCommand(): Command {
  return new Command("check")
    .description("validate scenarios without running them")
    .argument("<file...>", "scenario files, or patterns in quotes")
    .option("--json", "print problems as JSON")
    .addHelpText("after", EXAMPLE)
    .action(check);
}

async function check(patterns: string[], { json }: { readonly json?: boolean }): Promise<void> {
  const checked = [];
  for (const file of expandFiles(patterns)) {
    const { problems } = await readScenario(file, { modules: "leave" });
    if (hasErrors(problems)) process.exitCode = EXIT.wrongInput;
    checked.push({ file, problems });
  }
  if (json) return print(JSON.stringify(checked));
  for (const { file, problems } of checked) {
    if (problems.length > 0) printError(formatProblems(problems));
    if (!hasErrors(problems)) print(`${file}: ${problems.length === 0 ? "ok" : "ok, with warnings"}`);
  }
}
