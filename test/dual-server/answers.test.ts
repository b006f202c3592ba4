// Answers that come at the last instant, late or never, and a driver that hangs at a bad time; worked out by hand, to the microsecond.
import { expect, test } from "vitest";
import { runReplication } from "../../src/experiment/index.js";
import { scenarioOf } from "../scenario/a-scenario.js";

/** Two clusters of one system, two servers elsewhere, all on one network of 1 ms; agents are there after 5 ms and 1 s. */
function world({ policy = "", console = "", faults = "" }): string {
  return `
name: answers
duration: 10min
networks: { lan: { latency: 1ms } }
hosts:
  atm-1: { network: lan, boot: { auto: true } }
  atm-2: { like: atm-1 }
  hq-1: { network: lan }
  hq-2: { network: lan }
domain:
  sites: { town: { network: lan } }
  systems: { bank: { site: town, clusters: [atm-1, atm-2], devices: { box-1: {} } } }
  servers: { A: { on: hq-1 }, B: { on: hq-2 } }
  tasks: { refill: { takes: 20s } }
  consoles: { desk: { site: town, ${console} gives: [{ at: 60s, task: refill, to: atm-1 }] } }
policies: { dual: { domain: { ${policy} } } }
faults: [${faults}]
`;
}

function ran(parts: Parameters<typeof world>[0]) {
  const scenario = scenarioOf(world(parts));
  const { result } = runReplication(scenario, scenario.policies[0]!, 0, { detail: false });
  return { ...result, violated: result.invariants.filter(({ violations }) => violations > 0).map(({ name }) => name) };
}

/** Launched after 5 ms and 1 s; 1 ms there, 1 ms back. */
const REGISTERED = 0.005 + 1 + 0.002;
/** 5 ms to read, 1 ms until its server holds it; stale since it was stored, at 5 ms. */
const HELD = REGISTERED + 0.005 + 0.001;

test("an answer that comes at the very instant at which it is waited for no longer has come in time", () => {
  const { measures } = ran({ policy: "registration: { answer: 5ms, pause: 10s }", faults: SLOW_BY(3) });
  // 5 ms there and back, and so is reading; then 4 ms until A holds it.
  expect(measures["atm-1-A.registrations"]).toBe(1);
  expect(measures["A.stale.longest"]).toBeCloseTo(HELD + 0.003 + 0.003 - 0.005, 9);
});

test("an answer that always takes longer than it is waited for counts when it comes", () => {
  const { measures, violated } = ran({
    policy: "registration: { answer: 5ms, pause: 10s, tries: 3 }",
    faults: SLOW_BY(4),
  });
  expect(measures["atm-1-A.registrations"]).toBe(1);
  expect(measures["A.stale.longest"]).toBeCloseTo(HELD + 0.004 + 0.004 - 0.005, 9);
  expect(measures["atm-1.pairs"]).toBeCloseTo(2 - (2 * (REGISTERED - 0.001) + 0.004) / 600, 6);
  expect(violated).toEqual([]);
});

/** What agents tell A comes so many ms later. */
function SLOW_BY(ms: number): string {
  return `{ at: 0s, disturbance: { from: [atm-1-A, atm-2-A], to: A, delay: ${ms}ms }, for: 10min }`;
}

test("after its last try an agent ends as soon as that has failed, not after one more pause", () => {
  const during = (away: string) =>
    ran({
      policy: "registration: { tries: 3, pause: 10s, answer: 5s }",
      faults: `{ at: 0s, server-failure: A, for: ${away} }, { at: 40s, pair-failure: atm-1-A, for: 1s }`,
    });
  // Tries at 1.005 s, 16.005 s and 31.005 s; what arrives at 31.006 s finds the server back.
  expect(during("31006ms").measures["atm-1-A.registrations"]).toBe(4);
  const { measures, faults } = during("31007ms");
  expect(measures["atm-1-A.registrations"]).toBe(3);
  // At 40 s it has ended: nothing is left to strike.
  expect(faults.at(-1)!.missed).toMatchObject([{ times: 1 }]);
});

