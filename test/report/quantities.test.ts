import { expect, test } from "vitest";
import { becauseWritten, byTheClock, whatWritten } from "../../src/report/quantities.js";
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

test("quantities are written in the way of the place, and what they stand in stays", () => {
  expect(whatWritten(entry, byTheClock)).toBe("copy (2 kB) done");
  expect(becauseWritten(entry, byTheClock)).toBe("all there, seen at 00:01:05");
});

test("what is left out takes with it what it holds", () => {
  expect(becauseWritten(entry, ({ is }) => (is === "aside" ? "" : "x"))).toBe("all there");
});

test("an entry of an older file is told as it stands", () => {
  expect(whatWritten({ ...entry, told: undefined }, byTheClock)).toBe(entry.what);
  expect(becauseWritten({ ...entry, because: null }, byTheClock)).toBeNull();
});
