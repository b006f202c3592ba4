/** Units that fail and are repaired, against the closed forms of Markov chains. Times are in hours. */
import { describe, expect, test } from "vitest";
import type { Scenario } from "../../src/scenario/index.js";
import { exponential } from "../../src/sim/index.js";
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
    expectMean(values, 100 / 101, 0.001);
    const downMinutes = values.map((value) => (1 - value) * MINUTES_A_YEAR);
    expectMean(downMinutes, 5203.96, 0.12);
  });

  test("is available with probability 0.9990488 after an hour and 0.9937051 after ten", () => {
    expectMean(valuesOf(replicate(atInstant(scenario, 1), 1000), "system.availability"), 0.9990488, 0.01);
    expectMean(valuesOf(replicate(atInstant(scenario, 10), 1000), "system.availability"), 0.9937051, 0.01);
  });

  test("is available for 0.9910793 of its first hundred hours", () => {
    expectMean(valuesOf(replicate(lasting(scenario, 100), 1500), "system.availability"), 0.9910793, 0.005);
  });

  test("fails 8.67337 times in 8760 h", () => {
    const failures = replicate(lasting(scenario, 8760), 400).map(({ faults }) => faults[0]!.fired);
    expectMean(failures, 8.67337, 0.08);
  });
});

describe("a cold stand-in and one crew", () => {
  const scenario = scenarioOf("theory/cold-standby.yaml");

  /** With r = repair time / time to failure. */
  function unavailability(r: number): number {
    return (r * r) / (1 + r + r * r);
  }

  test("are both down for 9.9e-5 of the time", () => {
    const down = valuesOf(replicate(scenario, 12), "system.availability").map((value) => 1 - value);
    expectMean(down, unavailability(0.01), 1.5);
  });

  test("with failures ten times as often, are both down for 0.9 % of the time, and first after 1200 h", () => {
    const faults = scenario.faults.map((fault) => ({ ...fault, timing: { every: exponential(100 * HOUR) } }));
    const results = replicate(lasting({ ...scenario, faults }, 10_000), 40);
    const down = valuesOf(results, "system.availability").map((value) => 1 - value);
    expectMean(down, unavailability(0.1), 0.25);
    // A takeover takes milliseconds; longer incidents had nobody left to take over.
    const firsts = results.map(({ incidents }) => {
      const first = incidents.find(({ recoveryTimeSeconds }) => recoveryTimeSeconds > 1);
      return (first?.startSeconds ?? 10_000 * 3600) / 3600;
    });
    expectMean(firsts, 100 * (2 + 10), 0.6);
  });
});
