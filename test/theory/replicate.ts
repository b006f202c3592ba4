/** Runs a theory scenario many times and compares its mean with theory: the interval of the replications must cover it. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import { runReplication } from "../../src/experiment/run-replication.js";
import type { ReplicationResult } from "../../src/result/index.js";
import { decodeScenario, formatProblems, type Scenario } from "../../src/scenario/index.js";
import { covers, meanInterval, Tally } from "../../src/stats/index.js";

/** Of 1000 right tests one would fail by chance; seeds are fixed, so that it is always the same one. */
const LEVEL = 0.999;

/** @param changes words of the file, each standing there once at least, and what is put in their place */
export function scenarioOf(file: string, changes: Readonly<Record<string, string>> = {}): Scenario {
  const path = join("scenarios", file);
  const read = (part: string): string => readFileSync(join(dirname(path), part), "utf8");
  let text = read(file.slice(file.lastIndexOf("/") + 1));
  for (const [from, to] of Object.entries(changes)) {
    if (!text.includes(from)) throw new Error(`${path} does not say ${from}`);
    text = text.replaceAll(from, to);
  }
  const { scenario, problems } = decodeScenario(text, path, { read });
  if (scenario === null) throw new Error(formatProblems(problems));
  return scenario;
}

/** Independent runs of one policy, the first unless named. */
export function replicate(scenario: Scenario, count: number, name?: string): readonly ReplicationResult[] {
  const policy = name === undefined ? scenario.policies[0] : scenario.policies.find((each) => each.name === name);
  return Array.from({ length: count }, (_, replication) => {
    const { result } = runReplication(scenario, policy!, replication, { detail: false });
    for (const { name, violations } of result.invariants) expect(violations, name).toBe(0);
    return result;
  });
}

/** Values of one measure, one a run. */
export function valuesOf(results: readonly ReplicationResult[], key: string): readonly number[] {
  return results.map(({ measures }) => {
    const value = measures[key];
    if (value === null || value === undefined) throw new Error(`${key} was not measured`);
    return value;
  });
}

/** @param within the interval must also be this narrow, relative to theory: one that covers everything proves nothing */
export function expectMean(values: readonly number[], theory: number, within: number): void {
  const tally = new Tally();
  for (const value of values) tally.add(value);
  const interval = meanInterval(tally, LEVEL);
  const told = `mean ${tally.mean}, interval ${interval?.low} to ${interval?.high}, theory ${theory}`;
  expect(interval !== null && covers(interval, theory), told).toBe(true);
  expect((interval!.high - interval!.low) / 2 / Math.abs(theory), `half width of ${told}`).toBeLessThan(within);
}
