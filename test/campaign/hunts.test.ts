import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { readCase, storeCase } from "../../campaign/case-file.js";
import { hunts } from "../../campaign/index.js";

describe.each(hunts)("the hunt $name", (hunt) => {
  test("draws the same plain data from the same seed", async () => {
    const { from, count } = hunt.fixed;
    expect(count).toBeGreaterThan(0);
    for (const seed of [from, from + count - 1]) {
      const input = await hunt.input(seed);
      expect(await hunt.input(seed)).toEqual(input);
      expect(JSON.parse(JSON.stringify(input))).toEqual(input);
    }
  });

  test("stores what it finds so that it can be tried again", async () => {
    const folder = mkdtempSync(join(tmpdir(), "understudy-cases-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = await storeCase(hunt, hunt.fixed.from, "something", folder);
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ hunt: hunt.name, found: "something" });
    expect(readCase(file)).toEqual({ hunt, found: "something", input: await hunt.input(hunt.fixed.from) });
  });
});

test("hunts have names of their own", () => {
  const names = hunts.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
