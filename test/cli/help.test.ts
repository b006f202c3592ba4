// What `--help` says: each command has examples that it takes as they are printed, and the statuses are told.
import { existsSync } from "node:fs";
import type { Command } from "commander";
import { describe, expect, test } from "vitest";
import { createProgram } from "../../src/cli/program.js";

const names = createProgram().commands.map((each) => each.name());

/** All that a command prints as its help, into a string. */
function helpOf(command: Command): string {
  let text = "";
  command.configureOutput({ writeOut: (each) => (text += each) });
  command.outputHelp();
  return text;
}

/** Lines that begin with the name of the program, as a shell would cut them, without what follows them there. */
function examplesIn(help: string): readonly (readonly string[])[] {
  const [, after = ""] = help.split(/^Examples?:$/m);
  const lines = after.replaceAll(/ \\\n */g, " ").split("\n");
  return lines.flatMap((line) => {
    const [, typed] = /^ {2}(?:.*\| )?understudy (.*?)(?: [>|&].*)?$/.exec(line) ?? [];
    return typed === undefined
      ? []
      : [[...typed.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, word]) => quoted ?? word!)];
  });
}

/** Takes the words as the program would, and does nothing; throws what it would complain of. */
async function take(words: readonly string[]): Promise<void> {
  const program = createProgram();
  for (const command of [program, ...program.commands])
    command.exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
  for (const command of program.commands) command.action(() => undefined);
  await program.parseAsync(words, { from: "user" });
}

describe.each(names)("the help of %s", (name) => {
  const command = createProgram().commands.find((each) => each.name() === name)!;
  const examples = examplesIn(helpOf(command));

  test("has examples of that command", () => {
    expect(examples.length).toBeGreaterThan(0);
    expect(examples.filter(([first]) => first === name).length).toBeGreaterThan(0);
  });

  test.each(examples)("takes the example %s %s %s", async (...words) => {
    await expect(take(words)).resolves.toBeUndefined();
  });

  test("names scenarios that are there", () => {
    const files = examples.flat().filter((word) => /^scenarios\/[\w/-]+\.yaml$/.test(word));
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });
});

test("the help of the program tells the commands, examples and exit statuses", () => {
  const help = helpOf(createProgram());
  // What shells ask is no command for people.
  for (const name of names) expect(help.includes(`  ${name} `), name).toBe(name !== "policies");
  for (const status of [0, 1, 2, 70, 130, 143]) expect(help).toMatch(new RegExp(`\\b${status} `));
});

test("a command that does not exist is refused with the one that was meant", async () => {
  await expect(take(["rnu", "x.yaml"])).rejects.toThrow(/unknown command 'rnu'[^]*Did you mean run\?/);
});

test("keeps within a terminal of 40 columns, but for what is typed", () => {
  const before = process.env["COLUMNS"];
  process.env["COLUMNS"] = "40";
  try {
    for (const command of createProgram().commands) {
      // What stands after the options is written for 80 columns.
      const [shown] = helpOf(command).split(/^(?:Examples?|Templates?):$/m);
      const long = shown!.split("\n").filter((line) => line.length > 40 && !line.startsWith("Usage:"));
      expect([command.name(), long]).toEqual([command.name(), []]);
    }
  } finally {
    if (before === undefined) delete process.env["COLUMNS"];
    else process.env["COLUMNS"] = before;
  }
});
