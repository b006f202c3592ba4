import { describe, expect, test } from "vitest";
import { decodeSummary, SummaryError, type Summary } from "../../src/result/index.js";
import { sampleSummary } from "../report/sample.js";

const sample = sampleSummary({ incidents: 2, replications: 3, policies: ["a", "b"] });
const text = JSON.stringify(sample);

/** The sample with the value at a path replaced; `undefined` removes it. */
function withValue(path: readonly (string | number)[], value: unknown): string {
  const copy = JSON.parse(text) as Record<string | number, unknown>;
  let at = copy;
  for (const name of path.slice(0, -1)) at = at[name] as Record<string | number, unknown>;
  at[path.at(-1)!] = value;
  return JSON.stringify(copy);
}

function refusal(content: string): SummaryError {
  try {
    decodeSummary(content, "x/summary.json");
  } catch (error) {
    if (error instanceof SummaryError) return error;
    throw error;
  }
  throw new Error("it was read");
}

describe("reading a stored summary", () => {
  test("gives back what was written", () => {
    expect(decodeSummary(text, "x/summary.json")).toEqual(sample);
  });

  test("leaves fields alone that a later version added", () => {
    const read = decodeSummary(withValue(["weather"], "rain"), "x/summary.json") as Summary & { weather?: string };
    expect(read.weather).toBe("rain");
  });

  test.each([
    ["half a file", text.slice(0, text.length / 2), /is not JSON; it is cut off/, /understudy run/],
    ["another JSON file", '{"name":"understudy"}', /does not say that it is one/, /Name a folder/],
    ["no object", "null", /does not say that it is one/, /Name a folder/],
    ["a comparison", '{"format":"understudy-comparison"}', /says that it is understudy-comparison/, /Name a folder/],
    ["an older version", withValue(["formatVersion"], 0), /format version 0; this program reads 1/, /Run the scenario/],
    ["a newer version", withValue(["formatVersion"], 2), /format version 2/, /newer version of understudy/],
    ["no version", withValue(["formatVersion"], undefined), /has no format version; this/, /Run the scenario/],
    ["a version that is none", withValue(["formatVersion"], { toString: 1 }), /version that is no number/, /Run the/],
  ])("refuses %s and says what to do", (_, content, message, wayOut) => {
    const error = refusal(content);
    expect(error.message).toMatch(message);
    expect(error.message).toContain("x/summary.json");
    expect(error.wayOut).toMatch(wayOut);
  });

  test.each([
    [["seed"], 7, "seed should be text, but is 7"],
    [["policies"], {}, "policies should be a list, but is an object"],
    [["policies", 1, "policy"], undefined, "policies[1].policy should be text, but is missing"],
    [
      ["policies", 0, "replications", 2, "incidents", 1, "phases", 0, "phase"],
      "sleep",
      "policies[0].replications[2].incidents[1].phases[0].phase should be one of detect, fence, data",
    ],
    [["policies", 0, "detail", "strips", 0, "intervals", 0], [0], "intervals[0] should be a pair, but is a list"],
    [
      ["policies", 0, "replications", 0, "measures", "shop.availability"],
      "1",
      '["shop.availability"] should be a number',
    ],
    [["partial"], null, "partial should be true or false, but is null"],
  ] as const)("names the place of the first wrong value: %s", (path, value, message) => {
    expect(refusal(withValue(path, value)).message).toContain(message);
  });
});
