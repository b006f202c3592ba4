/** Ctrl-C: the first ends the run in good order, the second ends the program. */
import { EXIT } from "./exit-status.js";

const WRITING = "Interrupted: what is finished will be written. Once more to give up.";

/** Calls `use` with a signal that aborts at Ctrl-C or when the process is asked to terminate; `notice` is said then. */
export async function interruptible<T>(use: (signal: AbortSignal) => Promise<T>, notice = WRITING): Promise<T> {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    process.stderr.write(`\n${notice}\n`);
    process.exitCode = EXIT.interrupted;
    controller.abort();
  };
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const name of signals) process.on(name, stop);
  try {
    return await use(controller.signal);
  } finally {
    for (const name of signals) process.off(name, stop);
  }
}
