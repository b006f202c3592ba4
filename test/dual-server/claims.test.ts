// The page of dual servers names a key and a scenario for each paragraph and figure of its source.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { keysOfSchema } from "../scenario/keys/keys-of-schema.js";

const root = new URL("../../", import.meta.url);
const page = readFileSync(new URL("docs/dual-servers.md", root), "utf8");
const rows = [...page.matchAll(/^\|\s*(\[00.*?)\|.*?\|(.*)\|(.*)\|$/gm)].map((row) => ({
  where: row[1]!,
  keys: [...row[2]!.matchAll(/`([^`]+)`/g)].map((each) => each[1]!),
  scenarios: [...row[3]!.matchAll(/`([\w-]+)`/g)].map((each) => each[1]!),
}));

/** Those that describe a behaviour; the others are law, trade marks and a list of drawings. */
const PARAGRAPHS = [3, 4, 5, 6, 7, ...Array.from({ length: 27 }, (_, index) => index + 9), 38, 40, 41];
const FIGURES = ["1A", "1B", "1C", "1D", "1E", "2A", "2B", "2C", "3", "4"];

test("each paragraph and each figure with a behaviour has its row", () => {
  const numbers = rows.flatMap(({ where }) => [...where.matchAll(/\[(\d{4})\]/g)].map((each) => Number(each[1])));
  expect(numbers).toEqual(PARAGRAPHS);
  const figures = rows.flatMap(({ where }) => [...where.matchAll(/Fig\. (\w+)/g)].map((each) => each[1]));
  expect(figures).toEqual(FIGURES);
});

test("each key that it names is one of the schema", () => {
  const known = keysOfSchema().map((key) => key.replaceAll(".0.", ".*."));
  const named = rows.flatMap(({ keys }) => keys);
  expect(named.filter((key) => !known.some((each) => each === key))).toEqual([]);
});

test("each scenario that it names exists, and each that exists is named", () => {
  const named = new Set(rows.flatMap(({ scenarios }) => scenarios));
  for (const name of named) expect(existsSync(new URL(`scenarios/dual-server/${name}.yaml`, root)), name).toBe(true);
  const all = readdirSync(new URL("scenarios/dual-server/", root)).filter((name) => name.endsWith(".yaml"));
  expect(all.map((name) => name.replace(".yaml", "")).filter((name) => !named.has(name))).toEqual([]);
});
