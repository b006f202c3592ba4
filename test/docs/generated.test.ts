import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("the schema and the generated docs are those of the code (npm run docs writes them)", async () => {
  // Plain JavaScript over the built rooms, as the command itself runs it.
  const script = "../../scripts/write-docs.mjs";
  const { generatedFiles } = (await import(script)) as { generatedFiles: () => Record<string, string> };
  for (const [path, text] of Object.entries(generatedFiles())) {
    expect(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"), path).toBe(text);
  }
});
