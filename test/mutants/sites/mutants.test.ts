/** Each mutant of site failover is caught in a scenario that holds as it is shipped. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { runReplication } from "../../../src/experiment/index.js";
import { addInvariant } from "../../../src/observe/index.js";
import { decodeScenario } from "../../../src/scenario/index.js";
import { MINUTE } from "../../../src/units/index.js";
import type { Controller } from "../trial.js";
import { type SiteMutant, SITES, siteMutants } from "./mutants.js";
import { oneFailureIsSurvived } from "./one-failure-is-survived.js";
import { sitesMoveAsOne } from "./sites-move-as-one.js";

addInvariant(oneFailureIsSurvived);
addInvariant(sitesMoveAsOne(SITES));

const folder = new URL("../../../scenarios/site-failover/", import.meta.url);

function found({ scenario: file, policy, caughtBy }: SiteMutant, machine?: Controller) {
  const url = new URL(file, folder);
  const read = (name: string): string => readFileSync(new URL(name, url), "utf8");
  const { scenario } = decodeScenario(readFileSync(url, "utf8"), file, { read });
  const chosen = scenario!.policies.find(({ name }) => name === policy)!;
  // Long enough for the first takeover.
  const short = { ...scenario!, duration: Math.min(scenario!.duration, 75 * MINUTE) };
  const { result } = runReplication(short, chosen, 0, { detail: false, ...(machine !== undefined && { machine }) });
  return result.invariants.find(({ name }) => name === caughtBy);
}

for (const mutant of siteMutants) {
  const { name, about, machine, caughtBy } = mutant;
  test(`a mutant that ${name} (${about}) is caught by ${caughtBy}`, () => {
    expect(found(mutant)).toMatchObject({ violations: 0 });
    expect(found(mutant)!.atStake).toBeGreaterThan(0);
    expect(found(mutant, machine)!.violations).toBeGreaterThan(0);
  });
}
