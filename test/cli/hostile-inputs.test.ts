/** What is no plain file is refused with a message, at once. Files that somebody changed: test/campaign/hostile.test.ts. */
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { smallScenario } from "../experiment/small-scenario.js";
import { workplace, type Finished, type Workplace } from "./command.js";

const SCENARIO = smallScenario({ load: "1/min", duration: "10min" });

type Kind = "pipe" | "device" | "folder";

/** One that reads a pipe or a device waits for ever, and whoever called it in his own process with it; a folder is read at once. */
function place(kind: Kind): Workplace {
  const made = workplace({ "s.yaml": SCENARIO }, { processes: kind !== "folder" });
  if (kind === "pipe") execFileSync("mkfifo", [made.path("pipe")]);
  if (kind === "device") symlinkSync("/dev/zero", made.path("device"));
  mkdirSync(made.path("folder"));
  return made;
}

function refused({ status, stderr }: Finished): void {
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(/pipe or a device|is a folder/) });
  expect(stderr).not.toContain("    at ");
}

describe("what is no plain file", { timeout: 240_000 }, () => {
  // A device is looked at where a pipe is: once is enough.
  test.each([
    ["pipe", ["check", "run", "explain", "compare", "sweep"]],
    ["device", ["check"]],
    ["folder", ["check", "run", "explain", "compare", "sweep"]],
  ] as const)("is no scenario: %s", async (kind, commands) => {
    const { understudy } = place(kind);
    for (const command of commands) {
      const more = command === "sweep" ? ["--set", "duration=1h"] : [];
      refused(await understudy(command, kind, ...more));
    }
  });

  test.each(["pipe", "folder"] as const)("is no part of a scenario: %s", async (kind) => {
    const { understudy, write } = place(kind);
    write("i.yaml", `include: ${kind}\n`);
    refused(await understudy("check", "i.yaml"));
    write("r.yaml", SCENARIO.replace(/rate: 1\/min/, `replay: ${kind}`));
    refused(await understudy("check", "r.yaml"));
  });

  test.each(["pipe", "device", "folder"] as const)("is no baseline: %s", async (kind) => {
    const { understudy } = place(kind);
    refused(await understudy("compare", "s.yaml", "--baseline", kind));
  });

  test("is no report", async () => {
    const { understudy, path } = place("pipe");
    for (const name of ["replay.json", "summary.json"]) execFileSync("mkfifo", [path(`folder/${name}`)]);
    refused(await understudy("replay", "folder"));
    refused(await understudy("report", "folder"));
  });
});
