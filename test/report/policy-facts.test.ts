import { describe, expect, test } from "vitest";
import {
  blameInWords,
  drawnInWords,
  incidentsOf,
  keptInWords,
  recoveryFacts,
  sampledIncidents,
} from "../../src/report/policy-facts.js";
import { precisionInWords } from "../../src/report/precision-in-words.js";
import { PHASES, type Blame, type Phase, type PolicyResult } from "../../src/result/index.js";
import { sampleSummary } from "./sample.js";

const policy = sampleSummary({ replications: 3 }).policies[0]!;
const withFacts = (facts: Partial<PolicyResult>): PolicyResult => ({ ...policy, ...facts });

function blame(cause: string, incidents: number, phases: Partial<Record<Phase, number>>, share: number): Blame {
  const all = Object.fromEntries(PHASES.map((phase) => [phase, phases[phase] ?? 0])) as Record<Phase, number>;
  const seconds = PHASES.reduce((sum, phase) => sum + all[phase], 0);
  return { service: "shop", cause, incidents, unended: 0, seconds, phases: all, share };
}

describe("what is said of a policy", () => {
  test("names what cost the time, and in which phases", () => {
    const told = blameInWords(
      withFacts({
        blame: [blame("crash web-1", 3, { detect: 60, boot: 240 }, 0.75), blame("", 1, { repair: 100 }, 0.25)],
      }),
      "shop",
    );
    expect(told).toEqual([
      "75 % of the time down after crash web-1: 5 min in 3 incidents (boot 80 %, detect 20 %)",
      "25 % of the time down after no injected fault: 1 min 40 s in 1 incident (repair 100 %)",
    ]);
  });

  test("does not repeat a single incident, nor speak of another service", () => {
    expect(blameInWords(withFacts({ blame: [blame("crash web-1", 1, { boot: 10 }, 1)] }), "shop")).toEqual([]);
    expect(blameInWords(withFacts({ blame: [blame("crash web-1", 9, { boot: 10 }, 1)] }), "mail")).toEqual([]);
  });

  test("says when incidents are told of some replications only", () => {
    expect(keptInWords(policy)).toBe(null);
    expect(keptInWords(withFacts({ replicationsRun: 1000 }))).toContain("told of 3 replications");
    expect(keptInWords(withFacts({ replicationsRun: 1000 }))).toContain("over all 1000");
  });

  test("draws means from those that chance alone chose, and the longest from all", () => {
    const summary = sampleSummary({ replications: 302 });
    const all = summary.policies[0]!;
    const worst = all.replications.map((each, index) => {
      const longer = (incident: (typeof each.incidents)[number]) => ({ ...incident, recoveryTimeSeconds: 1e6 });
      return index < 300 ? each : { ...each, replication: 900 + index, incidents: each.incidents.map(longer) };
    });
    const chosen = { ...all, replicationsRun: 1000, replications: worst };
    const incidents = incidentsOf(chosen);
    const sample = sampledIncidents(chosen, incidents);
    expect([incidents.length, sample.length]).toEqual([302, 300]);
    const mean = sample.reduce((sum, { incident }) => sum + incident.recoveryTimeSeconds, 0) / 300;
    expect(recoveryFacts(incidents, sample)).toMatchObject({
      ...{ count: 302, longest: { incident: { recoveryTimeSeconds: 1e6 } } },
      meanSeconds: expect.closeTo(mean, 9) as number,
    });
    expect(sampledIncidents(all, incidentsOf(all))).toHaveLength(302);
    expect(drawnInWords(summary, true)).toBe(null);
    expect(drawnInWords({ ...summary, policies: [chosen] }, true)).toBe("Of the first 300 of 1,000 replications.");
    expect(drawnInWords({ ...summary, policies: [chosen] }, false)).toContain("302 of 1,000 replications, the worst");
  });

  test("says whether a precision came about, and of what it did not", () => {
    expect(precisionInWords(policy)).toBe(null);
    const measures = [
      { key: "a", relativeHalfWidth: 0.04, state: "reached" as const },
      { key: "b", relativeHalfWidth: 0.0712, state: "not yet" as const },
      { key: "c", relativeHalfWidth: null, state: "no variation" as const },
    ];
    expect(precisionInWords(withFacts({ precision: { asked: 0.05, held: false, measures } }))).toBe(
      "Precision of 5 % not reached with 3 replications: b 7.12 %, c unknown.",
    );
    expect(precisionInWords(withFacts({ precision: { asked: 0.05, held: false, measures: [] } }))).toBe(
      "Nothing was measured, so there is no precision to reach.",
    );
    expect(precisionInWords(withFacts({ precision: { asked: 0.05, held: true, measures: [] } }))).toBe(
      "Precision of 5 % reached with 3 replications.",
    );
    expect(precisionInWords(withFacts({ precision: { asked: 0.07, held: true, measures: [] } }))).toContain(" 7 % ");
  });
});
