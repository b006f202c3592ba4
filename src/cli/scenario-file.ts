/** Scenario files that the arguments name: found, read, and refused when they are wrong. */
import { globSync } from "tinyglobby";
import { decodeText, InputError, readScenario, type ReadOptions, type ScenarioText } from "../experiment/index.js";
import { formatProblems, type Scenario, ScenarioError } from "../scenario/index.js";
import { printError } from "./terminal.js";

export interface LoadedScenario {
  /** What is run, by any thread. */
  readonly source: ScenarioText;
  /** What it says, with the options' seed and duration. */
  readonly scenario: Scenario;
}

/** Reads and decodes a file; warnings go to stderr. @throws ScenarioError or InputError */
export async function loadScenario(file: string, options: ReadOptions = {}): Promise<LoadedScenario> {
  const { source, scenario, problems } = await readScenario(file, options);
  if (scenario === null) throw new ScenarioError(problems);
  if (problems.length > 0) printError(formatProblems(problems));
  return { source, scenario: decodeText(source).scenario };
}

/** Files that the arguments name; a pattern that the shell left alone is expanded here. */
export function expandFiles(patterns: readonly string[]): readonly string[] {
  return patterns.flatMap((pattern) => {
    if (!/[*?[]/.test(pattern)) return [pattern];
    const found = globSync(pattern, { expandDirectories: false }).toSorted((a, b) => (a < b ? -1 : 1));
    if (found.length === 0) throw new InputError(`${pattern}: no file has such a name`);
    return found;
  });
}
