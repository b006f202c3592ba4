/** Calls the command line in this process, which is quick, or as users do, and says what is wrong with how it ended. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { builtCommand } from "../../test/built.js";
import { type Ended, inProcess } from "../../test/cli/in-process.js";

/** A call of the command, with the files that are there. */
export interface Call {
  readonly args: readonly string[];
  /** By their paths. */
  readonly files: Readonly<Record<string, string>>;
  /** Through the built command, in a process of its own. */
  readonly built: boolean;
}

const COMMAND = builtCommand();

/**
 * What is wrong, in words: a defect, a stack, a refusal without a word or one that wrote something. `null` when nothing is.
 * @param files more of them, which are the same for many calls
 */
export async function wrongWith(call: Call, files: Readonly<Record<string, string>> = {}): Promise<string | null> {
  const outer = mkdtempSync(join(tmpdir(), "understudy-campaign-"));
  // So that even what is written beside the folder is seen, and goes.
  const folder = join(outer, "a", "b");
  try {
    for (const [name, text] of Object.entries({ ...files, ...call.files })) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const before = listing(outer);
    const ended = call.built ? await throughProcess(folder, call.args) : await inProcess(folder, call.args);
    return complaint(
      ended,
      listing(outer).filter((line) => !before.includes(line)),
    );
  } finally {
    rmSync(outer, { recursive: true, force: true });
  }
}

/** What is wrong with how a command ended, see `wrongWith`. @param written the files and folders that it made or changed */
export function complaint({ status, stdout, stderr }: Ended, written: readonly string[]): string | null {
  const told = `${stdout.slice(-500)}\n${stderr.slice(0, 3000)}`;
  if (![0, 1, 2].includes(status)) return `exit status ${status}: ${told}`;
  if (/^ {4}at .+:\d+:\d+\)?$/m.test(stderr)) return `a stack trace: ${told}`;
  if (status === 2 && `${stdout}${stderr}`.trim() === "") return "refused without a word";
  if (status === 2 && written.length > 0) return `refused, and wrote ${written.join(", ")}: ${told}`;
  if (/\[object Object\]|\bundefined\b/.test(stderr)) return `words that mean nothing: ${told}`;
  return null;
}

/** Every file with its size and time, every folder. */
function listing(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => {
    const found = statSync(join(folder, path));
    return found.isFile() ? `${path} (${found.size} bytes, ${found.mtimeMs})` : path;
  });
}

function throughProcess(cwd: string, args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [COMMAND, ...args], { cwd, stdio: ["ignore", "pipe", "pipe"] });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  // Whoever ends this process because of a hang ends the command too.
  const end = (): void => void child.kill("SIGKILL");
  process.once("exit", end);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      process.off("exit", end);
      resolve({ status: code ?? 70, stdout, stderr: signal === null ? stderr : `${stderr}\nended by ${signal}` });
    });
  });
}
