/** Scenario files from disk: found, read within bounds, decoded. */
import { readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { globSync } from "tinyglobby";
import {
  decodeScenario,
  formatProblems,
  hasErrors,
  LARGEST_SCENARIO,
  type Problem,
  type Scenario,
  ScenarioError,
  type Sources,
} from "../scenario/index.js";
import { InputError } from "./exit-status.js";

/** Decodes a file; warnings go to `warn`. @throws ScenarioError or InputError */
export function loadScenario(file: string, warn: (text: string) => void): Scenario {
  const { scenario, problems } = decodeFile(file);
  if (scenario === null || hasErrors(problems)) throw new ScenarioError(problems);
  if (problems.length > 0) warn(formatProblems(problems));
  return scenario;
}

export function decodeFile(file: string): { scenario: Scenario | null; problems: readonly Problem[] } {
  return decodeScenario(readBounded(file), file, sourcesBeside(file));
}

function readBounded(file: string): string {
  try {
    const { size } = statSync(file);
    if (size > LARGEST_SCENARIO) {
      throw new InputError(`${file}: ${size} bytes; a scenario has at most ${LARGEST_SCENARIO}. Split it by include.`);
    }
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${file}: ${reasonOf(error)}`);
  }
}

/** Files that a scenario includes: nothing outside its own folder is read. */
function sourcesBeside(file: string): Sources {
  const folder = dirname(file);
  return {
    read(path) {
      const inside = join(folder, path);
      try {
        const home = realpathSync(folder);
        if (!realpathSync(inside).startsWith(home + sep)) return new Error("lies outside the scenario's folder");
        return readBounded(inside);
      } catch (error) {
        return new Error(error instanceof InputError ? error.message : reasonOf(error));
      }
    },
  };
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

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT") return "there is no such file";
  if (code === "EISDIR") return "is a folder; name a scenario file";
  if (code === "EACCES") return "may not be read";
  return error instanceof Error ? error.message : String(error);
}
