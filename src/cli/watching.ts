/** `--watch`: a command again whenever one of the files changes that it has read, until Ctrl-C. */
import { statSync } from "node:fs";
import { InputError } from "../experiment/index.js";
import { statusOf } from "./error-message.js";
import { EXIT } from "./exit-status.js";
import { interruptible, wasInterrupted } from "./interruption.js";
import { printError } from "./terminal.js";

/** Also what the system tells of no changes, as of files over a network, is noticed so. */
const LOOK_MILLISECONDS = 200;

/** Instead of what changes with a file. */
const MISSING = "none";

/**
 * @param files what is watched even when it cannot be read
 * @param act tells all files that it has read, before it does what takes long
 * @throws InputError when one of the files is not there to begin with
 */
export async function watching(
  files: readonly string[],
  act: (reads: (files: readonly string[]) => void) => Promise<void>,
): Promise<void> {
  let before = stampsOf(files);
  // A name that is wrong would be waited for in vain; a file that goes for a moment, as when it is saved, comes again.
  const missing = files.find((file) => before.get(file) === MISSING);
  if (missing !== undefined) throw new InputError(`${missing}: does not exist; --watch takes a file that is there`);
  for (;;) {
    // What was read before is watched too: who has made a mistake in it mends it there.
    before = stampsOf([...before.keys()]);
    try {
      await act((read) => (before = stampsOf([...new Set([...files, ...read])])));
    } catch (error) {
      const status = statusOf(error, printError);
      if (status !== EXIT.wrongInput) {
        process.exitCode = status;
        return;
      }
    }
    if (wasInterrupted()) return;
    const isChanged = await interruptible((signal) => {
      // Ctrl-C is heard from here on.
      printError(`Watching ${[...before.keys()].join(", ")}. Ctrl-C to leave.`);
      return untilChanged(before, signal);
    }, "Leaving.");
    // Ctrl-C is how watching ends, and nothing is missing for it.
    process.exitCode = isChanged ? undefined : EXIT.well;
    if (!isChanged) return;
  }
}

/** False when the signal came first. */
function untilChanged(before: ReadonlyMap<string, string>, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isChanged: boolean): void => {
      clearInterval(timer);
      resolve(isChanged);
    };
    const timer = setInterval(() => {
      const now = stampsOf([...before.keys()]);
      if ([...before].some(([file, stamp]) => now.get(file) !== stamp)) end(true);
    }, LOOK_MILLISECONDS);
    signal.addEventListener("abort", () => end(false), { once: true });
  });
}

/** What changes when a file does. */
function stampsOf(files: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    files.map((file) => {
      const found = statSync(file, { throwIfNoEntry: false });
      return [file, found === undefined ? MISSING : `${found.ino} ${found.size} ${found.mtimeMs}`];
    }),
  );
}
