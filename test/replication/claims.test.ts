// The page of replication names a key and a scenario for each claim of its two sources.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const root = new URL("../../", import.meta.url);
const page = readFileSync(new URL("docs/replication.md", root), "utf8");
const rows = [...page.matchAll(/^\|\s*(000|001)\s*\|\s*(\d+)\s*\|.*\|(.*)\|(.*)\|$/gm)].map((row) => ({
  claim: `${row[1]}/${row[2]}`,
  scenarios: [...row[4]!.matchAll(/`([\w-]+)`/g)].map((each) => each[1]!),
}));

test("each of the eighteen claims has its row", () => {
  const wanted = [...Array.from({ length: 17 }, (_, index) => `000/${index + 1}`), "001/1"];
  expect(rows.map(({ claim }) => claim)).toEqual(wanted);
});

test("each scenario that it names exists, and each that exists is named", () => {
  const named = new Set(rows.flatMap(({ scenarios }) => scenarios));
  for (const name of named) expect(existsSync(new URL(`scenarios/replication/${name}.yaml`, root)), name).toBe(true);
  const all = readdirSync(new URL("scenarios/replication/", root)).filter((name) => name.endsWith(".yaml"));
  expect(all.map((name) => name.replace(".yaml", "")).filter((name) => !named.has(name))).toEqual([]);
});
