import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Happening } from "../../../src/model/index.js";
import {
  down,
  note,
  run,
  START,
  stepEnded,
  stepStarted,
  takeoverEnded,
  takeoverStarted,
  up,
  verdict,
  type Told,
} from "../small-run.js";

function phasesOf(told: readonly Told[]) {
  const [incident] = run(told).incidents;
  return incident?.phases.map(({ phase, startSeconds, durationSeconds }) => [phase, startSeconds, durationSeconds]);
}

const waiting = note({ kind: "waiting", services: ["shop"], because: { rule: "no-stand-in", passed: [] } });

describe("the phases of an incident", () => {
  it("follow the steps of the takeover from the verdict to full service", () => {
    const told: Told[] = [
      START,
      [10, down()],
      [25, verdict("web-1"), takeoverStarted(), stepStarted("shut-down", "fence")],
      [27, stepEnded("shut-down"), stepStarted("replicate", "data")],
      [40, stepEnded("replicate"), stepStarted("boot", "boot")],
      [60, stepEnded("boot"), takeoverEnded()],
      [62, up("web-2")],
    ];
    expect(phasesOf(told)).toEqual([
      ["detect", 10, 15],
      ["fence", 25, 2],
      ["data", 27, 13],
      ["boot", 40, 20],
      ["resume", 60, 2],
    ]);
    const [incident] = run(told).incidents;
    expect(incident).toMatchObject({ detectedSeconds: 25, endSeconds: 62, recoveryTimeSeconds: 52, number: 1 });
    expect(incident?.steps.map(({ step, outcome, reason }) => [step, outcome, reason])).toEqual([
      ["shut-down", "done", "done"],
      ["replicate", "done", "done"],
      ["boot", "done", "done"],
    ]);
  });

  it("count a pause before a step is tried again to that step", () => {
    expect(
      phasesOf([
        START,
        [10, down()],
        [20, verdict("web-1"), takeoverStarted(), stepStarted("cut-power", "fence")],
        [22, stepEnded("cut-power", "failed")],
        [80, stepStarted("cut-power", "fence")],
        [81, stepEnded("cut-power"), stepStarted("boot", "boot")],
        [90, up("web-2")],
      ]),
    ).toEqual([
      ["detect", 10, 10],
      ["fence", 20, 61],
      ["boot", 81, 9],
    ]);
  });

  it("have no detection when the verdict fell before the outage", () => {
    const [incident] = run([
      START,
      [10, verdict("web-1", "failure imminent"), takeoverStarted(), stepStarted("shut-down", "fence")],
      [12, down()],
      [13, stepEnded("shut-down"), stepStarted("boot", "boot")],
      [20, up("web-2")],
    ]).incidents;
    expect(incident?.phases.map(({ phase, durationSeconds }) => [phase, durationSeconds])).toEqual([
      ["fence", 1],
      ["boot", 7],
    ]);
    expect(incident?.detectedSeconds).toBe(12);
    expect(incident?.steps).toHaveLength(2);
  });

  it("are repair as a whole when nobody noticed", () => {
    expect(phasesOf([START, [10, down()], [70, up()]])).toEqual([["repair", 10, 60]]);
    expect(phasesOf([START, [10, down()], [15, verdict("web-2")], [70, up()]])).toEqual([["repair", 10, 60]]);
  });

  it("are repair once the logic has given up for good, or waits to the end", () => {
    const tried = [verdict("web-1"), takeoverStarted(), stepStarted("boot", "boot")];
    expect(phasesOf([START, [10, down()], [15, verdict("web-1"), waiting], [70, up()]])).toEqual([
      ["detect", 10, 5],
      ["repair", 15, 55],
    ]);
    expect(
      phasesOf([
        START,
        [10, down()],
        [15, ...tried],
        [30, stepEnded("boot", "failed"), takeoverEnded("given-up")],
        [70, up()],
      ]),
    ).toEqual([
      ["detect", 10, 5],
      ["boot", 15, 15],
      ["repair", 30, 40],
    ]);
  });

  it("are a pause while the logic waits for its next takeover", () => {
    expect(
      phasesOf([
        START,
        [10, down()],
        [15, verdict("web-1"), waiting],
        [40, takeoverStarted(), stepStarted("boot", "boot")],
        [70, up("web-2")],
      ]),
    ).toEqual([
      ["detect", 10, 5],
      ["pause", 15, 25],
      ["boot", 40, 30],
    ]);
    expect(
      phasesOf([
        START,
        [10, down()],
        [15, verdict("web-1"), takeoverStarted(), stepStarted("boot", "boot")],
        [30, stepEnded("boot", "failed"), takeoverEnded("given-up")],
        [40, takeoverStarted(), stepStarted("boot", "boot")],
        [50, up("web-2")],
      ]),
    ).toEqual([
      ["detect", 10, 5],
      ["boot", 15, 15],
      ["pause", 30, 10],
      ["boot", 40, 10],
    ]);
  });

  it("begin anew for the host that took over: what was thought of it before does not count", () => {
    const { incidents } = run([
      START,
      [1, verdict("web-2")],
      [10, down()],
      [15, verdict("web-1"), takeoverStarted(), stepStarted("boot", "boot")],
      [20, up("web-2"), stepEnded("boot"), takeoverEnded()],
      [50, down()],
      [58, verdict("web-2")],
      [60, up("web-2")],
    ]);
    expect(incidents[1]?.phases.map(({ phase, durationSeconds }) => [phase, durationSeconds])).toEqual([
      ["detect", 8],
      ["repair", 2],
    ]);
    expect(incidents.map(({ number, from, to }) => [number, from, to])).toEqual([
      [1, "web-1", "web-2"],
      [2, "web-2", "web-2"],
    ]);
  });

  it("of an outage that does not end go on to the end of the run, its step still running", () => {
    const [incident] = run([
      START,
      [10, down()],
      [20, verdict("web-1"), takeoverStarted(), stepStarted("page", "person")],
    ]).incidents;
    expect(incident).toMatchObject({ endSeconds: null, to: null, recoveryTimeSeconds: 90 });
    expect(incident?.phases.at(-1)).toEqual({ phase: "person", startSeconds: 20, durationSeconds: 80 });
    expect(incident?.steps).toMatchObject([{ outcome: "running", endSeconds: null }]);
  });

  it("divide the time exactly, consecutively and without empty ones, whatever the records", () => {
    const happening = fc.constantFrom<Happening>(
      down(),
      up("web-1"),
      up("web-2"),
      verdict("web-1"),
      verdict("web-2"),
      verdict("web-1", "healthy"),
      takeoverStarted(),
      takeoverStarted("web-2", "web-1"),
      stepStarted("shut-down", "fence"),
      stepStarted("replicate", "data"),
      stepStarted("boot", "boot"),
      stepEnded("boot"),
      stepEnded("replicate", "failed"),
      takeoverEnded(),
      takeoverEnded("given-up"),
      takeoverEnded("done", "web-2", "web-1"),
      waiting,
    );
    const event = fc.record({ gap: fc.integer({ min: 0, max: 1000 }), happening });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let at = 0;
        const told: Told[] = events.map((each) => [(at += each.gap) / 1e6, each.happening]);
        const length = at + 10;
        for (const incident of run(told, { seconds: length / 1e6 }).incidents) {
          const micros = (seconds: number) => Math.round(seconds * 1e6);
          let from = micros(incident.startSeconds);
          for (const [index, { phase, startSeconds, durationSeconds }] of incident.phases.entries()) {
            expect(micros(startSeconds)).toBe(from);
            expect(micros(durationSeconds)).toBeGreaterThan(0);
            expect(incident.phases[index + 1]?.phase).not.toBe(phase);
            from += micros(durationSeconds);
          }
          expect(from).toBe(incident.endSeconds === null ? length : micros(incident.endSeconds));
          expect(from - micros(incident.startSeconds)).toBe(micros(incident.recoveryTimeSeconds));
        }
      }),
      { numRuns: 300 },
    );
  });
});
