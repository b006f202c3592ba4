// Every text of the bench is played up to each of its lines: the controllers that are stopped there end what they had begun.
import { expect, test } from "vitest";
import { leftAfter, texts } from "./restarted.js";

test.each(texts)("$family: stopped after any line and started anew: $about", (text) => {
  expect(text.told.flatMap((_, index) => leftAfter(text, index + 1))).toEqual([]);
});
