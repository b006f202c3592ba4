/** A journal of finished points in a folder: one file each, written whole or not at all. */
import { mkdirSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decodeSweepPoint } from "../result/index.js";
import { InputError } from "./input-error.js";
import { readPlainFile } from "./plain-file.js";
import type { SweepJournal } from "./sweep.js";

/**
 * The points in a folder, which is made for the first of them: a study that is refused leaves nothing behind.
 * @throws InputError when something else is in its place
 */
export function folderJournal(folder: string): SweepJournal {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) {
    throw new InputError(`${folder}: is no folder, and the points of the study would be put there; move it away`);
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
      mkdirSync(folder, { recursive: true });
      const temporary = join(folder, `.${key}.json.${process.pid}.tmp`);
      writeFileSync(temporary, JSON.stringify(point));
      renameSync(temporary, fileOf(key));
    },
  };
}
