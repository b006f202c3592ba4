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
  /** Of inputs that come a million times: what they will come to. */
  readonly foresight?: Foresight<State, In, Out>;
  /** Of a timer that rings at an interval to have something looked at: when nothing comes of that. */
  readonly rest?: Rest<State>;
}

/**
 * What a machine can tell beforehand: so that whoever runs it need not ask it at each step of what always goes the same way.
 * Nothing depends on that: it may be asked at each step all the same.
 */
export interface Foresight<State, In, Out> {
  /** The `step` that it speaks of: whoever does something else instead foresees nothing. */
  readonly of: unknown;
  /** What it will say in the end if all that it asks for in between is done, and nothing else comes to it; `null`: who knows. */
  answer(state: State, input: In): Out | null;
  /** Whether it would foresee the same after this input, and need not know before of what is under way as it was foreseen. */
  isUnmovedBy(state: State, input: In): boolean;
  /** So many inputs have come to what was foreseen, and it was not asked. */
  skip(state: State, times: number): void;
}

/**
 * What a machine can tell of a timer that `looks`: so that whoever runs it need not have it ring while all is as it was.
 * Nothing depends on that: it may ring all the same.
 */
export interface Rest<State> {
  /** The `step` that it speaks of: whoever does something else instead is never at rest. */
  readonly of: unknown;
  /** Whether nothing but what `skip` makes up for would come of it, as long as whatever is looked at answers. */
  isAtRest(state: State): boolean;
  /** So many times it did not ring, and nobody was asked. */
  skip(state: State, times: number): void;
}

/** What came of one input. */
export interface Turn<State, Out> {
  readonly state: State;
  readonly effects: readonly Out[];
}
