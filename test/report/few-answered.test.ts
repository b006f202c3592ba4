import { expect, test } from "vitest";
import { expectationLines } from "../../src/report/terminal/verdict-lines.js";
import { lookFor } from "../../src/report/terminal-text.js";
import { sampleSummary } from "./sample.js";

const [sample] = sampleSummary().policies;
const [measure] = sample!.measures;
const look = lookFor({ colour: false, ascii: false });

/** What is said of a latency within its limit where so much was answered. */
function said(answered: number): string {
  const key = "shop.latency.p95";
  const measures = [
    { ...measure!, key, unit: "seconds" as const, mean: 0.517 },
    { ...measure!, key: "shop.availability.requests", unit: "share" as const, mean: answered },
  ];
  const expectation = { key, condition: "<= 1s", limit: 1, measured: 0.517, holds: true, message: "" };
  const policy = { ...sample!, measures };
  return expectationLines({ ...sample!.expectations[0]!, ...expectation }, policy, look).join("\n");
}

test("a latency that holds says of how few it was measured, where most were not answered", () => {
  expect(said(0.119)).toContain("517 ms, of only 11.9 % of the requests");
  expect(said(0.99)).not.toContain("of only");
});
