import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

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

const sources = new Map<string, ts.SourceFile | undefined>();

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
    for (const other of others) {
      const [codes] = compileIn(room, [`import "../${other}/index.js";`]);
      expect(!codes!.includes(OUTSIDE_THE_PROJECT), `${room} -> ${other}`).toBe(reachable(room).has(other));
    }
  });

  test(`no file of ${room} imports a room that is not its neighbour below`, () => {
    const allowed = new Set([room, ...references.get(room)!]);
    for (const path of readdirSync(join(root, "src", room), { recursive: true, encoding: "utf8" })) {
      if (!path.endsWith(".ts")) continue;
      const text = readFileSync(join(root, "src", room, path), "utf8");
      for (const [, target] of text.matchAll(/from "(?:\.\.\/)+([a-z]+)\/index\.js"/g)) {
        if (rooms.includes(target!)) expect(allowed, `src/${room}/${path}`).toContain(target);
      }
    }
  });
}

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
