/** What is no plain file is refused with a message, at once. Files that somebody changed: test/campaign/hostile.test.ts. */
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { smallScenario } from "../experiment/small-scenario.js";
import { workplace, type Finished, type Workplace } from "./command.js";

const SCENARIO = smallScenario({ load: "1/min", duration: "10min" });

function place(): Workplace {
  // One that reads a pipe waits for ever, and whoever called it in his own process with it.
  const made = workplace({ "s.yaml": SCENARIO }, { processes: true });
  execFileSync("mkfifo", [made.path("pipe")]);
  symlinkSync("/dev/zero", made.path("device"));
  mkdirSync(made.path("folder"));
  return made;
}

function refused({ status, stderr }: Finished): void {
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(/pipe or a device|is a folder/) });
  expect(stderr).not.toContain("    at ");
}

describe("what is no plain file", { timeout: 240_000 }, () => {
  test.each(["pipe", "device", "folder"])("is no scenario: %s", async (name) => {
    const { understudy } = place();
    for (const command of ["check", "run", "explain", "compare", "sweep"]) {
      const more = command === "sweep" ? ["--set", "duration=1h"] : [];
      refused(await understudy(command, name, ...more));
    }
  });

  test.each(["pipe", "folder"])("is no part of a scenario: %s", async (name) => {
    const { understudy, write } = place();
    write("i.yaml", `include: ${name}\n`);
    refused(await understudy("check", "i.yaml"));
    write("r.yaml", SCENARIO.replace(/rate: 1\/min/, `replay: ${name}`));
    refused(await understudy("check", "r.yaml"));
  });

  test.each(["pipe", "device", "folder"])("is no baseline: %s", async (name) => {
    const { understudy } = place();
    refused(await understudy("compare", "s.yaml", "--baseline", name));
  });

  test("is no report", async () => {
    const { understudy, path } = place();
    for (const name of ["replay.json", "summary.json"]) execFileSync("mkfifo", [path(`folder/${name}`)]);
    refused(await understudy("replay", "folder"));
    refused(await understudy("report", "folder"));
  });
});
