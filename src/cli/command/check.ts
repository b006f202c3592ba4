/** `understudy check`: validates scenarios without running them, and prints what each policy would do. */
import { basename, dirname } from "node:path";
import { InputError } from "../../experiment/index.js";
import {
  assumptionsOf,
  formatProblems,
  hasErrors,
  loadsOf,
  pathsOf,
  planOf,
  topologyOf,
  weaknessesOf,
  type Scenario,
} from "../../scenario/index.js";
import { topologyPicture, writeFiles } from "../../report/index.js";
import { EXIT } from "../exit-status.js";
import { sayPlan } from "../plan-text.js";
import { expandFiles, readArgument } from "../scenario-file.js";
import { hanging, print, printError } from "../terminal.js";

interface CheckArguments {
  readonly topology?: string;
  readonly json?: boolean;
}

export async function check(patterns: string[], { topology, json }: CheckArguments): Promise<void> {
  const checked = [];
  const files = expandFiles(patterns);
  if (topology !== undefined && files.length > 1) {
    throw new InputError("--topology draws one scenario; name one file");
  }
  for (const file of files) {
    const { source, scenario, problems } = await readArgument(file, { modules: "leave" });
    if (hasErrors(problems)) process.exitCode = EXIT.wrongInput;
    const sound = hasErrors(problems) ? null : scenario;
    const plans = sound === null ? [] : sound.policies.map((policy) => planOf(sound, policy));
    const weaknesses = sound === null ? [] : weaknessesOf(sound);
    const loads = sound === null ? [] : loadsOf(sound);
    const paths = sound === null ? [] : pathsOf(sound);
    const assumptions = sound === null ? [] : assumptionsOf(sound);
    checked.push({ file: source.file, problems, plans, loads, paths, weaknesses, assumptions });
    if (topology !== undefined && sound !== null) await drawTopology(sound, topology);
  }
  if (json) return print(JSON.stringify(checked));
  for (const { file, problems, plans, loads, paths, weaknesses, assumptions } of checked) {
    if (problems.length > 0) printError(formatProblems(problems));
    if (hasErrors(problems)) continue;
    print(`${file}: ${problems.length === 0 ? "ok" : "ok, with warnings"}`);
    for (const plan of plans) print(sayPlan(plan));
    printList("Load", loads);
    printList("Paths", paths);
    printList("Weak points", weaknesses);
    printList("Assumed", assumptions);
  }
}

function printList(head: string, sentences: readonly string[]): void {
  if (sentences.length === 0) return;
  print(["", `${head}:`, ...sentences.flatMap((each) => hanging("  - ", each))].join("\n"));
}

async function drawTopology({ name, title, world }: Scenario, file: string): Promise<void> {
  const content = await topologyPicture(topologyOf(world), title === "" ? name : title);
  await writeFiles(dirname(file), [{ name: basename(file), content }]);
}
