import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { rewrite } from "./bench.js";

const root = new URL("./", import.meta.url);
const families = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/testdata/`, root)))
  .map(({ name }) => name)
  .toSorted((a, b) => (a < b ? -1 : 1));

// With REWRITE=1 the outputs are written anew; the difference is to be read before it is committed.
for (const family of families) {
  const folder = new URL(`${family}/testdata/`, root);
  describe(family, () => {
    for (const name of readdirSync(folder).toSorted((a, b) => (a < b ? -1 : 1))) {
      const file = new URL(name, folder);
      const text = readFileSync(file, "utf8");
      test(text.split("\n", 1)[0]!.replace(/^# /, ""), () => {
        const rewritten = rewrite(text, family);
        if (process.env["REWRITE"] === "1") writeFileSync(file, rewritten);
        else expect(rewritten).toBe(text);
      });
    }
  });
}
