// What somebody waits for before anything is computed. Measured in processor time beside an empty Node, since others may use the machine.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { smallScenario } from "../experiment/small-scenario.js";
import { contents, workplace } from "./command.js";

const COMMAND = fileURLToPath(new URL("../../dist/bin/understudy.js", import.meta.url));
const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const COST = `
  process.on("exit", () => {
    const { user, system } = process.cpuUsage();
    process.stderr.write("\\ncost " + (user + system));
  });
`;

/** Processor time of a process in microseconds: the least of three, which others disturbed least. */
function cost(args: readonly string[], cwd: string): number {
  const costs = [1, 2, 3].map(() => {
    const told = `data:text/javascript,${encodeURIComponent(COST)}`;
    const { stderr } = spawnSync(process.execPath, ["--import", told, ...args], { cwd, encoding: "utf8" });
    return Number(/cost (\d+)$/.exec(stderr)![1]);
  });
  return Math.min(...costs);
}

test("help costs less than twice an empty Node, and a short run without charts little", { timeout: 300_000 }, () => {
  expect(existsSync(COMMAND), "npm run build comes first").toBe(true);
  const { folder } = workplace({ "s.yaml": smallScenario() });
  const empty = cost(["-e", "0"], folder);
  expect(cost([COMMAND, "--help"], folder) / empty).toBeLessThan(2);
  expect(cost([COMMAND, "run", "--help"], folder) / empty).toBeLessThan(2);
  // Half a second is twelve times the 40 ms of an empty Node; the rest is for what measuring disturbs.
  expect(cost([COMMAND, "run", "s.yaml", "--no-charts"], folder) / empty).toBeLessThan(15);
});

test("without charts there is all but the pictures, and those of an earlier report are gone", async () => {
  const { folder, path, understudy, read } = workplace({ "s.yaml": smallScenario() });
  await understudy("run", "s.yaml", "--out", "o");
  const pictures = Object.keys(contents(path("o"))).filter((name) => /\.(png|svg)$/.test(name));
  expect(pictures.length).toBeGreaterThan(1);
  // The command in few files writes the same bytes.
  const { stderr } = spawnSync(process.execPath, [COMMAND, "run", "s.yaml", "--no-charts", "--out", "o"], {
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
  expect(existsSync(MAIN)).toBe(true);
});
