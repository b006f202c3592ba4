/** A journal of finished points in a folder: one file each, written whole or not at all. */
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decodeSweepPoint } from "../result/index.js";
import { InputError } from "./input-error.js";
import { readPlainFile } from "./plain-file.js";
import type { SweepJournal } from "./sweep.js";

/** The points in a folder, which is made if need be. @throws InputError when it cannot be written */
export function folderJournal(folder: string): SweepJournal {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new InputError(`${folder}: cannot be made: ${error instanceof Error ? error.message : String(error)}`);
  }
  const fileOf = (key: string): string => join(folder, `${key}.json`);
  return {
    get: (key) => {
      try {
        return decodeSweepPoint(JSON.parse(readPlainFile(fileOf(key)))) ?? undefined;
      } catch {
        // Not there, or damaged: it is run again.
        return undefined;
      }
    },
    put: (key, point) => {
      const temporary = `${fileOf(key)}.${process.pid}.tmp`;
      writeFileSync(temporary, JSON.stringify(point));
      renameSync(temporary, fileOf(key));
    },
  };
}
