/** Some of what the fuzzer draws: `npm run campaign` tries thousands. And that it would see what is wrong. */
import { describe, expect, test } from "vitest";
import { complaint, wrongWith } from "../../campaign/fuzz/command.js";
import { reportFiles } from "../../campaign/fuzz/report-folder.js";
import { hostileOptions } from "../../campaign/hunt/hostile-options.js";
import { hostileReports } from "../../campaign/hunt/hostile-reports.js";
import { hostileResults } from "../../campaign/hunt/hostile-results.js";
import { hostileScenarios } from "../../campaign/hunt/hostile-scenarios.js";

test.each([
  [hostileScenarios, 15],
  [hostileReports, 3],
  [hostileOptions, 25],
] as const)("$name end in a message or well, never in a defect", { timeout: 240_000 }, async (hunt, count) => {
  for (let seed = 0; seed < count; seed++) {
    const input = await hunt.input(seed);
    expect([input.args, await hunt.attempt({ ...input, built: false })]).toEqual([input.args, null]);
  }
});

test("a scenario that is well, and one that is not, go through the built command as through this process", async () => {
  const files = await reportFiles();
  for (const built of [false, true]) {
    expect(await wrongWith({ args: ["check", "s.yaml"], files: {}, built }, files)).toBeNull();
    expect(await wrongWith({ args: ["check", "s.yaml"], files: { "s.yaml": "hosts: [" }, built }, files)).toBeNull();
  }
});

test("hostile-results are read, or refused with words", { timeout: 120_000 }, async () => {
  for (let seed = 0; seed < 40; seed++) {
    const input = await hostileResults.input(seed);
    expect([seed, await hostileResults.attempt(input)]).toEqual([seed, null]);
  }
});

describe("the judge of commands", () => {
  const ended = { status: 0, stdout: "", stderr: "" };

  test.each([
    ["is well", ended, [], null],
    ["fails and has written its report", { ...ended, status: 1 }, ["o"], null],
    ["refuses with a word", { ...ended, status: 2, stderr: "s.yaml:1:1: no" }, [], null],
    ["has a defect", { ...ended, status: 70 }, [], "exit status 70"],
    ["is ended by a signal", { ...ended, status: 137 }, [], "exit status 137"],
    ["shows a stack", { ...ended, status: 2, stderr: "Error: x\n    at f (/a.js:1:2)\n" }, [], "a stack trace"],
    ["refuses without a word", { ...ended, status: 2 }, [], "refused without a word"],
    ["refuses and has written", { ...ended, status: 2, stderr: "no" }, ["o"], "refused, and wrote o"],
    ["says what means nothing", { ...ended, status: 2, stderr: "not [object Object]" }, [], "words that mean nothing"],
  ])("knows one that %s", (_, how, written, what) => {
    expect(complaint(how, written)).toEqual(what === null ? null : expect.stringContaining(what));
  });
});
