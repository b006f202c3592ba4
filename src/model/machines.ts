/** What runs the machines of control: parts of the world start them, speak to them and end them, and know no more of them. */
import type { Effect, Input, Machine } from "../control/index.js";
import type { Letter } from "./place.js";

/** One of them at work. */
export interface Running {
  receive(letter: Letter): void;
  /** Ends it for good. */
  end(): void;
}

export interface Machines {
  /** Starts a machine somewhere. */
  run<C, S>(place: string, machine: Machine<C, S, Input, Effect>, config: C): Running;
}
