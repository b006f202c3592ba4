import { expect, test } from "vitest";
import { toldOnce } from "../../src/report/repetition.js";

const lines = (...texts: string[]) => texts.map((text, index) => ({ time: `+${index} s`, text }));
const told = (...texts: string[]) => toldOnce(lines(...texts)).map(({ time, text }) => `${time} ${text}`);

test("a line that comes three times is told once, with how often it came and until when", () => {
  expect(told("a", "b", "b", "b", "b", "c")).toEqual([
    "+0 s a",
    "+1 s b",
    "+2 s (the same 3 times more, until +4 s)",
    "+5 s c",
  ]);
});

test("several lines that repeat themselves in turn are told once together", () => {
  expect(told("a", "b", "a", "b", "a", "b", "c")).toEqual([
    "+0 s a",
    "+1 s b",
    "+2 s (these 2 again 2 times, until +5 s)",
    "+6 s c",
  ]);
});

test("what was cut off in the middle of the last repetition is told", () => {
  expect(told("a", "b", "a", "b", "a", "b", "a")).toEqual([
    "+0 s a",
    "+1 s b",
    "+2 s (these 2 again 2 times, until +5 s)",
    "+6 s a",
  ]);
});

test("what comes twice is told twice", () => {
  expect(told("a", "a", "b", "a")).toEqual(["+0 s a", "+1 s a", "+2 s b", "+3 s a"]);
});

test("nothing is told of nothing", () => {
  expect(toldOnce([])).toEqual([]);
});
