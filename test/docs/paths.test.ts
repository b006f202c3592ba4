// The page of paths names a key of the language and a scenario for each part of the claim about them.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { keyOf, keysOfSchema } from "../scenario/keys/keys-of-schema.js";

const root = new URL("../../", import.meta.url);
const page = readFileSync(new URL("docs/paths.md", root), "utf8");
const rows = [...page.matchAll(/^\|\s*(12[a-z])\s*\|.*\|\s*`(.*)`\s*\|\s*`(.*)`\s*\|$/gm)].map((row) => ({
  claim: row[1]!,
  key: row[2]!,
  scenario: row[3]!,
}));

test("each part of the claim has its row", () => {
  expect(rows.map(({ claim }) => claim).join(" ")).toBe(
    "12a 12b 12c 12d 12e 12f 12g 12h 12i 12j 12k 12l 12m 12n 12o 12p",
  );
});

test("each key is one of the language", () => {
  const keys = keysOfSchema();
  expect(rows.map(({ key }) => key).filter((key) => keyOf(key, keys) === undefined)).toEqual([]);
});

test("each scenario that it names exists, and each that exists is named", () => {
  for (const { scenario } of rows)
    expect(existsSync(new URL(`scenarios/paths/${scenario}.yaml`, root)), scenario).toBe(true);
  const all = readdirSync(new URL("scenarios/paths/", root)).filter((name) => name.endsWith(".yaml"));
  const named = rows.map(({ scenario }) => `${scenario}.yaml`);
  expect(all.filter((name) => !named.includes(name))).toEqual([]);
});
