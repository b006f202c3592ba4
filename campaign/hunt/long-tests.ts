/** Tests that take long, theory among them: theirs are the seeds with which they were written, always. */
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Hunt } from "../hunt.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

const files = readdirSync(join(ROOT, "test"), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".long.ts"))
  .map((path) => `test/${path.replaceAll("\\", "/")}`)
  .toSorted((a, b) => (a < b ? -1 : 1));

export const longTests: Hunt<string> = {
  name: "long-tests",
  about: "theory in full, and other tests that take long (test/**/*.long.ts)",
  fixed: { from: 0, count: files.length },
  fixedOnly: true,
  limitSeconds: 1200,
  input: (index) => files[index]!,
  attempt: (file) => failuresOf(file),
};

/** What vitest says of a file that fails. */
function failuresOf(file: string): Promise<string | null> {
  const vitest = join(ROOT, "node_modules/vitest/vitest.mjs");
  const args = [vitest, "run", "--config", "vitest.long.config.ts", "--reporter=dot", "--silent", "--no-color", file];
  // What belongs to this process is nothing to that one.
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
  let told = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (told += text));
  const end = (): void => void child.kill();
  process.once("exit", end);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => {
      process.off("exit", end);
      resolve(status === 0 ? null : told.slice(0, 6000));
    });
  });
}
