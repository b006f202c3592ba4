import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";
import { importsOf } from "./imports.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const rooms = readdirSync(join(root, "src"));
const references = new Map(rooms.map((room) => [room, referencesOf(room)]));
const DETERMINISTIC = ["units", "sim", "control", "model", "stats", "result", "scenario", "observe"];
const OUTSIDE_THE_PROJECT = 6307;

function referencesOf(room: string): string[] {
  const config = JSON.parse(readFileSync(join(root, "src", room, "tsconfig.json"), "utf8")) as {
    references: { path: string }[];
  };
  return config.references.map(({ path }) => path.replace("../", ""));
}

/** Rooms that a room reaches through those that it may import: the compiler takes these for its own. */
function reachable(room: string): Set<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    for (const next of references.get(name)!) if (!found.has(next)) visit((found.add(next), next));
  };
  visit(room);
  return found;
}

/**
 * Rooms are entered by their index. The script of the page is the exception: a page carries every module that its script
 * imports, whole, and behind the index of `stats` stand libraries that no browser could load.
 */
const PAGE_DOORS = ["result/actor-state.js", "result/run-result.js", "stats/nines.js"];
const PAGE_CLIENT = "report/page/client";
const PAGE_SCRIPT = pageScript();

/** What is compiled for the browser, as far as it lies in this room: folders and files, from `src`. */
function pageScript(): readonly string[] {
  const config = JSON.parse(readFileSync(join(root, "src", PAGE_CLIENT, "tsconfig.json"), "utf8")) as {
    include: string[];
  };
  return config.include
    .map((path) => join(PAGE_CLIENT, path.replace("**/*.ts", "")))
    .filter((path) => path.startsWith("report/"));
}

function filesOf(room: string): readonly string[] {
  return readdirSync(join(root, "src", room), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => `${room}/${path}`);
}

/** The imports of a file that lead into another room where they must not, from `src`. */
function throughWalls(path: string, imports: readonly string[]): readonly string[] {
  const [own] = path.split("/");
  const doors = [
    ...references.get(own!)!.map((room) => `${room}/index.js`),
    ...(PAGE_SCRIPT.some((part) => path.startsWith(part)) ? PAGE_DOORS : []),
  ];
  return imports
    .filter((target) => target.startsWith("."))
    .map((target) => join(dirname(path), target))
    .filter((target) => !target.startsWith(`${own}/`) && !doors.includes(target));
}

const sources = new Map<string, ts.SourceFile | undefined>();

/** What a room exports does not matter here, only whether it may be imported: it is read as if it exported nothing. */
const DOOR = /\/(src|dist)\/[^/]+\/index(\.d)?\.ts$/;

/** Compiles lines as a file of a room, and tells the error codes of each line. */
function compileIn(room: string, lines: readonly string[]): number[][] {
  const file = join(root, "src", room, "wall-probe.ts");
  const text = lines.join("\n");
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, "src", room, "tsconfig.json"),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
        throw new Error(String(diagnostic.messageText));
      },
    },
  )!;
  const host = ts.createCompilerHost(config.options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (name, version, ...rest) => {
    if (name === file) return ts.createSourceFile(name, text, version);
    if (DOOR.test(name)) return ts.createSourceFile(name, "export {};", version);
    if (!sources.has(name)) sources.set(name, getSourceFile(name, version, ...rest));
    return sources.get(name);
  };
  host.fileExists = (name) => name === file || fileExists(name);
  host.readFile = (name) => (name === file ? text : readFile(name));
  const { options, projectReferences } = config;
  const program = ts.createProgram({
    rootNames: [file],
    options,
    host,
    ...(projectReferences && { projectReferences }),
  });
  const codes: number[][] = lines.map(() => []);
  const probe = program.getSourceFile(file)!;
  for (const diagnostic of [...program.getOptionsDiagnostics(), ...program.getSemanticDiagnostics(probe)]) {
    if (diagnostic.file !== probe) continue;
    codes[probe.getLineAndCharacterOfPosition(diagnostic.start!).line]!.push(diagnostic.code);
  }
  return codes;
}

for (const room of rooms) {
  const others = rooms.filter((other) => other !== room);
  test(`an import that leads upwards out of ${room} does not compile`, () => {
    const codes = compileIn(
      room,
      others.map((other) => `import "../${other}/index.js";`),
    );
    for (const [line, other] of others.entries()) {
      expect(!codes[line]!.includes(OUTSIDE_THE_PROJECT), `${room} -> ${other}`).toBe(reachable(room).has(other));
    }
  });

  test(`no file of ${room} imports a room that is not its neighbour below, nor any but by its door`, () => {
    for (const path of filesOf(room)) {
      const text = readFileSync(join(root, "src", path), "utf8");
      expect(throughWalls(path, importsOf(text)), `src/${path}`).toEqual([]);
    }
  });
}

test("imports through a wall are found, however they are written", () => {
  const text = `
    import { World } from "../../model/index.js";
    import { weekly } from "../load/weekly.js";
    import { curve } from "../../model/load/curve.js";
    import type { Facts } from "../../control/failover/facts.js";
    export * from "../../sim/kernel.js";
    export type Tally = import("../../stats/tally.js").Tally;
    import { actorState } from "../../result/actor-state.js";
    const { run } = await import("../../experiment/index.js");
    import "../../cli/main.js";
  `;
  expect(throughWalls("scenario/section/hosts.ts", importsOf(text))).toEqual([
    "model/load/curve.js",
    "control/failover/facts.js",
    "sim/kernel.js",
    "stats/tally.js",
    "result/actor-state.js",
    "experiment/index.js",
    "cli/main.js",
  ]);
});

test("the page's script has doors of its own, and nobody else uses them", () => {
  const imports = PAGE_DOORS.map((door) => `../${door}`);
  expect(throughWalls("report/number-format.ts", imports)).toEqual([]);
  expect(
    throughWalls(
      "report/page/client/theme.ts",
      imports.map((each) => `../../${each}`),
    ),
  ).toEqual([]);
  expect(throughWalls("report/csv.ts", imports)).toEqual(PAGE_DOORS);
});

for (const room of DETERMINISTIC) {
  test(`${room} cannot name the clock, the process, the console or a module of Node`, () => {
    const codes = compileIn(room, [
      "export const a = setTimeout;",
      "export const b = process;",
      "export const c = console;",
      'import "node:fs";',
    ]);
    for (const [line, found] of codes.entries()) expect(found.length, `line ${line + 1}`).toBeGreaterThan(0);
  });
}

test("imports between rooms never form a circle", () => {
  for (const room of rooms) expect(reachable(room), room).not.toContain(room);
});

test("control, sim, stats and result stand on the ground: they import nothing but units", () => {
  for (const room of ["control", "sim", "stats", "result"]) expect(references.get(room)).toEqual(["units"]);
  expect(references.get("units")).toEqual([]);
});

test("report reads results only, never the world", () => {
  for (const room of ["model", "control", "sim", "scenario", "observe"]) {
    expect(reachable("report")).not.toContain(room);
  }
});
