/** The command line of the campaign: `npm run campaign`, which builds first, calls the same. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import type { Case } from "../../campaign/case-file.js";
import { campaignCommand } from "../../campaign/command.js";

afterEach(() => void vi.unstubAllEnvs());

async function campaign(...args: readonly string[]) {
  let [stdout, stderr] = ["", ""];
  const status = await campaignCommand(args, {
    say: (line) => (stdout += `${line}\n`),
    complain: (text) => (stderr += text),
  });
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
  test("has fixed seeds in CI, and tells what it had no time for", async () => {
    vi.stubEnv("CI", "true");
    const { status, stdout } = await campaign("--minutes", "0.0001", "--jobs", "1", "--only", "pair-trials");
    expect(stdout).toMatch(/^Fixed seeds, 0\.0001 min/);
    expect(stdout).toMatch(/NOT TRIED for want of time: \d+ of the \d+ inputs of pair-trials/);
    expect(status).toBe(0);
  });

  test("tries a case again: 0 when nothing is found any more, 1 when it is", async () => {
    const well = { args: ["check", "s.yaml"], files: {}, built: false };
    const again = await campaign("--case", caseFile({ hunt: "hostile-options", found: "a fault", input: well }));
    expect(again).toMatchObject({ status: 0, stdout: "Nothing is found any more. It was: a fault\n" });
    const wrong = { path: "no.yaml", text: "hosts: {}" };
    const still = await campaign("--case", caseFile({ hunt: "changed-scenarios", found: "a fault", input: wrong }));
    expect(still).toMatchObject({ status: 1, stdout: expect.stringMatching(/^changed-scenarios: /) });
  });

  test("refuses what it does not know, and two choices of seeds", async () => {
    const unknown = { status: 2, stderr: expect.stringMatching(/no hunt snipe/) };
    expect(await campaign("--only", "snipe")).toMatchObject(unknown);
    const both = { status: 2, stderr: expect.stringMatching(/name one/) };
    expect(await campaign("--seed", "1", "--fixed")).toMatchObject(both);
    expect(await campaign("--help")).toMatchObject({ status: 0, stdout: expect.stringMatching(/^ {2}long-tests/m) });
  });
});
