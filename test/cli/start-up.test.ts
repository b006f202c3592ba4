// What is loaded before anything is computed, and what a run without charts leaves.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { smallScenario } from "../experiment/small-scenario.js";
import { contents, workplace } from "./command.js";

const COMMAND = fileURLToPath(new URL("../../dist/bin/understudy.js", import.meta.url));
const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
/** Bytes of a file of the command and of all that it loads before it knows what it is asked for. */
function loadedAtOnce(name: string, seen = new Set<string>()): number {
  if (seen.has(name)) return 0;
  seen.add(name);
  const text = readFileSync(join(dirname(COMMAND), name), "utf8");
  const further = [...text.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)].map(([, other]) => loadedAtOnce(other!, seen));
  return further.reduce((sum, each) => sum + each, text.length);
}

// How long that takes is measured by `npm run bench -- start-up`.
test("help loads a small part of the program", () => {
  expect(existsSync(COMMAND), "npm run build comes first").toBe(true);
  expect(loadedAtOnce(basename(COMMAND))).toBeLessThan(200_000);
});

test.each(["--help", "run --help", "--version", "run --no-such-option"])("%s loads nothing more to end", (args) => {
  const folder = mkdtempSync(join(tmpdir(), "loaded-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  spawnSync(process.execPath, [COMMAND, ...args.split(" ")], { env: { ...process.env, NODE_V8_COVERAGE: folder } });
  const [report] = readdirSync(folder);
  const { result } = JSON.parse(readFileSync(join(folder, report!), "utf8")) as { result: { url: string }[] };
  const own = result.filter(({ url }) => url.startsWith(pathToFileURL(dirname(COMMAND)).href));
  expect(own.length).toBeGreaterThan(1);
  expect(own.reduce((sum, { url }) => sum + statSync(fileURLToPath(url)).size, 0)).toBeLessThan(200_000);
});

test("without charts there is all but the pictures, and those of an earlier report are gone", async () => {
  const { folder, path, understudy, read } = workplace(
    { "s.yaml": smallScenario() },
    { charts: true, processes: true },
  );
  await understudy("run", "s.yaml", "--out", "o");
  const pictures = Object.keys(contents(path("o"))).filter((name) => /\.(png|svg)$/.test(name));
  expect(pictures.length).toBeGreaterThan(1);
  // The command in many files writes the same bytes as the one in few.
  const { stderr } = spawnSync(process.execPath, [MAIN, "run", "s.yaml", "--no-charts", "--out", "o"], {
    ...{ cwd: folder, encoding: "utf8" },
  });
  expect(stderr).toBe("");
  await understudy("run", "s.yaml", "--no-charts", "--out", "p");
  expect(contents(path("o"))).toEqual(contents(path("p")));
  expect(Object.keys(contents(path("p")))).toEqual([
    ...["incidents.csv", "index.html", "junit.xml", "replay.json", "replications.csv", "scenario.yaml"],
    ...["summary.json", "summary.md", "timeseries.csv"],
  ]);
  expect(read("p/summary.md")).not.toContain("![");
  const compared = await understudy(
    "compare",
    "s.yaml",
    "--no-charts",
    "--no-progress",
    "--replications",
    "2",
    "--out",
    "c",
  );
  expect(compared.stderr).toBe("");
  expect(Object.keys(contents(path("c")))).toEqual(["compare.json", "compare.md", "index.html", "junit.xml"]);
  expect(read("c/index.html")).not.toContain("<img");
});

test("the licences of what the command's files hold come along", () => {
  const text = readFileSync(new URL("../../dist/bin/LICENCES.txt", import.meta.url), "utf8");
  for (const name of ["commander", "yaml", "zod"]) expect(text).toMatch(new RegExp(`^${name}$`, "m"));
});
