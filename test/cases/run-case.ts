// Runs a case of this folder, or a variation of it: the policies' results by name.
import { readFileSync } from "node:fs";
import { runScenario, scenarioText } from "../../src/experiment/index.js";
import type { PolicyResult } from "../../src/result/index.js";
import { decodeScenario, formatProblems } from "../../src/scenario/index.js";

/** What replaces what in its text; each must be there. */
export type Changes = readonly (readonly [from: string, to: string])[];

export function textOf(name: string, changes: Changes = []): string {
  let text = readFileSync(new URL(`${name}.yaml`, import.meta.url), "utf8");
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`${name} has no ${from}`);
    text = text.replaceAll(from, to);
  }
  return text;
}

export async function runCase(
  name: string,
  changes: Changes = [],
  options: { readonly replications?: number; readonly policies?: readonly string[] } = {},
): Promise<Readonly<Record<string, PolicyResult>>> {
  const { policies } = await runScenario(scenarioText(textOf(name, changes)), options);
  return Object.fromEntries(policies.map((each) => [each.policy, each]));
}

/** The value of a measure over all replications. */
export function value({ measures }: PolicyResult, key: string): number | null {
  const found = measures.find((each) => each.key === key);
  if (found === undefined) throw new Error(`there is no measure ${key}`);
  return found.overall;
}

/** Names of the invariants that were violated. */
export function violated({ invariants }: PolicyResult): readonly string[] {
  return invariants.filter(({ violations }) => violations > 0).map(({ name }) => name);
}

/** What is wrong with it, as a user is told. */
export function problemsOf(text: string): string {
  return formatProblems(decodeScenario(text, "case.yaml", { read: () => "" }).problems);
}
