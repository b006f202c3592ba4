/** The seam: everything in this room is a machine, a value of state and a function from state, input and time to new state and effects. */
import type { Micros } from "../units/index.js";

/**
 * Pure logic. It would run unchanged on real machines: nothing but inputs comes in, nothing but effects goes out.
 * A machine may change its own state object for speed as long as nobody outside can tell.
 */
export interface Machine<Config, State, In, Out> {
  start(config: Config, now: Micros): Turn<State, Out>;
  step(state: State, input: In, now: Micros): Turn<State, Out>;
  /**
   * The machine was restarted, and this is what its disk holds: what it stored last under each key. One that stores
   * nothing starts anew.
   */
  restart?(config: Config, disk: Readonly<Record<string, unknown>>, now: Micros): Turn<State, Out>;
}

/** What came of one input. */
export interface Turn<State, Out> {
  readonly state: State;
  readonly effects: readonly Out[];
}
