/** Reads back what `run`, `compare` and `sweep` have written into a folder. */
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { InputError, readPlainFile, UnreadableFile } from "../experiment/index.js";
import {
  decodeComparison,
  decodeSummary,
  decodeSweep,
  SummaryError,
  type Comparison,
  type Summary,
  type Sweep,
} from "../result/index.js";

/** @throws InputError when the folder holds no such file, or one that cannot be read */
export function readStored(folder: string, name: string): string {
  const found = readIfThere(folder, name);
  if (found !== null) return found;
  throw new InputError(`${folder}: there is no ${name}; name a folder that understudy run has written`);
}

/** `null` when the folder holds no such file. @throws InputError when it holds something else of that name */
export function readIfThere(folder: string, name: string): string | null {
  const path = join(folder, name);
  if (!existsSync(path)) return null;
  try {
    return readPlainFile(path);
  } catch (error) {
    throw error instanceof UnreadableFile ? new InputError(`${path}: ${error.message}`) : error;
  }
}

/** @throws InputError when the folder holds no summary, or one that this version does not read */
export function readSummary(folder: string): Summary {
  return refusingDamage(() => decodeSummary(readStored(folder, "summary.json"), join(folder, "summary.json")));
}

/** The study in a folder; `null` when there is none that could be read. @throws InputError when something else has its name */
export function readSweep(folder: string): Sweep | null {
  const text = readIfThere(folder, "sweep.json");
  if (text === null) return null;
  try {
    return decodeSweep(parse(text, "sweep.json"), "sweep.json");
  } catch (error) {
    if (error instanceof SummaryError) return null;
    throw error;
  }
}

export type StoredResult =
  | { readonly of: "run"; readonly summary: Summary }
  | { readonly of: "compare"; readonly comparison: Comparison }
  | { readonly of: "sweep"; readonly sweep: Sweep };

/** How each kind of result is read, by the name of its file. */
const RESULTS: Readonly<Record<string, (text: string, file: string) => StoredResult>> = {
  "summary.json": (text, file) => ({ of: "run", summary: decodeSummary(text, file) }),
  "compare.json": (text, file) => ({ of: "compare", comparison: decodeComparison(parse(text, file), file) }),
  "sweep.json": (text, file) => ({ of: "sweep", sweep: decodeSweep(parse(text, file), file) }),
};

/** What lies in the folder; of several results the one written last, whose page is there. @throws InputError */
export function readResult(folder: string): StoredResult {
  const [name] = Object.keys(RESULTS)
    .filter((each) => existsSync(join(folder, each)))
    .toSorted((a, b) => statSync(join(folder, b)).mtimeMs - statSync(join(folder, a)).mtimeMs);
  if (name === undefined) {
    const names = Object.keys(RESULTS).join(", ");
    throw new InputError(
      `${folder}: there is no ${names}; name a folder that understudy run, compare or sweep has written`,
    );
  }
  return refusingDamage(() => RESULTS[name]!(readStored(folder, name), join(folder, name)));
}

function refusingDamage<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof SummaryError) throw new InputError(`${error.message}\n${error.wayOut}`);
    throw error;
  }
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SummaryError(
      `${file}: is not JSON; it is cut off or damaged.`,
      "Make it anew, with the command that wrote it.",
    );
  }
}
