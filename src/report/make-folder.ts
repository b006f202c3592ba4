/** Makes a folder and those above it, one by one: Node's own `recursive` never returns where a folder cannot be (/proc). */
import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";

/** @throws the system's error for the first folder that cannot be made */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  const above = dirname(path);
  if (above !== path) makeFolder(above);
  mkdirSync(path);
}
