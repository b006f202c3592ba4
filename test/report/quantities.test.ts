import { expect, test } from "vitest";
import { clockOf } from "../../src/report/clock.js";
import { becauseWritten, byClock, whatWritten } from "../../src/report/quantities.js";
import type { ChronicleEntry } from "../../src/result/index.js";

const entry: ChronicleEntry = {
  atSeconds: 70,
  actor: "a",
  what: "copy (2000 bytes) done",
  because: "all there, seen at 65s",
  told: {
    kind: "CopyEnded",
    quantities: {
      what: [{ from: 6, to: 16, is: "bytes", value: 2000 }],
      because: [
        { from: 9, to: 22, is: "aside", value: 65 },
        { from: 16, to: 22, is: "at", value: 65 },
      ],
    },
  },
};

const writing = byClock(clockOf({ start: null, durationSeconds: 3600 }));

test("quantities are written in the way of the place, and what they stand in stays", () => {
  expect(whatWritten(entry, writing)).toBe("copy (2 kB) done");
  expect(becauseWritten(entry, writing)).toBe("all there, seen at 00:01:05");
});

test("what is left out takes with it what it holds", () => {
  expect(becauseWritten(entry, ({ is }) => (is === "aside" ? "" : "x"))).toBe("all there");
});

test("an entry of an older file is told as it stands", () => {
  expect(whatWritten({ ...entry, told: undefined }, writing)).toBe(entry.what);
  expect(becauseWritten({ ...entry, because: null }, writing)).toBeNull();
});
