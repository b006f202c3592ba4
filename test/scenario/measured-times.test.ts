import { describe, expect, test } from "vitest";
import { fitMeasured } from "../../src/experiment/index.js";
import { fitTerminal, fitText } from "../../src/report/index.js";
import { decodeDuration, readMeasured, writeDuration } from "../../src/scenario/index.js";

const HOUR = 3600;

const LOG = `begin;end
# moved to the new rack
2024-03-03 00:00;2024-03-03T02:30:00+01:00
"2024-03-01 10:00";"2024-03-01 12:00"
2024-03-04 00:00:00.250 UTC;
`;

describe("a log of outages", () => {
  test("gives the times between them and their lengths, in whatever order they stand", () => {
    const { times, remarks } = readMeasured(LOG, "log.csv", undefined);
    expect(times.map(({ key, seconds }) => [key, seconds])).toEqual([
      ["every", [36 * HOUR, 22.5 * HOUR]],
      ["repair", [2 * HOUR, 1.5 * HOUR]],
    ]);
    expect(remarks.at(-1)).toBe("The last outage has no end; its length is left out.");
  });

  test.each([
    ["2024-03-01 10:00,2024-03-01 09:00", "log.csv:1: ends before it begins"],
    ["2024-03-01 10:00,2024-03-01 10:00", "log.csv:1: ends when it begins"],
    ["2024-03-01 10:00,noon", "log.csv:1: noon is not a calendar instant; expected"],
    ["2024-03-01 10:00,2024-03-02 10:00\n2024-03-01 11:00,2024-03-01 12:00", "log.csv:2: begins before that of line 1"],
    ["2024-03-01 10:00,\n2024-03-05 11:00,2024-03-05 12:00", "log.csv:2: begins before that of line 1 ended"],
    ["2024-02-30 10:00,", "log.csv:1: 2024-02-30 10:00 is no date of the calendar"],
    ["begin,end\n", "log.csv: there is nothing in it but a heading"],
    ["", "log.csv: there is nothing in it but empty lines"],
  ])("%j is refused with its place", (text, told) => {
    expect(() => readMeasured(text, "log.csv", undefined)).toThrow(told);
  });
});

describe("columns of times", () => {
  test("have units of their own or that of the file; of two the first is the time to a failure", () => {
    expect(readMeasured("up,repair\n30d,90min\n10,2\n", "x.csv", "h").times).toEqual([
      { name: "up", key: "every", seconds: [30 * 24 * HOUR, 10 * HOUR] },
      { name: "repair", key: "repair", seconds: [1.5 * HOUR, 2 * HOUR] },
    ]);
    expect(readMeasured("30\n40\n", "x.csv", "s").times).toEqual([{ name: "times", key: null, seconds: [30, 40] }]);
  });

  test.each([
    ["30\n", undefined, "x.csv:1: 30 has no unit"],
    ["30\n0\n", "s", "x.csv:2: 0 is no time at all"],
    ["30s\nlong\n", undefined, "x.csv:2: long is not a duration"],
    ["30\n", "fortnight", "fortnight is no unit of time"],
  ])("%j in %s is refused", (text, unit, told) => {
    expect(() => readMeasured(text, "x.csv", unit)).toThrow(told);
  });
});

test("what is written is what a scenario reads", () => {
  for (const seconds of [0.0005, 0.25, 42, 3661, 86_400 * 23.0612]) {
    const read = decodeDuration(writeDuration(seconds)) as number;
    expect(read / 1e6 / seconds).toBeCloseTo(1, 3);
  }
});

describe("what is told of a fit", () => {
  const look = { colour: false, ascii: false };
  const told = (text: string): string => fitText(fitMeasured(text, "x.csv", "h"), look);
  const middles = Array.from({ length: 40 }, (_, index) => -10 * Math.log1p(-(index + 0.5) / 40));

  test("fits a terminal, and proposes the best", () => {
    const text = told(middles.map((each) => `${(24 * each).toFixed(3)},${each.toFixed(3)}`).join("\n"));
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(text).toMatch(/- every: exponential\(9\.\d+d\) # from x.csv, 40 times/);
    expect(text).toMatch(/repair: exponential\(9\.\d+h\) # 40 times/);
  });

  test.each([40, 60, 79])("fits a terminal of %i columns, but for what is to be copied", (columns) => {
    fitTerminal(columns);
    try {
      const [shown] = told(middles.map((each) => `${(24 * each).toFixed(3)},${each.toFixed(3)}`).join("\n")).split(
        "In a scenario",
      );
      expect(Math.max(...shown!.split("\n").map((line) => line.length))).toBeLessThanOrEqual(columns);
      expect(shown).toMatch(/^ {2}exponential +\S+ \S+ +\S+ \S+ +\S+ \S+$|^ {2}exponential +best /m);
    } finally {
      fitTerminal(80);
    }
  });

  test("proposes nothing where nothing fits, or there is too little", () => {
    const split = told([...Array<string>(30).fill("1"), ...Array<string>(30).fill("1000")].join("\n"));
    expect(split).toContain("None fits");
    expect(split).not.toContain("In a scenario");
    expect(told("1\n2\n")).toContain("too few to fit anything");
  });
});

test.each([
  "03.01.2026 04:10;03.01.2026 05:05",
  "1/31/2026 18:30,1/31/2026 19:00",
  "2026/01/31,2026/02/01",
  "31.1.26;1.2.26",
])("a date in another form (%s) is refused with the form that is read", (line) => {
  expect(() => readMeasured(`${line}\n`, "o.csv", undefined)).toThrow(/o\.csv:1: .* write dates as 2026-01-31 18:30/);
  expect(() => readMeasured(`begin;end\n${line}\n`, "o.csv", undefined)).toThrow("o.csv:2");
});
