import { describe, expect, test } from "vitest";
import { aside, at, bytes, duration, instant, phraseOf, say, sayNote, sayReason } from "../../src/control/index.js";
import { SECOND } from "../../src/units/index.js";

/** The marked stretches of a phrase, as they stand in its text. */
function marked({ text, marks }: ReturnType<typeof say>): readonly (readonly [string, string, number])[] {
  return marks.map(({ from, to, is, value }) => [is, text.slice(from, to), value]);
}

describe("a phrase", () => {
  test("is a plain sentence, and marks where its quantities stand", () => {
    const phrase = say`copied ${bytes(1200)} ${at(3 * SECOND)}, which took ${duration(2.5 * SECOND)}, ${7} times`;
    expect(phrase.text).toBe("copied 1200 bytes at 3s, which took 2.5s, 7 times");
    expect(marked(phrase)).toEqual([
      ["bytes", "1200 bytes", 1200],
      ["at", "at 3s", 3 * SECOND],
      ["duration", "2.5s", 2.5 * SECOND],
    ]);
  });

  test("keeps the marks of phrases within it; an aside comes before the instant that it holds", () => {
    const phrase = say`${say`silent since ${instant(SECOND)}`}${aside("seen", 9 * SECOND)}`;
    expect(phrase.text).toBe("silent since 1s, seen at 9s");
    expect(marked(phrase)).toEqual([
      ["instant", "1s", SECOND],
      ["aside", ", seen at 9s", 9 * SECOND],
      ["at", "at 9s", 9 * SECOND],
    ]);
  });
});

describe("reasons and notes", () => {
  test("are said by their families, with quantities or without", () => {
    expect(marked(phraseOf({ rule: "no-answer", within: 60 * SECOND }))).toEqual([["duration", "60s", 60 * SECOND]]);
    expect(sayReason({ rule: "host-lost", host: "web-1" })).toBe("web-1 does not answer");
  });

  test("an undertaking of which its family says nothing is told as it is", () => {
    const subjects = [{ kind: "cluster", name: "c" }];
    const of = { family: "pretend", kind: "start", id: "1", subjects, from: "a", to: "b", recovers: true };
    const told = (note: Parameters<typeof sayNote>[0], took = 0) => sayNote(note, (host) => host, took)?.text;
    const because = { rule: "all-steps-done" } as const;
    expect(told({ kind: "begun", of, routine: "r", because })).toBe("start of c from a to b begins");
    expect(told({ kind: "step-begun", of, step: "s", figure: "7", phase: "boot" })).toBe("step s (7) begins");
    expect(told({ kind: "step-ended", of, step: "s", figure: null, result: "done", because }, 2 * SECOND)).toBe(
      "step s done after 2s",
    );
    expect(told({ kind: "ended", of, result: "given-up", because })).toBe("start of c from a to b given-up");
  });
});