test("a task whose outcome is being stored when its driver hangs is not begun by the twin: it is told of that outcome", () => {
  const { measures, violated } = ran({
    console: "servers: [A], patience: 10s, notices: 10004ms,",
    // Executed from 60.007 s to 80.007 s, stored at 80.012 s; the twin is asked at 80.011 s.
    faults: "{ at: 80.010s, driver-hang: atm-1-driver, for: 60s }",
  });
  expect(violated).toEqual([]);
  expect(measures["desk.completed"]).toBe(1);
  // The twin's agent is told at once, and 1 ms later its server, and 1 ms later the console.
  expect(measures["desk.answer.max"]).toBeCloseTo(20.014, 9);
});

test("a driver that hangs tells nobody before it goes on", () => {
  const { measures, violated } = ran({
    console: "servers: [A], patience: 10min,",
    faults: "{ at: 80.010s, driver-hang: atm-1-driver, for: 60s }",
  });
  expect(violated).toEqual([]);
  expect(measures["desk.answer.max"]).toBeCloseTo(80.012, 9);
});

test("a fault may be aimed at a step of the start of one cluster, and strikes whenever that begins", () => {
  const { measures } = ran({ faults: "{ when: { step: launch, of: atm-2 }, power-loss: atm-2, repair: 100s }" });
  expect(measures["atm-1.acting"]).toBeCloseTo(1 - REGISTERED / 600, 4);
  expect(measures["atm-2.acting"]).toBe(0);
});

test("an agent that hangs while something changes learns it when it goes on", () => {
  const { measures, violated } = ran({
    faults: `{ at: 95s, pair-hang: atm-1-A, for: 10s }, { at: 100s, device-unavailable: box-1, for: 200s }`,
  });
  // Stored at 100.005 s; from 105 s on 5 ms to read, 1 ms until A holds it.
  expect(measures["A.stale.longest"]).toBeCloseTo(5.001, 9);
  expect(violated).toEqual([]);
});

test("an agent that hangs while its task ends reports that when it goes on", () => {
  const { measures, violated } = ran({ faults: "{ at: 75s, pair-hang: atm-1-A, for: 10s }" });
  // From 60 s on; from 85 s on 1 ms to A, 1 ms to the console.
  expect(measures["desk.answer.max"]).toBeCloseTo(25.002, 9);
  expect([measures["desk.completed"], measures["desk.repeated"]]).toEqual([1, 0]);
  expect(violated).toEqual([]);
});

/** One who trusts A alone waits 30 s for an answer, and notices 10 s later that there is none: at 100 s the twin gets the task. */
const BY_THE_TWIN = "servers: [A], patience: 30s, notices: 10s, tries: 9,";

test("what a twin has taken over from a driver that hangs is taken back by that when it goes on, if the twin has died meanwhile", () => {
  const { measures, violated } = ran({
    console: BY_THE_TWIN,
    faults: "{ at: 70s, driver-hang: atm-1-driver, for: 100s }, { at: 110s, driver-failure: atm-2-driver, for: 300s }",
  });
  // Begun anew at 170 s; 20 s to execute, 5 ms to store, 1 ms to A, 1 ms to the desk.
  expect(measures["desk.answer.mean"]).toBeCloseTo(170 + 20 + 0.007 - 60, 9);
  expect(measures["desk.completed"]).toBe(1);
  expect(violated).toEqual([]);
});

test("an agent that has handed a task on in two lives to a driver that hung is told once", () => {
  const { measures, violated } = ran({
    console: BY_THE_TWIN,
    faults: "{ at: 50s, driver-hang: atm-1-driver, for: 120s }, { at: 70s, pair-failure: atm-1-A, for: 10s }",
  });
  // By the twin: 1 ms to A, 1 ms to its agent, 5 ms to store who asks, 20 s, 5 ms to store that, 1 ms to A, 1 ms to the desk.
  expect(measures["desk.answer.mean"]).toBeCloseTo(100 + 20 + 0.014 - 60, 9);
  expect(measures["desk.completed"]).toBe(1);
  expect(violated).toEqual([]);
});
