/** Units that fail and are repaired, against the closed forms of Markov chains. Times are in hours. */
import { describe, test } from "vitest";
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
    const results = replicate(lasting({ ...scenario, faults }, 10_000), 25);
    const down = valuesOf(results, "system.availability").map((value) => 1 - value);
    expectMean(down, unavailability(0.1), 0.35);
    // A takeover takes milliseconds; longer incidents had nobody left to take over.
    const firsts = results.map(({ incidents }) => {
      const first = incidents.find(({ recoveryTimeSeconds }) => recoveryTimeSeconds > 1);
      return (first?.startSeconds ?? 10_000 * 3600) / 3600;
    });
    expectMean(firsts, 100 * (2 + 10), 0.8);
  });
});

describe("one unit whose times to failure and to repair are Weibull", () => {
  test("is available for E[up] / (E[up] + E[down]) of the time, whatever the distributions", () => {
    const scenario = scenarioOf("theory/one-unit.yaml", {
      "exponential(1000h)": "weibull(0.48, 816.60h)",
      "exponential(10h)": "weibull(0.58, 2.18h)",
    });
    const down = valuesOf(replicate(scenario, 12), "system.availability").map((value) => 1 - value);
    expectMean(down, 3.43325 / (1766.14 + 3.43325), 0.4);
  });
});

describe("a stand-in that is always there and takes over in 25 s", () => {
  test("leaves a unit that fails every 720 h available for 0.999990355 of the time", () => {
    // Detection, fencing and identity take 6.4 ms of the 25 s.
    const scenario = scenarioOf("theory/cold-standby.yaml", {
      "online: 0s": "online: 24.9936s",
      "boot: 1s": "boot: 1min",
      "exponential(1000h)": "exponential(720h)",
      "exponential(10h)": "1s",
      ", crew: crew-1": "",
      "crews:\n  crew-1: { size: 1 }\n": "",
    });
    const down = valuesOf(replicate(lasting(scenario, 100_000), 12), "system.availability").map((value) => 1 - value);
    expectMean(down, 1 - 0.999990355, 0.2);
  });
});

describe("ten units and a crew", () => {
  test.each([
    [1, 2.145823],
    [2, 1.038638],
  ])("that repairs %d at a time: %d are down on average", (size, theory) => {
    const scenario = scenarioOf("theory/machine-repair.yaml", { "size: 1": `size: ${size}` });
    const down = replicate(scenario, 10).map(({ measures }) =>
      scenario.world.hosts.reduce((sum, { name }) => sum + 1 - measures[`${name}.availability`]!, 0),
    );
    expectMean(down, theory, 0.15);
  });
});
