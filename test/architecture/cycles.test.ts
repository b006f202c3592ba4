/** No file imports itself in a circle, not even for types: whoever reads one file needs those below it and no others. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { importsOf } from "./imports.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Files that import each other in a circle, each such group sorted; of each file (a path) its text. */
function circles(files: ReadonlyMap<string, string>): readonly (readonly string[])[] {
  const below = new Map(
    [...files].map(([path, text]) => [path, filesImported(path, text).filter((to) => files.has(to))]),
  );
  // Tarjan's strongly connected components.
  const found: string[][] = [];
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const visit = (path: string): void => {
    index.set(path, index.size);
    low.set(path, index.get(path)!);
    open.push(path);
    for (const to of below.get(path)!) {
      if (!index.has(to)) visit(to);
      if (open.includes(to)) low.set(path, Math.min(low.get(path)!, low.get(to)!));
    }
    if (low.get(path) !== index.get(path)) return;
    const group = open.splice(open.indexOf(path)).toSorted(byText);
    if (group.length > 1 || below.get(path)!.includes(path)) found.push(group);
  };
  for (const path of files.keys()) if (!index.has(path)) visit(path);
  return found;
}

function filesImported(path: string, text: string): readonly string[] {
  return importsOf(text)
    .filter((target) => target.startsWith("."))
    .map((target) => join(dirname(path), target).replace(/\.js$/, ".ts"));
}

function sourceFiles(): ReadonlyMap<string, string> {
  const paths = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => `src/${path}`);
  return new Map(paths.toSorted(byText).map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

test("no file of src imports in a circle", () => {
  expect(circles(sourceFiles())).toEqual([]);
});

const planted: Readonly<Record<string, string>> = {
  "an import": 'import { a } from "./a.js";',
  "an import of a type": 'import type { A } from "./a.js";',
  "an import for its effect": 'import "./a.js";',
  "an export of another file": 'export { a } from "./a.js";',
  "an export of everything": 'export type * from "./a.js";',
  "a type that is imported where it is used": 'export type B = import("./a.js").A;',
  "an import while it runs": 'export const b = await import("./a.js");',
};

for (const [how, text] of Object.entries(planted)) {
  test(`a planted circle is found, closed by ${how}`, () => {
    const files = new Map([
      ["src/x/a.ts", 'import { c } from "../y/c.js"; export const a = c; export type A = typeof c;'],
      ["src/y/c.ts", 'export * from "../x/b.js"; export const c = 1;'],
      ["src/x/b.ts", text],
      ["src/x/outside.ts", 'import "./a.js"; import "./b.js";'],
    ]);
    expect(circles(files)).toEqual([["src/x/a.ts", "src/x/b.ts", "src/y/c.ts"]]);
  });
}

test("a file that imports itself is a circle, and files that import one below are none", () => {
  expect(circles(new Map([["src/a.ts", 'export * from "./a.js";']]))).toEqual([["src/a.ts"]]);
  expect(
    circles(
      new Map([
        ["src/a.ts", 'export * from "./b.js";'],
        ["src/b.ts", "export const b = 1;"],
      ]),
    ),
  ).toEqual([]);
});
