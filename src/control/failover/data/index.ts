/** All data strategies, in the order in which they are listed. */
import { copy } from "./copy.js";
import { splitMirror } from "./split-mirror.js";
import type { DataStrategy } from "./strategy.js";

export type { DataStrategy } from "./strategy.js";

export const dataStrategies: readonly DataStrategy[] = [splitMirror, copy];

export function dataStrategy(name: string): DataStrategy {
  const found = dataStrategies.find((strategy) => strategy.name === name);
  if (found === undefined) throw new Error(`no data strategy is named ${name}`);
  return found;
}
