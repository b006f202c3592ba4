import { expect, test } from "vitest";
import type { ScaleMark } from "../../src/report/scale-actions.js";
import { answersInWords, answersTable, helpInWords, helpOf } from "../../src/report/who-answered.js";
import type { MeasureSummary } from "../../src/result/index.js";

function answered(byHost: readonly number[]): { readonly measures: readonly MeasureSummary[] } {
  return {
    measures: byHost.map((mean, index) => ({
      ...{ key: `web-${index + 1}.answered`, about: "", unit: "count", better: "neither", count: 1, interval: null },
      ...{ mean, min: mean, max: mean, overall: mean },
    })),
  };
}

const at = (atSeconds: number, sign: ScaleMark["sign"], host: string): ScaleMark => {
  return { atSeconds, service: "shop", host, sign };
};

test("who answered is told by share, the most first, and of many hosts the rest together", () => {
  expect(answersInWords(answered([25, 75]))).toBe("requests answered by web-2 75 %, web-1 25 %");
  expect(answersInWords(answered([30, 20, 10, 10, 10, 10, 5, 5]))).toBe(
    "requests answered by web-1 30 %, web-2 20 %, web-3 10 %, web-4 10 %, web-5 10 %, 3 others 20 %",
  );
  expect(answersInWords(answered([25, 0]))).toBeNull();
});

test("who answered stands in a table with counts and shares, of very many hosts the rest in one row", () => {
  expect(answersTable(answered([2500, 7500]))).toEqual([
    ["web-2", "7,500", "75 %"],
    ["web-1", "2,500", "25 %"],
  ]);
  expect(answersTable(answered([25]))).toEqual([]);
  const many = answersTable(answered(Array.from({ length: 40 }, () => 1)));
  expect(many).toHaveLength(21);
  expect(many.at(-1)).toEqual(["20 others", "20", "50 %"]);
});

test("help lasts from joining to leaving, or to the end of the run", () => {
  const help = helpOf([at(10, "+", "web-2"), at(15, "+", "web-3"), at(20, "−", "web-2"), at(30, "+", "web-2")]);
  expect(help.map(({ host, fromSeconds, toSeconds }) => [host, fromSeconds, toSeconds])).toEqual([
    ["web-2", 10, 20],
    ["web-3", 15, null],
    ["web-2", 30, null],
  ]);
  expect(helpInWords(help, String, 40)).toEqual([
    "web-3 helped from 15 to the end",
    "web-2 helped from 10 to 20, from 30 to the end",
  ]);
});

test("help that came often is told by how often and how long", () => {
  const often = Array.from({ length: 8 }, (_, time) => [at(10 * time, "+", "web-2"), at(10 * time + 5, "−", "web-2")]);
  expect(helpInWords(helpOf(often.flat()), String, 100)).toEqual(["web-2 helped 8 times, 40 s in all"]);
});
