/** A command that is killed while it writes over what an earlier one has left, and what must be there then. */
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { builtCommand } from "../../test/built.js";
import { SMALL } from "./report-folder.js";

export interface Kill {
  readonly command: keyof typeof COMMANDS;
  /** When, as a share of the time that the command takes by itself. */
  readonly share: number;
}

/** What they are told beside the file, and the file that vouches for all others of its folder. */
export const COMMANDS = {
  run: { args: ["--policy", "all", "--replications", "10"], voucher: "summary.json" },
  compare: { args: ["--replications", "10"], voucher: "compare.json" },
  sweep: { args: ["--set", "hosts.web-1.flush=1s,2s", "--replications", "5"], voucher: "sweep.json" },
} as const;

const COMMAND = builtCommand();

type Files = Readonly<Record<string, string>>;

/** What is wrong with what a killed command, and the same one after it, have left; `null` when nothing is. */
export async function wrongAfter({ command, share }: Kill): Promise<string | null> {
  const folder = mkdtempSync(join(tmpdir(), "understudy-kills-"));
  try {
    writeFileSync(join(folder, "s.yaml"), SMALL);
    const out = join(folder, "o");
    const begun = performance.now();
    await call(folder, command, 1, null);
    const takes = performance.now() - begun;
    const before = filesOf(out);
    await call(folder, command, 2, share * takes);
    const killed = filesOf(out);
    await call(folder, command, 2, null);
    return complaint(COMMANDS[command].voucher, { before, killed, after: filesOf(out) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Left {
  readonly before: Files;
  readonly killed: Files;
  readonly after: Files;
}

/** @param voucher where it is all files of the report are of the same run */
export function complaint(voucher: string, { before, killed, after }: Left): string | null {
  const remains = Object.keys(after).filter(isTemporary);
  if (remains.length > 0) return `left for good: ${remains.join(", ")}`;
  const whole = Object.keys(killed).filter((name) => !isTemporary(name));
  const half = whole.filter((name) => killed[name] !== before[name] && killed[name] !== after[name]);
  if (half.length > 0) return `half written: ${half.join(", ")}`;
  const vouched = killed[voucher];
  if (vouched === undefined) return null;
  const run = vouched === after[voucher] ? after : before;
  const others = whole.filter((name) => !isPoint(name) && killed[name] !== run[name]);
  return others.length === 0 ? null : `${voucher} vouches for ${others.join(", ")} of another run`;
}

const isTemporary = (path: string): boolean => /^\..+\.tmp$/.test(basename(path));

/** Of a sweep: each stands for itself. */
const isPoint = (path: string): boolean => path.startsWith("points");

/** With another seed it writes other bytes. */
function call(cwd: string, command: Kill["command"], seed: number, killAfter: number | null): Promise<void> {
  const args = [command, "s.yaml", ...COMMANDS[command].args, "--jobs", "1", "--seed", String(seed), "--out", "o"];
  const child = spawn(process.execPath, [COMMAND, ...args, "--no-charts"], { cwd, stdio: "ignore" });
  const kill = (): void => void child.kill("SIGKILL");
  const timer = killAfter === null ? undefined : setTimeout(kill, killAfter);
  // Whoever ends this process because of a hang ends the command too.
  process.once("exit", kill);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", () => {
      clearTimeout(timer);
      process.off("exit", kill);
      resolve();
    });
  });
}

function filesOf(folder: string): Files {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, path)).toString("base64")]));
}
