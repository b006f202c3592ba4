/**
 * Seeds that are known to catch mutants: they are tried first, and all the others when they do not any more, so that every
 * mutant is still searched for as long as it takes. REWRITE=1 searches for them anew and writes them beside the test.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { InvariantResult } from "../../src/result/index.js";

const REWRITES = process.env["REWRITE"] === "1";

/** By the name of the mutant. */
type Known = Record<string, readonly (string | number)[]>;

export interface Hunted {
  readonly name: string;
  /** Each of these invariants has to be violated by some run. */
  readonly violates: readonly string[];
}

export class KnownSeeds {
  private readonly known: Known;

  /** @param file is written, with the seeds of all mutants that are searched for */
  constructor(private readonly file: URL) {
    this.known = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Known) : {};
  }

  /**
   * Which invariants never catch a mutant.
   * @param seeds where it is searched for, in this order
   * @param violatedBy the names of the invariants that the run of a seed violates
   */
  missedBy<Seed extends string | number>(
    { name, violates }: Hunted,
    seeds: readonly Seed[],
    violatedBy: (seed: Seed) => readonly string[],
  ): readonly string[] {
    const missing = new Set(violates);
    const catching: Seed[] = [];
    for (const seed of [...this.of(name, seeds), ...seeds]) {
      if (missing.size === 0) break;
      if (violatedBy(seed).filter((each) => missing.delete(each)).length > 0) catching.push(seed);
    }
    if (REWRITES) this.keep(name, catching);
    return [...missing];
  }

  private of<Seed extends string | number>(name: string, seeds: readonly Seed[]): readonly Seed[] {
    return REWRITES ? [] : seeds.filter((each) => this.known[name]?.includes(each));
  }

  private keep(name: string, seeds: readonly (string | number)[]): void {
    this.known[name] = seeds;
    const lines = Object.entries(this.known).map(
      ([each, own]) => `  ${JSON.stringify(each)}: [${own.map((seed) => JSON.stringify(seed)).join(", ")}]`,
    );
    writeFileSync(this.file, `{\n${lines.join(",\n")}\n}\n`);
  }
}

/** The names of those that were violated. */
export function violatedIn(found: readonly InvariantResult[]): readonly string[] {
  return found.flatMap(({ name, violations }) => (violations > 0 ? [name] : []));
}

/** The seeds from 0 on. */
export function firstSeeds(count: number): readonly number[] {
  return Array.from({ length: count }, (_, seed) => seed);
}
