// The page of failover sets names a key and scenarios for each claim of its source.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const root = new URL("../../", import.meta.url);
const page = readFileSync(new URL("docs/failover-sets.md", root), "utf8");
const schema = readFileSync(new URL("docs/scenario.md", root), "utf8");
const rows = [...page.matchAll(/^\|\s*(\d+)\s*\|.*\|(.*)\|(.*)\|$/gm)].map((row) => ({
  claim: Number(row[1]),
  key: /`([^`]+)`/.exec(row[2]!)![1]!,
  scenarios: [...row[3]!.matchAll(/`([\w-]+)`/g)].map((each) => each[1]!),
}));

test("each of the thirteen claims has its row", () => {
  expect(rows.map(({ claim }) => claim)).toEqual(Array.from({ length: 13 }, (_, index) => index + 1));
});

test("each key that it names is one of the language", () => {
  for (const { key } of rows) expect(schema, key).toContain(`\`${key.split(".").at(-1)!}\``);
});

test("each scenario that it names exists, and each that exists is named", () => {
  const named = new Set(rows.flatMap(({ scenarios }) => scenarios));
  for (const name of named) expect(existsSync(new URL(`scenarios/failover-sets/${name}.yaml`, root)), name).toBe(true);
  const all = readdirSync(new URL("scenarios/failover-sets/", root)).filter((name) => name.endsWith(".yaml"));
  expect(all.map((name) => name.replace(".yaml", "")).filter((name) => !named.has(name))).toEqual([]);
});
