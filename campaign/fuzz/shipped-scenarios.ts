/** The scenarios that are shipped, as the fuzzer's raw material. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import type { Tree } from "./tree-changes.js";

const ROOT = fileURLToPath(new URL("../../scenarios/", import.meta.url));

export interface ShippedScenario {
  /** Below `scenarios`. */
  readonly path: string;
  readonly text: string;
  readonly document: Tree;
}

/** Those in a folder of `scenarios` and below it. */
export function shippedScenarios(folder = ""): readonly ShippedScenario[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".yaml"))
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((name) => {
      const path = join(folder, name);
      const text = readFileSync(join(ROOT, path), "utf8");
      return { path, text, document: parse(text) as Tree };
    });
}

/** What scenarios include or replay: files that are none themselves, by their names. */
export function includedFiles(): Readonly<Record<string, string>> {
  const paths = readdirSync(ROOT, { recursive: true, encoding: "utf8" }).filter((path) => /\.(yml|csv)$/.test(path));
  return Object.fromEntries(paths.map((path) => [basename(path), readFileSync(join(ROOT, path), "utf8")]));
}

/** Reads what a scenario includes, from beside it. */
export function readBeside(path: string): (name: string) => string | Error {
  return (name) => {
    try {
      return readFileSync(join(ROOT, dirname(path), name), "utf8");
    } catch (error) {
      return error as Error;
    }
  };
}
