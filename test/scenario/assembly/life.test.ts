import { describe, expect, test } from "vitest";
import { runScenario } from "../cases/run-case.js";
import { problemsOf, scenarioOf } from "../a-scenario.js";

const HOUR = 3600;

/** A unit and its stand-in, which waits without power. */
const COLD = `name: cold
duration: 3000h
networks: { lan: { latency: 0s } }
hosts:
  u1: { network: lan, relay: r1 }
  u2: { like: u1, relay: r2, power: off }
agents: { u1: { report: 5s }, u2: { report: 5s } }
services: { s1: { runs-on: u1 } }
policies: { p: { failover: { preset: 2A, data: [] } } }
`;

/** A system of one unit without chance. */
const UNIT = `name: unit
duration: 300min
networks: { lan: { latency: 0s } }
hosts: { u1: { network: lan, boot: { diagnostics: 0s, standalone: 0s, online: 0s } } }
services: { s1: { runs-on: u1 } }
policies: { p: none }
`;

const outages = (text: string): readonly number[] =>
  runScenario(scenarioOf(text))[0]!.result.incidents.map(({ startSeconds }) => startSeconds);

const inMinutes = (text: string): readonly number[] => outages(text).map((at) => at / 60);

describe("a life", () => {
  test("goes on only while its host has power", () => {
    const [first, second] = outages(`${COLD}faults:
  - { every: 1000h, ages: while-on, crash: u1, repair: 1h }
  - { every: 700h, ages: while-on, crash: u2, repair: 1h }
`);
    expect(first).toBe(1000 * HOUR);
    // It has power about a minute after the other has failed.
    expect(second).toBeGreaterThan(1700 * HOUR + 60);
    expect(second).toBeLessThan(1700 * HOUR + 240);
  });

  test("of the calendar goes on without power, and its stroke is missed", () => {
    const faults = `faults:
  - { every: 1000h, ages: always, crash: u1, repair: 1h }
  - { every: 700h, crash: u2, repair: 1h }
`;
    const [first, second] = outages(COLD + faults);
    expect(first).toBe(1000 * HOUR);
    expect(second).toBe(1401 * HOUR);
  });

  test("stands still while another failure is repaired", () => {
    const faults = `faults:
  - { every: 100min, ages: while-on, crash: u1, repair: 10min }
  - { at: 50min, crash: u1, repair: 20min }
`;
    expect(inMinutes(UNIT + faults)).toEqual([50, 120, 230]);
  });

  test("of whoever serves stands still while nobody does: units in series do not age while one is repaired", () => {
    const result = runScenario(
      scenarioOf(`${UNIT}faults:
  - { every: 100min, ages: while-on, crash: { holder-of: s1 }, repair: 10min }
  - { every: 120min, ages: while-on, hang: { holder-of: s1 }, repair: 10min }
`),
    )[0]!.result;
    expect(result.incidents.map(({ startSeconds }) => startSeconds / 60)).toEqual([100, 130, 220, 270]);
    expect(result.measures["s1.availability"]).toBeCloseTo(260 / 300, 9);
  });

  test("begins anew after a fault that renews it", () => {
    const faults = `faults:
  - { name: wear, every: 100min, ages: while-on, crash: u1, repair: 10min, renews: check }
  - { name: check, every: 70min, ages: while-on, hang: u1, for: 5min, renews: wear, window: { to: 100min } }
`;
    // Checked at 70, whole again at 75; then nobody checks any more.
    expect(inMinutes(UNIT + faults)).toEqual([70, 175, 285]);
  });

  test("of the calendar begins anew as well", () => {
    const faults = `faults:
  - { name: wear, every: 100min, crash: u1, repair: 10min }
  - { at: 60min, hang: u1, for: 5min, renews: [wear] }
`;
    expect(inMinutes(UNIT + faults)).toEqual([60, 165, 275]);
  });
});

describe("a fault that follows a service", () => {
  test("strikes whoever serves by then, and the next before the last is repaired", () => {
    const [run] = runScenario(
      scenarioOf(
        `${COLD}faults: [{ every: 1000h, ages: while-on, crash: { holder-of: s1 }, repair: 5000h }]\n`.replace(
          "3000h",
          "2500h",
        ),
      ),
    );
    expect(run!.result.faults).toMatchObject([{ name: "crash holder of s1", fired: 2, struck: 2 }]);
    expect(run!.result.incidents.map(({ from }) => from)).toEqual(["u1", "u2"]);
  });

  test("counts on where another member of a pool serves from then on, of which nobody tells", () => {
    const pool = UNIT.replace("hosts: { u1:", "hosts: { u2: { like: u1 }, u1:").replace(
      "{ runs-on: u1 }",
      "{ runs-on: [u1, u2], director: d }",
    );
    const [run] = runScenario(
      scenarioOf(`${pool}faults:
  - { at: 50min, crash: u1, repair: 200min }
  - { every: 100min, ages: while-on, crash: { holder-of: s1 }, repair: 20min }
`),
    );
    const { startSeconds, endSeconds } = run!.result.incidents[0]!;
    expect([startSeconds / 60, endSeconds! / 60]).toEqual([100, 120]);
  });

  test("misses where nobody serves", () => {
    const [run] = runScenario(
      scenarioOf(`${UNIT}faults:
  - { at: 10min, crash: u1, repair: 1h }
  - { at: 20min, hang: { holder-of: s1, for: 1min } }
`),
    );
    expect(run!.result.faults[1]).toMatchObject({ fired: 1, struck: 0, missed: [{ effect: "hang", target: "s1" }] });
  });
});

describe("what cannot be is refused", () => {
  test.each([
    ["{ at: 1h, ages: while-on, crash: u1 }", "`ages` without `every`"],
    ["{ every: 1h, ages: while-on, cut: lan, for: 1min }", "lan is no host, and has no hours with power"],
    ["{ every: 1h, ages: while-on, crash: [u1, u2], for: 1min }", "these have hours of their own: u1, u2"],
    ["{ every: 1h, ages: sometimes, crash: u1, for: 1min }", "sometimes cannot stand here"],
    ["{ at: 1h, crash: { host: u1, holder-of: s1 } }", "both `host` and `holder-of`"],
    ["{ at: 1h, crash: { for: 1h } }", "`host` is missing"],
    ["{ at: 1h, crash: { holder-of: u1 } }", "u1 is a host, not a service"],
    ["{ at: 1h, crash: u1, renews: wear }", "no fault that strikes again and again is named wear"],
  ])("%s", (item, message) => {
    expect(problemsOf(`${COLD}faults: [${item}]\n`).join()).toContain(message);
  });
});
