/** Calls the command line in this process, without what it takes to start one. */
import { statusOf } from "../../src/cli/error-message.js";
import { createProgram } from "../../src/cli/program.js";
import { printError } from "../../src/cli/terminal.js";

export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Ends a command where it would end the process. */
class Exit extends Error {
  constructor(readonly status: number) {
    super(`exit ${status}`);
  }
}

/** What a terminal, or a job of CI, tells commands about itself. */
export const OF_THE_TERMINAL = ["FORCE_COLOR", "GITHUB_STEP_SUMMARY", "COLUMNS"];

let isCalled = false;

/** Calls the command in a folder; one at a time, since there is one working directory. */
export async function inProcess(folder: string, args: readonly string[]): Promise<Ended> {
  if (isCalled) throw new Error("a command is called while another one runs: give them processes of their own");
  isCalled = true;
  const told = { stdout: "", stderr: "" };
  const { exit, exitCode, env } = process;
  const home = process.cwd();
  const streams = ["stdout", "stderr"] as const;
  const writers = streams.map((name) => process[name].write);
  for (const name of streams) {
    process[name].write = (text: string | Uint8Array): boolean => {
      told[name] += String(text);
      return true;
    };
  }
  process.exit = (code) => {
    throw new Exit(Number(code ?? process.exitCode ?? 0));
  };
  process.exitCode = undefined;
  process.env = without(env, OF_THE_TERMINAL);
  process.chdir(folder);
  try {
    const status = await statusAfter(args);
    return { status, ...told };
  } finally {
    process.chdir(home);
    process.env = env;
    process.exit = exit;
    process.exitCode = exitCode;
    for (const [index, name] of streams.entries()) process[name].write = writers[index]!;
    isCalled = false;
  }
}

/** An environment without some of its variables. */
export function without(env: NodeJS.ProcessEnv, names: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)));
}

async function statusAfter(args: readonly string[]): Promise<number> {
  try {
    await createProgram().parseAsync(["node", "understudy", ...args]);
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return error instanceof Exit ? error.status : statusOf(error, printError);
  }
}
