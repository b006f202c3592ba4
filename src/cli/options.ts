/** What the options of commands mean. */
import { InputError, noSuch, type PrecisionGoal, type ReadOptions } from "../experiment/index.js";
import { decodeDuration, type Scenario } from "../scenario/index.js";
import type { PrecisionOptions, RunningOptions } from "./usage/shared-options.js";

export function precisionGoal({ precision, maxReplications, measure }: PrecisionOptions): PrecisionGoal | null {
  return precision === undefined ? null : { relative: precision, maximum: maxReplications, measures: measure };
}

export function readOptions({
  seed,
  until,
  allowModules,
}: Pick<RunningOptions, "seed" | "until" | "allowModules">): ReadOptions {
  return {
    seed,
    duration: until === undefined ? undefined : durationOf(until),
    modules: allowModules === true ? "compile" : "refuse",
  };
}

function durationOf(text: string): number {
  const decoded = decodeDuration(text);
  if (typeof decoded === "number") return decoded;
  throw new InputError(`--until ${text}: ${decoded.error}`);
}

/** Names of policies: one, several with commas, or `all`. */
export function policiesOf(
  scenario: Scenario,
  wanted: string | undefined,
  otherwise: "all" | "first",
): readonly string[] {
  const names = scenario.policies.map(({ name }) => name);
  if (wanted === undefined) return otherwise === "all" ? names : names.slice(0, 1);
  if (wanted === "all") return names;
  const chosen = wanted.split(",").map((each) => each.trim());
  for (const name of chosen) {
    if (names.includes(name)) continue;
    throw noSuch(`policy in ${scenario.name}`, name, names);
  }
  return chosen;
}
