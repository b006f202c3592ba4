import { expect, test } from "vitest";
import { cutSetLines } from "../../src/report/terminal/cut-set-lines.js";
import type { MeasureSummary } from "../../src/result/index.js";

const measure = (key: string, mean: number) => ({ key, mean, count: 1 }) as MeasureSummary;

test("the terminal says how much of the time all of a cut set were down at once", () => {
  const measures = [
    measure("any-two.down.share", 0.021),
    measure("any-two.down.times", 5),
    measure("both.down.share", 0),
    measure("both.down.times", 0),
  ];
  expect(cutSetLines({ measures, replicationsRun: 1 })).toEqual([
    "  cut set any-two: all down at once 2.1 % of the time, 5 times",
    "  cut set both: never all down at once",
  ]);
});
