/** What is no plain file, and stored files that somebody changed: refused with a message, at once. */
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Streams } from "../../src/sim/index.js";
import { smallScenario } from "../experiment/small-scenario.js";
import { workplace, type Finished, type Workplace } from "./command.js";

const SCENARIO = smallScenario({ load: "1/min", duration: "10min" });

function place(): Workplace {
  const made = workplace({ "s.yaml": SCENARIO });
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

/** Changes one value of a JSON text, whichever the numbers say. */
function changed(text: string, next: () => number): string {
  const whole = JSON.parse(text) as unknown;
  const places: (readonly [Record<string, unknown>, string])[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const key of Object.keys(value)) {
      places.push([value as Record<string, unknown>, key]);
      visit((value as Record<string, unknown>)[key]);
    }
  };
  visit(whole);
  const [parent, key] = places[Math.floor(next() * places.length)]!;
  const others = [null, "", "x", -1, 0.5, 1e308, 9e15, [], {}, true, "__proto__", [[[]]], "\u001b[31m", undefined];
  parent[key] = others[Math.floor(next() * others.length)];
  return JSON.stringify(whole);
}

test("changed reports end in a message or a difference, never in a defect", { timeout: 600_000 }, async () => {
  const { understudy, read, write } = workplace({ "s.yaml": SCENARIO });
  await understudy("run", "s.yaml", "--policy", "quick,slow", "--replications", "2", "--out", "o");
  const stream = new Streams(1).stream("changed reports");
  for (const name of ["replay.json", "summary.json"]) {
    const text = read(`o/${name}`);
    for (let i = 0; i < 12; i++) {
      const other = changed(text, () => stream.uniform());
      write(`o/${name}`, other);
      const commands = [
        ["replay", "o", "--jobs", "1"],
        ["compare", "s.yaml", "--baseline", "o/summary.json", "--replications", "2", "--jobs", "1", "--out", "c"],
      ];
      for (const command of name === "replay.json" ? commands.slice(0, 1) : commands) {
        const { status, stderr } = await understudy(...command);
        expect([0, 1, 2], `${command.join(" ")}: ${stderr}`).toContain(status);
      }
    }
    write(`o/${name}`, text);
  }
});
