/** Scenarios from disk: read within bounds, with the files that they include and the modules that they name. */
import { realpathSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { decodeScenario, LARGEST_SCENARIO, type Problem, type Scenario, type Sources } from "../scenario/index.js";
import type { Micros } from "../units/index.js";
import { InputError } from "./input-error.js";
import { readPlainFile, UnreadableFile } from "./plain-file.js";
import { compileModule } from "./policy-module.js";
import { applySettings, type Setting } from "./setting.js";
import { rememberText, type ScenarioText } from "./scenario-text.js";

/** What is set on top of a file, and what becomes of the code that it names. */
export interface ReadOptions {
  /** What would stand in the file, which then is but a name beside which included files lie. */
  readonly text?: string | undefined;
  readonly seed?: string | undefined;
  readonly duration?: Micros | undefined;
  readonly settings?: readonly Setting[];
  /** What to do with code that the scenario names (`module:`): refuse the scenario unless told, or have it compiled to run, or leave it alone. */
  readonly modules?: "refuse" | "compile" | "leave" | undefined;
}

/** A file that was read, with what is odd about it. */
export interface ReadScenario {
  readonly source: ScenarioText;
  /** `null` when there are errors among the problems. */
  readonly scenario: Scenario | null;
  readonly problems: readonly Problem[];
}

/** Reads a scenario and all that belongs to it. @throws InputError when a file cannot be read or code is not allowed */
export async function readScenario(file: string, options: ReadOptions = {}): Promise<ReadScenario> {
  const { seed = null, duration = null, settings = [] } = options;
  const text = options.text ?? readBounded(file);
  const files: Record<string, string> = {};
  const beside = sourcesBeside(file);
  const recording: Sources = {
    read(path) {
      const found = beside.read(path);
      if (typeof found === "string") files[path] = found;
      return found;
    },
  };
  const { scenario, problems } = decodeScenario(
    applySettings(text, settings, (path) => recording.read(path)),
    file,
    recording,
  );
  const modules = scenario === null ? {} : await readModules(file, scenario, options.modules ?? "refuse");
  const source = { file, text, files, modules, settings, seed, duration };
  rememberText(source, scenario, problems);
  return { source, scenario, problems };
}

async function readModules(
  file: string,
  { policies }: Scenario,
  how: "refuse" | "compile" | "leave",
): Promise<Record<string, string>> {
  const modules: Record<string, string> = {};
  for (const { name, module } of policies) {
    if (module === undefined || how === "leave") continue;
    if (how === "refuse") {
      throw new InputError(
        `${file}: policy ${name} runs the code of ${module.path}. If you trust it, add --allow-modules.`,
      );
    }
    const path = join(dirname(file), module.path);
    readBounded(path);
    modules[module.path] = await compileModule(path);
  }
  return modules;
}

function readBounded(file: string): string {
  try {
    return readPlainFile(file, LARGEST_SCENARIO);
  } catch (error) {
    throw error instanceof UnreadableFile ? new InputError(`${file}: ${error.message}`) : error;
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
        if (!realpathSync(inside).startsWith(home === sep ? sep : home + sep)) {
          return new Error("lies outside the scenario's folder");
        }
        return readPlainFile(inside, LARGEST_SCENARIO);
      } catch (error) {
        const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
        return isMissing ? new Error("there is no such file") : (error as Error);
      }
    },
  };
}
