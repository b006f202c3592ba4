// The page of site failover names a key and scenarios for each figure and each claim of its source, or says that they are not there.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { keysOfSchema } from "../scenario/keys/keys-of-schema.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const page = readFileSync(join(root, "docs/site-failover.md"), "utf8");
const rows = page
  .split("\n")
  .map((line) => /^\|([^|]+)\|[^|]+\|([^|]+)\|([^|]+)\|$/.exec(line))
  .filter((match) => match !== null)
  .map(([, place, key, scenario]) => ({
    place: place!.trim(),
    keys: wordsIn(key!),
    scenarios: wordsIn(scenario!),
    isThere: !`${key}${scenario}`.includes("_not yet_"),
  }))
  .filter(({ place }) => /^(L\d|Fig|\d)/.test(place));

function wordsIn(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, word]) => word!);
}

/** Scenarios of other families stand in folders of their own. */
const OTHERS = /^(theory|replication|failover-sets|paths|dual-server)\//;
const shipped = new Map(
  readdirSync(join(root, "scenarios"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".yaml") && !OTHERS.test(path))
    .map((path) => [path.replace(/^.*\/|\.yaml$/g, ""), textOf(join(root, "scenarios", path))]),
);

/** With what it includes. */
function textOf(path: string): string {
  const text = readFileSync(path, "utf8");
  const included = /^include: (.+)$/m.exec(text)?.[1];
  return included === undefined ? text : `${text}\n${textOf(join(dirname(path), included))}`;
}

test("each figure and each of the 51 claims has its row", () => {
  const figures = rows.flatMap(({ place }) => [...place.matchAll(/Fig\. (\w+)/g)].map(([, figure]) => figure));
  expect([...new Set(figures)]).toEqual("1 2A 2B 2C 3 4 5 6 7 8 9 10 11 12 13".split(" "));
  const claims = rows.filter(({ place }) => /^\d+$/.test(place)).map(({ place }) => Number(place));
  expect(claims).toEqual(Array.from({ length: 51 }, (_, index) => index + 1));
});

test("each key that it names is one of the language", () => {
  const known = new Set(keysOfSchema().map((key) => key.replaceAll(".0.", ".*.")));
  expect(rows.flatMap(({ keys }) => keys).filter((key) => !known.has(key))).toEqual([]);
});

test("each row has a key and a scenario, or says that it is not there yet", () => {
  const empty = rows.filter(({ isThere, keys, scenarios }) => isThere && (keys.length === 0 || scenarios.length === 0));
  expect(empty.map(({ place }) => place)).toEqual([]);
});

test("each scenario that it names exists and says one of the keys beside it", () => {
  const silent = rows.flatMap(({ place, keys, scenarios }) => {
    const words = keys.map((key) => new RegExp(`\\b${key.split(".").at(-1)!}:`));
    const says = (name: string): boolean => words.some((word) => word.test(shipped.get(name) ?? ""));
    return scenarios.filter((name) => !says(name)).map((name) => `${place}: ${name}`);
  });
  expect(silent).toEqual([]);
});

test("each scenario of the family is named", () => {
  const named = new Set(rows.flatMap(({ scenarios }) => scenarios));
  expect([...shipped.keys()].filter((name) => !named.has(name))).toEqual([]);
});
