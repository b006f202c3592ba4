/** Each mutant of site failover is caught in a scenario that holds as it is shipped. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { runReplication } from "../../../src/experiment/index.js";
import { addInvariant } from "../../../src/observe/index.js";
import { decodeScenario } from "../../../src/scenario/index.js";
import { MINUTE } from "../../../src/units/index.js";
import type { Controller } from "../trial.js";
import { CAUGHT_BY, siteMutants } from "./mutants.js";
import { oneFailureIsSurvived } from "./one-failure-is-survived.js";

addInvariant(oneFailureIsSurvived);

const folder = new URL("../../../scenarios/site-failover/", import.meta.url);

function found(file: string, policy: string, machine?: Controller) {
  const url = new URL(file, folder);
  const read = (name: string): string => readFileSync(new URL(name, url), "utf8");
  const { scenario } = decodeScenario(readFileSync(url, "utf8"), file, { read });
  const chosen = scenario!.policies.find(({ name }) => name === policy)!;
  // Long enough for the first takeover.
  const short = { ...scenario!, duration: Math.min(scenario!.duration, 75 * MINUTE) };
  const { result } = runReplication(short, chosen, 0, { detail: false, ...(machine !== undefined && { machine }) });
  return result.invariants.find(({ name }) => name === CAUGHT_BY);
}

for (const { name, about, scenario, policy, machine } of siteMutants) {
  test(`a mutant that ${name} (${about}) is caught by ${CAUGHT_BY}`, () => {
    expect(found(scenario, policy)).toMatchObject({ atStake: 1, violations: 0 });
    expect(found(scenario, policy, machine)).toMatchObject({ atStake: 1, violations: 1 });
  });
}
