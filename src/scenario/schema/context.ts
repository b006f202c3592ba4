/** What the fields of a schema may ask while they decode: the names of this scenario, its other files. */
import { distributionIn, type Quantity, type WrittenDistribution } from "../quantity/index.js";
import type { Sources } from "../sources.js";
import { Names } from "./names.js";

export interface Context {
  readonly names: Names;
  readonly sources: Sources;
  readonly distribution: Quantity<WrittenDistribution>;
}

export function contextOf(names: Names, sources: Sources): Context {
  return { names, sources, distribution: distributionIn(sources) };
}

/** For the JSON Schema, for which nothing is decoded. */
export function emptyContext(): Context {
  return contextOf(new Names(), { read: () => new Error("nothing is read for a schema") });
}
