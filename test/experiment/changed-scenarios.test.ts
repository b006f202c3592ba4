// Scenarios with a few values exchanged at random: refused with words, or run to the end without a defect of the simulator.
import { expect, test } from "vitest";
import { changedScenario, changedScenarios } from "../../campaign/hunt/changed-scenarios.js";

/** `npm run campaign` tries others. */
const SEEDS = 15;

test("scenarios with values exchanged at random are refused with words, or run to their end with books that balance", async () => {
  let refusals = 0;
  for (let seed = 0; seed < SEEDS; seed++) {
    const input = changedScenario(seed);
    refusals += input.refused;
    expect([input.text, await changedScenarios.attempt(input)]).toEqual([input.text, null]);
  }
  expect(refusals).toBeGreaterThan(SEEDS);
}, 120_000);
