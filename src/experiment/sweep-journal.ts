/** A journal of finished points in a folder: one file each, written whole or not at all. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decodeSweepPoint } from "../result/index.js";
import { InputError } from "./input-error.js";
import { readPlainFile } from "./plain-file.js";
import type { SweepJournal } from "./sweep.js";

/** Of a folder, from which points of another grid can be taken away. */
export interface FolderJournal extends SweepJournal {
  /** Removes what nobody has asked for or put there. */
  forgetOthers(): void;
}

/**
 * The points in a folder, which is made for the first of them: a study that is refused leaves nothing behind.
 * @throws InputError when something else is in its place
 */
export function folderJournal(folder: string): FolderJournal {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) {
    throw new InputError(`${folder}: is no folder, and the points of the study would be put there; move it away`);
  }
  const known = new Set<string>();
  const fileOf = (key: string): string => join(folder, `${key}.json`);
  return {
    get: (key) => {
      known.add(key);
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
    forgetOthers: () => {
      if (!existsSync(folder)) return;
      for (const name of readdirSync(folder)) {
        const key = /^([0-9a-f]+)\.json$/.exec(name)?.[1];
        if (key !== undefined && !known.has(key)) rmSync(join(folder, name));
      }
    },
  };
}
