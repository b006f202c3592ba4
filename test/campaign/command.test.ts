/** The command line of the campaign: `npm run campaign`, which builds first, calls the same. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Case } from "../../campaign/case-file.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

function campaign(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const command = ["--import", "tsx", "--import", "./campaign/built.mjs", "campaign/main.ts", ...args];
  const env = { ...process.env, ...environment };
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: ROOT, env, encoding: "utf8" });
  return { status, stdout, stderr };
}

function caseFile(stored: Case): string {
  const folder = mkdtempSync(join(tmpdir(), "understudy-case-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "case.json");
  writeFileSync(file, JSON.stringify(stored));
  return file;
}

describe("the campaign", () => {
  test("has fixed seeds in CI, and tells what it had no time for", () => {
    const { status, stdout } = campaign(["--minutes", "0.0001", "--only", "pair-trials"], { CI: "true" });
    expect(stdout).toMatch(/^Fixed seeds, 0\.0001 min/);
    expect(stdout).toMatch(/NOT TRIED for want of time: \d+ of the \d+ inputs of pair-trials/);
    expect(status).toBe(0);
  });

  test("tries a case again: 0 when nothing is found any more, 1 when it is", () => {
    const well = { args: ["check", "s.yaml"], files: {}, built: false };
    const again = campaign(["--case", caseFile({ hunt: "hostile-options", found: "a fault", input: well })]);
    expect(again).toMatchObject({ status: 0, stdout: "Nothing is found any more. It was: a fault\n" });
    const wrong = { path: "no.yaml", text: "hosts: {}" };
    const still = campaign(["--case", caseFile({ hunt: "changed-scenarios", found: "a fault", input: wrong })]);
    expect(still).toMatchObject({ status: 1, stdout: expect.stringMatching(/^changed-scenarios: /) });
  });

  test("refuses what it does not know, and two choices of seeds", () => {
    expect(campaign(["--only", "snipe"])).toMatchObject({ status: 2, stderr: expect.stringMatching(/no hunt snipe/) });
    expect(campaign(["--seed", "1", "--fixed"])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/name one/),
    });
  });
});
