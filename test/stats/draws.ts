// Seeded draws for the tests of statistics, apart from the simulator's own.
import seedrandom from "seedrandom";

/** Draws of one stream: uniform, exponential with mean 1, standard normal. */
export interface Draws {
  uniform(): number;
  exponential(): number;
  normal(): number;
}

export function drawsOf(seed: string): Draws {
  const uniform = seedrandom.alea(`${seed}\0`).double;
  const exponential = (): number => -Math.log(1 - uniform());
  const normal = (): number => Math.sqrt(2 * exponential()) * Math.cos(2 * Math.PI * uniform());
  return { uniform, exponential, normal };
}

export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
