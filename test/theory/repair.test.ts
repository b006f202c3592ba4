/** Units that fail and are repaired, against the closed forms of Markov chains. Times are in hours. */
import { describe, expect, test } from "vitest";
import type { Scenario } from "../../src/scenario/index.js";
import { HOUR } from "../../src/units/index.js";
import { expectMean, replicate, scenarioOf, valuesOf } from "./replicate.js";

const MINUTES_A_YEAR = 525_600;

function lasting(scenario: Scenario, hours: number): Scenario {
  return { ...scenario, duration: hours * HOUR };
}

/** The state at one instant: what is measured in the microsecond after it. */
function atInstant(scenario: Scenario, hours: number): Scenario {
  return { ...scenario, duration: hours * HOUR + 1, warmUp: hours * HOUR };
}

describe("one unit that fails every 1000 h and is repaired in 10 h", () => {
  const scenario = scenarioOf("theory/one-unit.yaml");

  test("is available for mu / (lambda + mu) of the time", () => {
    const values = valuesOf(replicate(scenario, 10), "system.availability");
    expectMean(values, 100 / 101, 0.0005);
    const downMinutes = values.map((value) => (1 - value) * MINUTES_A_YEAR);
    expectMean(downMinutes, 5203.96, 0.05);
  });

  test("is available with probability 0.9990488 after an hour and 0.9937051 after ten", () => {
    expectMean(valuesOf(replicate(atInstant(scenario, 1), 2000), "system.availability"), 0.9990488, 0.01);
    expectMean(valuesOf(replicate(atInstant(scenario, 10), 2000), "system.availability"), 0.9937051, 0.01);
  });

  test("is available for 0.9910793 of its first hundred hours", () => {
    expectMean(valuesOf(replicate(lasting(scenario, 100), 4000), "system.availability"), 0.9910793, 0.005);
  });

  test("fails 8.67337 times in 8760 h", () => {
    const failures = replicate(lasting(scenario, 8760), 1000).map(({ faults }) => faults[0]!.fired);
    expectMean(failures, 8.67337, 0.05);
  });
});
