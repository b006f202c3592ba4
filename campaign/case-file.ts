/** What a hunt found, as a file that holds all that is needed to try it again. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Hunt } from "./hunt.js";
import { huntNamed } from "./index.js";

export interface Case<Input = unknown> {
  readonly hunt: string;
  readonly found: string;
  readonly input: Input;
}

/** Where cases are put; nothing in it is part of the repository. */
export const CASES = "reports/campaign";

/** @returns the path of the file */
export async function storeCase(hunt: Hunt, seed: number, found: string, folder = CASES): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${hunt.name}-${seed}.json`);
  const stored: Case = { hunt: hunt.name, found, input: await hunt.input(seed) };
  writeFileSync(file, `${JSON.stringify(stored, null, 2)}\n`);
  return file;
}

/** @throws Error when it is no case, or one of a hunt that is not there any more */
export function readCase(file: string): { readonly hunt: Hunt; readonly input: unknown; readonly found: string } {
  const { hunt, input, found } = JSON.parse(readFileSync(file, "utf8")) as Case;
  return { hunt: huntNamed(hunt), input, found };
}
