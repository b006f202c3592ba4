// The house knows nothing of the family that its tests pretend to have.
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("no file of src names it, or a word of it", () => {
  const words = ["greet", "acquaint", "friend", "estranged", "wave", "pretend"];
  const root = new URL("../../src/", import.meta.url);
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  expect(files.length).toBeGreaterThan(100);
  const named = files.flatMap((name) => {
    const text = readFileSync(new URL(name, root), "utf8");
    return words.filter((word) => new RegExp(`\\b${word}`).test(text)).map((word) => `${name}: ${word}`);
  });
  expect(named).toEqual([]);
});
