/**
 * Ctrl-C: the first ends the run in good order, the second ends the program. Nothing is finished before a run begins: until
 * then, while a large file is read, say, the signal ends the program as it ends any other, at once.
 */
import { EXIT } from "./exit-status.js";

const WRITING = "Interrupted: what is finished will be written. Once more to give up.";

/** What is heard, and what the shell is told then. */
const SIGNALS = { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated } as const;

const NAMES = ["SIGINT", "SIGTERM"] as const;

/** Whether the exit status is that of a run that was interrupted. */
export function wasInterrupted(): boolean {
  return Object.values<unknown>(SIGNALS).includes(process.exitCode);
}

/** Calls `use` with a signal that aborts at Ctrl-C or when the process is asked to terminate; `notice` is said then. */
export async function interruptible<T>(use: (signal: AbortSignal) => Promise<T>, notice = WRITING): Promise<T> {
  const controller = new AbortController();
  const stop = (name: keyof typeof SIGNALS): void => {
    // Once more does what it does to any program, also where this one computes and would not hear of it.
    leave();
    process.stderr.write(`\n${notice}\n`);
    process.exitCode = SIGNALS[name];
    controller.abort();
  };
  const leave = (): void => {
    for (const name of NAMES) process.off(name, stop);
  };
  for (const name of NAMES) process.on(name, stop);
  try {
    return await use(controller.signal);
  } finally {
    leave();
  }
}
