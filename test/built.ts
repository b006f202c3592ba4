/** What the compiler has built: tests run on it, at the speed that users have, as long as it is not older than its sources. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vitest/config";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const SOURCES = join(ROOT, "src");
const BUILT = join(ROOT, "dist");
const UNBUNDLED = join(BUILT, "cli/main.js");
const BUNDLED = join(BUILT, "bin/understudy.js");

/**
 * Has imports of `src` read `dist` instead: Node loads that by itself, and calls from file to file do not pass through the
 * table of exports that a transformed module has. All rooms or none, so that no module exists twice.
 */
export function builtRooms(): Plugin {
  const stale = readdirSync(SOURCES).find((room) => newestSource(join(SOURCES, room)) > compiledAt(room));
  if (stale !== undefined)
    console.warn(`src/${stale} is newer than dist/${stale}: tests read src, slower (npm run build)`);
  return {
    name: "built-rooms",
    enforce: "pre",
    resolveId(source, importer) {
      if (stale !== undefined || importer === undefined || !source.startsWith(".")) return null;
      const inside = relative(SOURCES, resolve(dirname(importer), source));
      const file = join(BUILT, inside);
      return !inside.startsWith("..") && existsSync(file) ? file : null;
    },
  };
}

/** Settings of vitest: what is built is left to Node. */
export const loadBuilt = { server: { deps: { external: [/\/dist\//] } } };

/** The command as it is installed, which starts in half the time; the unbundled one, if that was compiled since. */
export function builtCommand(): string {
  if (!existsSync(UNBUNDLED)) throw new Error(`${UNBUNDLED} is missing: npm run build comes first`);
  const compiled = Math.max(...readdirSync(SOURCES).map(compiledAt));
  return existsSync(BUNDLED) && statSync(BUNDLED).mtimeMs > compiled ? BUNDLED : UNBUNDLED;
}

/** When the compiler has last looked at a room. */
function compiledAt(room: string): number {
  const file = join(BUILT, room, ".tsbuildinfo");
  return existsSync(file) ? statSync(file).mtimeMs : 0;
}

function newestSource(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  return Math.max(...files.map((name) => statSync(join(folder, name)).mtimeMs));
}
