/** Calls the command as a user would, in a folder of its own: in this process, which is quick, or the built one in its own. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { onTestFinished } from "vitest";
import { builtCommand } from "../built.js";
import { inProcess, OF_THE_TERMINAL, without } from "./in-process.js";

const COMMAND = builtCommand();

export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Workplace {
  readonly folder: string;
  path(name: string): string;
  write(name: string, text: string): void;
  read(name: string): string;
  /** Runs `understudy` with these arguments to its end, on one thread unless told; in this process, unless the place is asked for processes. */
  understudy(...args: readonly string[]): Promise<Finished>;
  /** Starts it in a process of its own, and leaves it running until the test ends at the latest. */
  start(args: readonly string[], environment?: Readonly<Record<string, string>>): Running;
}

export interface Running {
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;
  /** What it has written to stderr so far. */
  stderr(): string;
}

/** These draw pictures unless told otherwise, which takes most of the time of a short run. */
const DRAWS = new Set(["run", "compare", "sweep"]);

/** These use threads unless told otherwise, each of which loads the program anew: more work than a short run. */
const USES_THREADS = new Set([...DRAWS, "replay"]);

export interface WorkplaceOptions {
  /** Whether commands draw there; by default they are told `--no-charts`. */
  readonly charts?: boolean;
  /** Whether each command has a process of its own: where what it does to the process matters, or it could take it along. */
  readonly processes?: boolean;
}

/** A temporary folder that is removed when the test ends. */
export function workplace(
  files: Readonly<Record<string, string>> = {},
  { charts = false, processes = false }: WorkplaceOptions = {},
): Workplace {
  const folder = mkdtempSync(join(tmpdir(), "understudy-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string): string => join(folder, name);
  for (const [name, text] of Object.entries(files)) writeFileSync(path(name), text);
  const told = ([command, ...rest]: readonly string[], more: readonly string[] = []): readonly string[] => {
    const plain = !charts && DRAWS.has(command ?? "") ? ["--no-charts"] : [];
    return command === undefined ? [] : [command, ...plain, ...more, ...rest];
  };
  const start: Workplace["start"] = (args, environment = {}) => run(folder, told(args), environment);
  const toItsEnd: Workplace["understudy"] = (...args) => {
    const alone = USES_THREADS.has(args[0] ?? "") && !args.includes("--jobs") ? ["--jobs", "1"] : [];
    return processes ? start([...args, ...alone]).finished : inProcess(folder, told(args, alone));
  };
  return {
    folder,
    path,
    write: (name, text) => writeFileSync(path(name), text),
    read: (name) => readFileSync(path(name), "utf8"),
    understudy: toItsEnd,
    start,
  };
}

function run(cwd: string, args: readonly string[], environment: Readonly<Record<string, string>>): Running {
  const env = { ...without(process.env, OF_THE_TERMINAL), ...environment };
  const child = spawn(process.execPath, [COMMAND, ...args], { cwd, env });
  onTestFinished(() => void child.kill("SIGKILL"));
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const finished = new Promise<Finished>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status, signal) => {
      if (signal !== null) stderr += `\n(ended by ${signal})`;
      resolve({ status, stdout, stderr });
    });
  });
  return { child, finished, stderr: () => stderr };
}

/** Waits until something is true; the limit only ends a test that has failed. */
export async function until(what: string, holds: () => boolean, seconds = 150): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`${what}: not within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Every file below a folder with its bytes, for comparing whole folders. */
export function contents(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted((a, b) => (a < b ? -1 : 1));
  return Object.fromEntries(
    files
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile())
      .map((path) => [relative(folder, path), readFileSync(path).toString("base64")]),
  );
}
