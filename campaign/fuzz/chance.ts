/** Draws for the fuzzer. */
import { type Stream, Streams } from "../../src/sim/index.js";

export function streamOf(seed: number, purpose: string): Stream {
  return new Streams(seed).stream(purpose);
}

export function pick<T>(choices: readonly T[], stream: Stream): T {
  return choices[Math.floor(stream.uniform() * choices.length)]!;
}

/** A whole number from 0, below `bound`. */
export function below(bound: number, stream: Stream): number {
  return Math.floor(stream.uniform() * bound);
}

export function chance(probability: number, stream: Stream): boolean {
  return stream.uniform() < probability;
}
