import { expect, test } from "vitest";
import { clockOf } from "../../src/report/clock.js";
import { becauseWritten, byClock, exampleWritten, whatWritten } from "../../src/report/quantities.js";
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

test("a violation tells its instants by the clock, and how many as people write them", () => {
  const example = { replication: 0, atSeconds: 70, what: "nobody looked since 66.5s; 3736 lost" };
  const quantities = [
    { from: 20, to: 25, is: "instant", value: 66.5 },
    { from: 27, to: 31, is: "count", value: 3736 },
  ] as const;
  const clock = clockOf({ start: null, durationSeconds: 3600 });
  expect(exampleWritten({ ...example, quantities }, clock)).toBe("nobody looked since 00:01:06.5; 3,736 lost");
  expect(exampleWritten(example, clock)).toBe(example.what);
});
