/** Choices by chance, all from one stream, for scenarios that are drawn. */
import { type Stream, Streams } from "../../../src/sim/index.js";

export interface Dice {
  /** Whether something with this probability is so. */
  readonly is: (probability: number) => boolean;
  readonly one: <T>(...choices: readonly T[]) => T;
  /** Some of them, at least one, in a drawn order. */
  readonly some: <T>(choices: readonly T[]) => readonly T[];
  /** The part of a mapping that is there with this probability. */
  readonly maybe: <T extends object>(probability: number, part: () => T) => T | Record<string, never>;
}

export function diceOf(seed: number): Dice {
  return dice(new Streams(seed).stream("scenario"));
}

function dice(stream: Stream): Dice {
  const below = (count: number): number => Math.floor(stream.uniform() * count);
  const is = (probability: number): boolean => stream.uniform() < probability;
  return {
    is,
    one: (...choices) => choices[below(choices.length)]!,
    some: (choices) => {
      const left = [...choices];
      const count = 1 + below(left.length);
      return Array.from({ length: count }, () => left.splice(below(left.length), 1)[0]!);
    },
    maybe: (probability, part) => (is(probability) ? part() : {}),
  };
}
