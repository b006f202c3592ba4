/** Reads back what `run` has written into a report folder. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../experiment/index.js";
import { decodeSummary, SummaryError, type Summary } from "../result/index.js";

/** @throws InputError when the folder holds no such file */
export function readStored(folder: string, name: string): string {
  const found = readIfThere(folder, name);
  if (found !== null) return found;
  throw new InputError(`${folder}: there is no ${name}; name a folder that understudy run has written`);
}

/** `null` when the folder holds no such file. */
export function readIfThere(folder: string, name: string): string | null {
  try {
    return readFileSync(join(folder, name), "utf8");
  } catch {
    return null;
  }
}

/** @throws InputError when the folder holds no summary, or one that this version does not read */
export function readSummary(folder: string): Summary {
  try {
    return decodeSummary(readStored(folder, "summary.json"), join(folder, "summary.json"));
  } catch (error) {
    if (error instanceof SummaryError) throw new InputError(`${error.message}\n${error.wayOut}`);
    throw error;
  }
}
