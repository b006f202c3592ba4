import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BlameLedger } from "../../src/experiment/blame.js";
import { PHASES, type Incident, type Phase } from "../../src/result/index.js";

function incident(
  service: string,
  causes: readonly string[],
  phases: Partial<Record<Phase, number>>,
  ended = true,
): Incident {
  const stretches = Object.entries(phases).map(([phase, durationSeconds]) => {
    return { phase: phase as Phase, startSeconds: 0, durationSeconds };
  });
  const length = stretches.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0);
  return {
    ...{ service, causes, number: 1, startSeconds: 0, endSeconds: ended ? length : null, detectedSeconds: null },
    ...{ recoveryTimeSeconds: length, phases: stretches, steps: [], from: null, to: null },
    ...{ lostWrites: 0, lostBytes: 0, lostSeconds: 0 },
  };
}

function blameOf(incidents: readonly Incident[]) {
  const ledger = new BlameLedger();
  for (const each of incidents) ledger.add(each);
  return ledger.finish();
}

describe("blame", () => {
  test("adds up time by service, cause and phase, the most expensive first", () => {
    const found = blameOf([
      incident("shop", ["crash a"], { detect: 10, boot: 60.5 }),
      incident("shop", ["crash a"], { detect: 20 }, false),
      incident("shop", [], { repair: 200 }),
      incident("mail", ["crash a", "cut b"], { detect: 0.000001 }),
    ]);
    expect(
      found.map(({ service, cause, incidents, unended, seconds }) => [service, cause, incidents, unended, seconds]),
    ).toEqual([
      ["shop", "", 1, 0, 200],
      ["shop", "crash a", 2, 1, 90.5],
      ["mail", "crash a and cut b", 1, 0, 0.000001],
    ]);
    expect(found[1]!.phases).toMatchObject({ detect: 30, boot: 60.5, repair: 0 });
    expect(found[1]!.share).toBeCloseTo(90.5 / 290.5, 12);
    expect(found[2]!.share).toBe(1);
  });

  test("is nothing without incidents, and zero where they took no time", () => {
    expect(blameOf([])).toEqual([]);
    expect(blameOf([incident("shop", ["x"], {})])[0]).toMatchObject({ seconds: 0, share: 0 });
  });

  test("does not depend on the order of incidents, and its phases add up exactly", () => {
    const anyIncident = fc
      .tuple(
        fc.constantFrom("a", "b"),
        fc.constantFrom("x", "y", "z"),
        fc.constantFrom(...PHASES),
        fc.integer({ min: 0, max: 1e12 }),
      )
      .map(([service, cause, phase, micros]) => incident(service, [cause], { [phase]: micros / 1e6 }));
    fc.assert(
      fc.property(fc.array(anyIncident, { maxLength: 30 }), (incidents) => {
        const found = blameOf(incidents);
        expect(blameOf(incidents.toReversed())).toEqual(found);
        for (const { seconds, phases } of found) {
          const micros = PHASES.reduce((sum, phase) => sum + Math.round(phases[phase] * 1e6), 0);
          expect(micros).toBe(Math.round(seconds * 1e6));
        }
      }),
    );
  });
});

test("faults share the blame in whatever order they struck", () => {
  const [blame, ...others] = blameOf([
    incident("api", ["crash b", "crash a"], { repair: 10 }),
    incident("api", ["crash a", "crash b"], { repair: 20 }),
  ]);
  expect(others).toEqual([]);
  expect(blame).toMatchObject({ cause: "crash a and crash b", incidents: 2, seconds: 30 });
});
