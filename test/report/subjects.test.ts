import { describe, expect, test } from "vitest";
import { explanation, markdownSummary, sequenceDiagram, terminalSummary } from "../../src/report/index.js";
import { availabilityOverTime } from "../../src/report/chart/availability-over-time.js";
import { ninesOfAvailability } from "../../src/report/chart/nines.js";
import { isFor, subjectsOf } from "../../src/report/subjects.js";
import { sampleSummary, withoutServices } from "./sample.js";

const served = sampleSummary({ replications: 3, incidents: 2 });
const bare = withoutServices(served);

describe("whom reports speak of", () => {
  test("services, and hosts where there are none", () => {
    expect(subjectsOf(served.policies[0]!)).toEqual([{ kind: "service", name: "shop" }]);
    expect(subjectsOf(bare.policies[0]!)).toEqual([
      { kind: "host", name: "web-1" },
      { kind: "host", name: "web-2" },
    ]);
  });

  test("also what a family has of its own, once its availability is measured", () => {
    const [policy] = bare.policies;
    const strips = [...policy!.detail.strips, { actor: "pair", kind: "pair", intervals: [[0, "up"]] as const }];
    const measure = { ...policy!.measures[0]!, key: "pair.availability" };
    const one = { ...policy!, detail: { ...policy!.detail, strips }, measures: [...policy!.measures, measure] };
    expect(subjectsOf(one)).toEqual([{ kind: "pair", name: "pair" }]);
  });

  test("a takeover is for a subject of its kind and name, in older files for a service", () => {
    const [incident] = bare.policies[0]!.replications[0]!.incidents;
    const takeover = { services: [], from: "a", to: "b", startSeconds: 0, endSeconds: 1, steps: [] };
    expect(isFor({ ...takeover, subjects: [{ kind: "host", name: "web-1" }] }, incident!)).toBe(true);
    expect(isFor({ ...takeover, subjects: [{ kind: "service", name: "web-1" }] }, incident!)).toBe(false);
    const [shop] = served.policies[0]!.replications[0]!.incidents;
    expect(isFor({ ...takeover, services: ["shop"] }, shop!)).toBe(true);
  });
});

describe("the report of a run without services", () => {
  test("tells availability and incidents of its hosts", () => {
    const text = terminalSummary(bare, { colour: false, ascii: false, report: null });
    expect(text).toMatch(/web-1: \S+ % available by time/);
    expect(text).toContain("web-2: availability was not measured");
    expect(text).toContain("6 incidents");
    expect(markdownSummary(bare)).toContain("| host |");
  });

  test("has charts of their availability, and an explanation of what was down", () => {
    expect(ninesOfAvailability.applies(bare)).toBe(true);
    expect(availabilityOverTime.applies(bare)).toBe(true);
    expect(explanation(bare.scenario, bare.policies[0]!)).toContain("web-1 was down");
    const well = withoutServices(sampleSummary({ incidents: 0 }));
    expect(explanation(well.scenario, well.policies[0]!)).toContain("No host was down.");
    expect(sequenceDiagram(well.policies[0]!)).toContain("no host was down");
  });
});
