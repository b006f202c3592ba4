/** What runs the machines of control: parts of the world start them, speak to them and end them, and know no more of them. */
import type { Effect, Input, Machine, Message } from "../control/index.js";

/** One of them at work. */
export interface Running {
  deliver(input: Input): void;
  /** Somebody said something. */
  hear(from: string, body: Message): void;
  /** Ends it for good, or until it is started again. */
  stop(): void;
}

export interface Machines {
  /** Starts a machine somewhere. */
  run<C, S>(place: string, machine: Machine<C, S, Input, Effect>, config: C): Running;
}
