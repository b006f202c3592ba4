/**
 * Ctrl-C: the first ends the run in good order, the second ends the program. Nothing is finished before a run begins: until
 * then, while a large file is read, say, the signal ends the program as it ends any other, at once.
 */
import { EXIT } from "./exit-status.js";

const WRITING = "Interrupted: what is finished will be written. Once more to give up.";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Calls `use` with a signal that aborts at Ctrl-C or when the process is asked to terminate; `notice` is said then. */
export async function interruptible<T>(use: (signal: AbortSignal) => Promise<T>, notice = WRITING): Promise<T> {
  const controller = new AbortController();
  const stop = (): void => {
    // Once more does what it does to any program, also where this one computes and would not hear of it.
    leave();
    process.stderr.write(`\n${notice}\n`);
    process.exitCode = EXIT.interrupted;
    controller.abort();
  };
  const leave = (): void => {
    for (const name of SIGNALS) process.off(name, stop);
  };
  for (const name of SIGNALS) process.on(name, stop);
  try {
    return await use(controller.signal);
  } finally {
    leave();
  }
}
