/** The page's own script: the compiled modules of `client` and what they need, in one text that a browser runs offline. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, posix } from "node:path";

const { resolve } = createRequire(import.meta.url);
/** Where `tsc -b` puts the modules of the page, as CommonJS, laid out as in `src`; found by the package, wherever in it this file lies. */
const COMPILED = join(dirname(resolve("understudy-sim/package.json")), "dist/report/page/client");
const ENTRY = "report/page/client/main.js";

/** Runs modules the first time that they are asked for, as Node does. */
const LOADER = `const loaded = new Map();
function load(name) {
  if (!loaded.has(name)) {
    const module = { exports: {} };
    loaded.set(name, module);
    modules[name](module.exports, (wanted) => load(places[name][wanted]), module);
  }
  return loaded.get(name).exports;
}`;

/** The charting library, and the modules in a fixed order; throws when they have not been built. */
export function clientScript(): string {
  const modules = collectModules();
  const bodies = modules.map(({ name, text }) => `${JSON.stringify(name)}(exports, require, module) {\n${text}}`);
  const places = Object.fromEntries(modules.map(({ name, places }) => [name, places]));
  return [
    '"use strict";',
    readLibrary("uplot/dist/uPlot.iife.min.js"),
    `(() => {\nconst places = ${JSON.stringify(places)};\nconst modules = {\n${bodies.join(",\n")}\n};`,
    `${LOADER}\nload(${JSON.stringify(ENTRY)});\n})();`,
  ].join("\n");
}

/** The style of the charting library. */
export function libraryStyle(): string {
  return readLibrary("uplot/dist/uPlot.min.css");
}

function readLibrary(path: string): string {
  return readFileSync(resolve(path), "utf8");
}

interface CompiledModule {
  readonly name: string;
  readonly text: string;
  /** From the names by which it asks for others to their own. */
  readonly places: Readonly<Record<string, string>>;
}

function collectModules(): readonly CompiledModule[] {
  const found = new Map<string, CompiledModule>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    const text = withoutNotes(readCompiled(name));
    const wanted = [...text.matchAll(/\brequire\("(\.{1,2}\/[^"]+)"\)/g)].map(([, path]) => path!);
    const places = Object.fromEntries(wanted.map((path) => [path, posix.join(posix.dirname(name), path)]));
    found.set(name, { name, text, places });
    for (const each of Object.values(places)) visit(each);
  };
  visit(ENTRY);
  return [...found.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function readCompiled(name: string): string {
  try {
    return readFileSync(join(COMPILED, name), "utf8");
  } catch (cause) {
    throw new Error(
      `The script of the page has not been built (${join(COMPILED, name)} is missing): run npm run build.`,
      { cause },
    );
  }
}

/** Comments stand for themselves on their lines in what the compiler writes; readers of the page need none. */
function withoutNotes(text: string): string {
  return text.replace(/^\s*\/\*\*[\s\S]*?\*\/\n/gm, "").replace(/^\s*\/\/.*\n/gm, "");
}
