import { describe, expect, test } from "vitest";
import { clockOf } from "../../../src/report/clock.js";
import { packReplications, packRun } from "../../../src/report/page/pack-run.js";
import { unpackReplications, unpackRun } from "../../../src/report/page/packed-run.js";
import { incidentsOf } from "../../../src/report/policy-facts.js";
import { sampleSummary } from "../sample.js";

/** As the page gets it. */
function throughText<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

const policy = sampleSummary({ replications: 3, incidents: 4, fails: true }).policies[0]!;
const clock = clockOf({ start: null, durationSeconds: 3600 });
const micros = (seconds: number | null): number | null => (seconds === null ? null : Math.round(seconds * 1e6));

describe("what the page unpacks", () => {
  test("is every strip, band, series and entry of the chronicle", () => {
    const detail = {
      ...policy.detail,
      chronicle: [
        { atSeconds: 1.000001, actor: "web-1", what: "crashed", because: null },
        { atSeconds: 2, actor: "web-1", what: "crashed", because: "again" },
      ],
    };
    const run = unpackRun(throughText(packRun(detail, clock)));
    expect(
      run.strips.map(({ actor, kind, starts, states, names }) => ({
        actor,
        kind,
        intervals: [...starts].map((start, index) => [start, names[states[index]!]]),
      })),
    ).toEqual(
      detail.strips.map((strip) => ({
        ...strip,
        intervals: strip.intervals.map(([start, state]) => [micros(start), state]),
      })),
    );
    expect(run.chronicle).toEqual(detail.chronicle);
    expect(run.series).toEqual(detail.series);
    expect(run.bands.map(({ startSeconds, endSeconds }) => [micros(startSeconds), micros(endSeconds)])).toEqual(
      detail.bands.map(({ startSeconds, endSeconds }) => [micros(startSeconds), micros(endSeconds)]),
    );
  });

  test("is every incident, whose phases add up to its recovery time to the microsecond", () => {
    const { incidents, replications, measures } = unpackReplications(throughText(packReplications(policy, clock)));
    expect(incidents.map(({ replication }) => replication)).toEqual(
      incidentsOf(policy).map((each) => each.replication),
    );
    expect(incidents).toHaveLength(12);
    incidentsOf(policy).forEach(({ incident: original }, place) => {
      const { incident } = incidents[place]!;
      const { phases, steps, startSeconds, endSeconds, detectedSeconds, recoveryTimeSeconds, ...rest } = incident;
      const sum = phases.reduce((total, each) => total + micros(each.durationSeconds)!, 0);
      expect(sum).toBe(micros(recoveryTimeSeconds));
      expect(Math.abs(recoveryTimeSeconds - original.recoveryTimeSeconds)).toBeLessThan(1e-5);
      expect(original).toMatchObject(rest);
      expect([startSeconds, endSeconds, detectedSeconds].map(micros)).toEqual(
        [original.startSeconds, original.endSeconds, original.detectedSeconds].map(micros),
      );
      expect(phases.map(({ phase }) => phase)).toEqual(original.phases.map(({ phase }) => phase));
      expect(steps.map(({ step, outcome, reason, phase }) => [step, outcome, reason, phase])).toEqual(
        original.steps.map(({ step, outcome, reason, phase }) => [step, outcome, reason, phase]),
      );
    });
    expect(replications).toEqual([0, 1, 2]);
    expect(measures["shop.availability"]).toEqual(
      policy.replications.map((each) => each.measures["shop.availability"]),
    );
  });
});
