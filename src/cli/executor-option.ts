/** `--queue`: a fleet executes instead of the threads of this machine. */
import { fleetOf, type Executor } from "../experiment/index.js";
import type { RunningOptions } from "./usage/shared-options.js";
import { printError } from "./terminal.js";

/** The fleet, when a queue is named; to be closed. */
export async function executorOf({ queue }: RunningOptions): Promise<Executor | undefined> {
  return queue === undefined ? undefined : fleetOf(queue, { notice: printError });
}
