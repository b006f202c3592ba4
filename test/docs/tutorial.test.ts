// The tutorial is typed as it stands, and has to come out as it says.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { workplace } from "../cli/command.js";

const page = readFileSync(new URL("../../docs/tutorial.md", import.meta.url), "utf8");

interface Typed {
  readonly args: readonly string[];
  /** Runs of lines that come one after the other; between the runs there may be others. */
  readonly expected: readonly (readonly string[])[];
}

const typed: readonly Typed[] = [...page.matchAll(/^```console\n\$ understudy (.*)\n([^]*?)^```$/gm)].map(
  ([, command, output]) => ({
    args: command!.split(" "),
    expected: output!.split(/^…\n/m).map((run) => linesOf(run)),
  }),
);

test("what the tutorial types comes out as it says", { timeout: 240_000 }, async () => {
  expect(typed.length).toBeGreaterThan(5);
  const { understudy } = workplace();
  for (const { args, expected } of typed) {
    const { status, stdout, stderr } = await understudy(...args);
    expect({ status, stderr }, args.join(" ")).toEqual({ status: 0, stderr: expect.not.stringContaining("rror") });
    let rest = linesOf(stdout);
    for (const run of expected) {
      const at = rest.findIndex((_, index) => run.every((line, offset) => rest[index + offset] === line));
      expect(at, `${args.join(" ")}: ${run.join("\n")}\n\nnot in:\n${rest.join("\n")}`).not.toBe(-1);
      rest = rest.slice(at + run.length);
    }
  }
});

function linesOf(text: string): readonly string[] {
  return text.split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trimEnd()]));
}
