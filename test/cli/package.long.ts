/** The package as it is published, used in a program of somebody's own. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { installed } from "./installed.js";

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

const here = installed();

test("the package type-checks and runs for those who use it as the docs say", () => {
  writeFileSync(join(here.place, "use.ts"), CONSUMER);
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    strict: true,
    skipLibCheck: false,
    types: ["node"],
    typeRoots: [join(here.place, "node_modules/@types")],
  };
  const program = ts.createProgram([join(here.place, "use.ts")], options);
  const problems = ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  expect(problems).toEqual([]);
  program.emit();
  const said = execFileSync(process.execPath, ["use.js"], { cwd: here.place, encoding: "utf8" });
  expect(JSON.parse(said)).toEqual({
    problems: [],
    mean: expect.any(Number) as number,
    verdicts: expect.arrayContaining(["worse"]) as string[],
    starts: "function",
  });
});
