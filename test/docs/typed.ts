/** What a page of the docs has somebody type, and what it says comes of it. */
import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { workplace } from "../cli/command.js";

export interface Typed {
  readonly args: readonly string[];
  /** Runs of lines that come one after the other; between the runs there may be others. */
  readonly expected: readonly (readonly string[])[];
}

export function typedIn(page: string): readonly Typed[] {
  const text = readFileSync(new URL(`../../docs/${page}`, import.meta.url), "utf8");
  return [...text.matchAll(/^```console\n\$ understudy (.*)\n([^]*?)^```$/gm)].map(([, command, output]) => ({
    args: command!.split(" "),
    expected: output!.split(/^…\n/m).map((run) => linesOf(run)),
  }));
}

/** Types one after the other in one folder, and looks at what is printed. */
export async function expectToComeOut(typed: readonly Typed[]): Promise<void> {
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
}

function linesOf(text: string): readonly string[] {
  return text.split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trimEnd()]));
}
