/** Scenario files that the arguments name: found, read, and refused when they are wrong. */
import { dirname, join } from "node:path";
import { globSync } from "tinyglobby";
import {
  decodeText,
  InputError,
  readScenario,
  type ReadOptions,
  type ReadScenario,
  type ScenarioText,
} from "../experiment/index.js";
import { formatProblems, LARGEST_SCENARIO, type Scenario, ScenarioError } from "../scenario/index.js";
import { printError } from "./terminal.js";

export interface LoadedScenario {
  /** What is run, by any thread. */
  readonly source: ScenarioText;
  /** What it says, with the options' seed and duration. */
  readonly scenario: Scenario;
}

/** Reads and decodes a file; warnings go to stderr. @throws ScenarioError or InputError */
export async function loadScenario(file: string, options: ReadOptions = {}): Promise<LoadedScenario> {
  const { source, scenario, problems } = await readArgument(file, options);
  if (scenario === null) throw new ScenarioError(problems);
  if (problems.length > 0) printError(formatProblems(problems));
  return { source, scenario: decodeText(source).scenario };
}

/** What a scenario includes, and the code that it names. */
export function filesBeside({ file, files, modules }: ScenarioText): readonly string[] {
  return [...Object.keys(files), ...Object.keys(modules)].map((name) => join(dirname(file), name));
}

/** Instead of a file: what comes through standard input. */
export const STDIN = "-";

/** Reads what an argument names; what comes through standard input includes files of the working directory. @throws InputError */
export async function readArgument(file: string, options: ReadOptions): Promise<ReadScenario> {
  return file === STDIN
    ? readScenario("<stdin>", { ...options, text: await standardInput() })
    : readScenario(file, options);
}

let input: Promise<string> | undefined;

/** It comes once; who names it twice gets the same. */
function standardInput(): Promise<string> {
  return (input ??= readStandardInput());
}

async function readStandardInput(): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of process.stdin as AsyncIterable<Buffer>) {
    parts.push(part);
    size += part.length;
    if (size > LARGEST_SCENARIO) throw new InputError(`<stdin>: more than ${LARGEST_SCENARIO} bytes`);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** Files that the arguments name, each once; a pattern that the shell left alone is expanded here. */
export function expandFiles(patterns: readonly string[]): readonly string[] {
  const files = patterns.flatMap((pattern) => {
    if (!/[*?[]/.test(pattern)) return [pattern];
    const found = globSync(pattern, { expandDirectories: false }).toSorted((a, b) => (a < b ? -1 : 1));
    if (found.length === 0) throw new InputError(`${pattern}: no file has such a name`);
    return found;
  });
  return [...new Set(files)];
}
