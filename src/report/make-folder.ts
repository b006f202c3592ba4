/** Makes a folder and those above it, one by one: Node's own `recursive` never returns where a folder cannot be (/proc). */
import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** @throws the system's error for the first folder that cannot be made */
export function makeFolder(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) return;
  const above = dirname(path);
  if (found === undefined && above !== path) makeFolder(above);
  mkdirSync(path);
}
