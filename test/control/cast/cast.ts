/** What the bench of text tests has to know of a family to put one of its machines at a place. */
import type { Action, Effect, EffectId, Input, Machine, Message, Outcome } from "../../../src/control/index.js";
import type { Micros } from "../../../src/units/index.js";

export interface Cast {
  readonly machine: Machine<unknown, unknown, Input, Effect>;
  /** What the machine at a place is told before it starts, by the options of its line. */
  readonly config: (options: ReadonlyMap<string, string>, place: string) => unknown;
  /** The message that some words stand for, `null` when they stand for none. */
  readonly read?: (words: readonly string[], now: Micros) => Message | null;
  /** Lines that stand for several inputs. */
  readonly commands?: Readonly<Record<string, (seat: Seat, words: readonly string[], now: Micros) => void>>;
  /** What comes so often that it is not told. */
  readonly hides?: (effect: Effect) => boolean;
  /** It hears so much that only what comes of it is told. */
  readonly quiet?: boolean;
  /** What comes of an action that is done at once, on a line `run`; `null`: the text says. */
  readonly obliges?: (action: Action) => Outcome | null;
  /** What is told otherwise than by its values. */
  readonly say?: (effect: Effect) => string | null;
}

/** A machine on the bench, for commands. */
export interface Seat {
  /** Actions whose outcome it waits for. */
  readonly open: ReadonlyMap<EffectId, Action>;
  settle(id: EffectId, outcome: Outcome, now: Micros): void;
  hear(from: string, over: string | null, body: Message, now: Micros): void;
  step(input: Input, now: Micros): void;
}

/** The machine is only ever given the configuration that `config` makes. */
export function castOf<Config, State>(
  machine: Machine<Config, State, Input, Effect>,
  config: (options: ReadonlyMap<string, string>, place: string) => Config,
  more: Omit<Cast, "machine" | "config"> = {},
): Cast {
  return { machine: machine as Cast["machine"], config, ...more };
}
