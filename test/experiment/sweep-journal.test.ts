import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { folderJournal, InputError } from "../../src/experiment/index.js";

function place(): string {
  const folder = mkdtempSync(join(tmpdir(), "understudy-journal-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test("a journal makes its folder for the first point that is finished, and for nothing else", () => {
  const folder = join(place(), "o", "points");
  const journal = folderJournal(folder);
  expect([journal.get("a"), existsSync(folder)]).toEqual([undefined, false]);
  journal.put("a", { values: ["1s"], digest: "d", policies: [] });
  expect(readdirSync(folder)).toEqual(["a.json"]);
});

test("a file in the place of its folder is refused before anything is computed", () => {
  const file = join(place(), "points");
  writeFileSync(file, "");
  expect(() => folderJournal(file)).toThrow(InputError);
});
