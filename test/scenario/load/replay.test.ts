import { describe, expect, test } from "vitest";
import { readReplay } from "../../../src/scenario/load/replay.js";
import { HOUR, MINUTE, SECOND } from "../../../src/units/index.js";

function read(text: string, classes: readonly string[] = ["requests"], path = "trace.csv") {
  const sources = { read: (asked: string) => (asked === "trace.csv" ? text : new Error("there is no such file")) };
  return readReplay(path, classes, sources, HOUR);
}

describe("a recorded load", () => {
  test("is read with heading, comments, empty lines and units", () => {
    const replay = read("seconds,class\n# quiet\n0.5,browse\n\n1500ms,order\r\n1min,browse\n", ["browse", "order"]);
    expect(replay).toMatchObject({ trace: { at: [SECOND / 2, 1.5 * SECOND, MINUTE], requestClass: [0, 1, 0] } });
  });

  test("needs no class where there is only one", () => {
    expect(read("1\n2\n")).toMatchObject({ trace: { at: [SECOND, 2 * SECOND], requestClass: [0, 0] } });
  });

  test("tells its rate by the minute", () => {
    const replay = read("10\n20\n200\n");
    if (!("rate" in replay)) throw new Error(replay.complaint.message);
    expect(replay.rate.stretch(0)).toEqual({ rate: 2 / 60, until: MINUTE });
    expect(replay.rate.stretch(MINUTE)).toEqual({ rate: 0, until: 3 * MINUTE });
    expect(replay.rate.stretch(3 * MINUTE)).toEqual({ rate: 1 / 60, until: 4 * MINUTE });
    expect(replay.rate.stretch(4 * MINUTE)).toEqual({ rate: 0, until: Infinity });
    expect(replay.rate.peak).toBe(2 / 60);
  });

  test.each([
    ["1\n2\nsoon\n", ["requests"], "trace.csv line 3: soon is not a duration"],
    ["1\n3\n2\n", ["requests"], "trace.csv line 3: 2 is before the line above"],
    ["1,browse\n2,buy\n", ["browse", "order"], "trace.csv line 2: there is no class buy in `mix`"],
    ["1,browse\n2\n", ["browse", "order"], "trace.csv line 2: no class stands after 2"],
    ["seconds\nclass\n1\n", ["requests"], "trace.csv line 2: class is not a duration"],
    ["1\n,browse\n", ["requests"], "trace.csv line 2:"],
    ["1700000000\n1700000001\n", ["requests"], "trace.csv line 1: this looks like a time since 1970"],
    ["1700000000000\n", ["requests"], "trace.csv line 1: 1700000000000s is longer than the 285 years"],
    ["# late\n4000\n", ["requests"], "trace.csv line 2: all of it is after the end of the run"],
    ["# nothing\n", ["requests"], "trace.csv holds no request"],
  ])("says where %j is wrong", (text, classes, message) => {
    const result = read(text, classes);
    expect("complaint" in result && result.complaint.message).toContain(message);
  });

  test("tells from which line on it is after the end of the run", () => {
    expect(read("1\n3599\n3600\n3601\n")).toMatchObject({
      leftOut: "trace.csv line 3: from here on it is after the end of the run (2 rows)",
    });
    expect(read("1\n3599\n")).toMatchObject({ leftOut: null });
  });

  test("takes room for its rows, not for the time until the last of them", () => {
    const replay = read("1\n8999999999\n");
    if (!("rate" in replay)) throw new Error(replay.complaint.message);
    expect(replay.rate.stretch(MINUTE)).toEqual({ rate: 0, until: 8999999940 * SECOND });
    expect(replay.trace.at).toHaveLength(2);
  });

  test("is read from the scenario's folder only", () => {
    expect(read("1\n", ["requests"], "../trace.csv")).toHaveProperty(
      "complaint.message",
      "../trace.csv is outside the scenario's folder",
    );
    expect(read("1\n", ["requests"], "other.csv")).toHaveProperty(
      "complaint.message",
      "other.csv cannot be read: there is no such file",
    );
  });
});
