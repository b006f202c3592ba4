/** Files that come with the package beside its code. */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Found by the package's own name, wherever in it this code lies. */
const ROOT = dirname(createRequire(import.meta.url).resolve("understudy-sim/package.json"));

export function packageFile(name: string): string {
  return readFileSync(join(ROOT, name), "utf8");
}

/** Starting scenarios: each is a file of the folder `templates`. */
export function templateNames(): readonly string[] {
  return readdirSync(join(ROOT, "templates"))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => name.replace(/\.yaml$/, ""))
    .toSorted((a, b) => (a < b ? -1 : 1));
}

export function templateText(name: string): string {
  return packageFile(`templates/${name}.yaml`);
}
