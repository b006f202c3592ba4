/** Reads back what `run` has written into a report folder. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { InputError, readPlainFile, UnreadableFile } from "../experiment/index.js";
import { decodeSummary, SummaryError, type Summary } from "../result/index.js";

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
  try {
    return decodeSummary(readStored(folder, "summary.json"), join(folder, "summary.json"));
  } catch (error) {
    if (error instanceof SummaryError) throw new InputError(`${error.message}\n${error.wayOut}`);
    throw error;
  }
}
