import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { smallScenario } from "../experiment/small-scenario.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What somebody writes who has installed the package, as docs/library.md shows it. */
const CONSUMER = `
import { comparePolicies, readScenario, runScenario, scenarioText, type Summary } from "understudy-sim";
import { failoverController, type Effect, type FailoverConfig, type Input, type Machine } from "understudy-sim/control";
import { readFileSync } from "node:fs";

const { source, problems } = await readScenario("s.yaml");
const summary: Summary = await runScenario(source, { policies: ["quick"], replications: 3, jobs: 2 });
const mean: number | null | undefined = summary.policies[0]?.measures.find(({ key }) => key === "shop.availability")?.mean;
const comparison = await comparePolicies(scenarioText(readFileSync("s.yaml", "utf8")), { policies: ["quick", "slow"], replications: 4 });
const machine: Machine<FailoverConfig, unknown, Input, Effect> = failoverController as Machine<FailoverConfig, unknown, Input, Effect>;
console.log(JSON.stringify({ problems, mean, verdicts: comparison.measures.map(({ differences }) => differences[0]?.verdict), starts: typeof machine.start }));
`;

let place: string;
let installed: string;

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), "understudy-package-"));
  // The command is what is built already; npm's own preparation would build it again.
  const packed = execFileSync("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", place], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  installed = join(place, "node_modules", "understudy-sim");
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", join(place, filename), "-C", installed, "--strip-components=1"]);
  const { dependencies } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as {
    dependencies: Readonly<Record<string, string>>;
  };
  for (const name of [...Object.keys(dependencies), "@types/node"]) {
    const link = join(place, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, "node_modules", name), link);
  }
  writeFileSync(join(place, "package.json"), '{ "type": "module" }');
  writeFileSync(join(place, "s.yaml"), smallScenario());
  writeFileSync(join(place, "use.ts"), CONSUMER);
});

afterAll(() => rmSync(place, { recursive: true, force: true }));

describe("the package as it is published", { timeout: 240_000 }, () => {
  test("has nothing that publint finds wrong", async () => {
    const { messages, pkg } = await publint({ pkgDir: installed, pack: false, level: "warning" });
    // The stand-in for canvas is a folder of this repository; it travels inside the package.
    const bundled = messages.filter(({ code }) => code === "LOCAL_DEPENDENCY");
    expect(bundled).toHaveLength(1);
    expect(existsSync(join(installed, "node_modules/canvas/package.json"))).toBe(true);
    const others = messages.filter((message) => !bundled.includes(message));
    expect(others.map((message) => formatMessage(message, pkg!))).toEqual([]);
  });

  test("type-checks and runs for those who use it as the docs say", () => {
    const options: ts.CompilerOptions = {
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2023,
      strict: true,
      skipLibCheck: false,
      types: ["node"],
      typeRoots: [join(place, "node_modules/@types")],
    };
    const program = ts.createProgram([join(place, "use.ts")], options);
    const problems = ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
    expect(problems).toEqual([]);
    program.emit();
    const said = execFileSync(process.execPath, ["use.js"], { cwd: place, encoding: "utf8" });
    expect(JSON.parse(said)).toEqual({
      problems: [],
      mean: expect.any(Number) as number,
      verdicts: expect.arrayContaining(["worse"]) as string[],
      starts: "function",
    });
  });

  test("brings the command along", () => {
    const said = execFileSync(process.execPath, [join(installed, "dist/bin/understudy.js"), "run", "s.yaml"], {
      cwd: place,
      encoding: "utf8",
    });
    expect(said).toContain("Report: reports/small");
  });
});
