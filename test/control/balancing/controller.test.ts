import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { rewrite } from "./text-test.js";

const folder = new URL("./testdata/", import.meta.url);

// With REWRITE=1 the outputs are written anew; the difference is to be read before it is committed.
for (const name of readdirSync(folder).toSorted((a, b) => (a < b ? -1 : 1))) {
  const file = new URL(name, folder);
  const text = readFileSync(file, "utf8");
  test(text.split("\n", 1)[0]!.replace(/^# /, ""), () => {
    const rewritten = rewrite(text);
    if (process.env["REWRITE"] === "1") writeFileSync(file, rewritten);
    else expect(rewritten).toBe(text);
  });
}
