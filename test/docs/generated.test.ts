import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** Names that the library's entry exports, types included. */
function exportedNames(): readonly string[] {
  const entry = readFileSync(new URL("../../src/experiment/index.ts", import.meta.url), "utf8");
  return [...entry.matchAll(/\{([^}]*)\}/g)].flatMap(([, names]) =>
    names!
      .split(",")
      .map((name) => name.trim().replace(/^type /, ""))
      .filter((name) => name !== ""),
  );
}

test("the reference of the library has each name that it exports, and no other (npm run docs writes it)", () => {
  const reference = readFileSync(new URL("../../docs/api.md", import.meta.url), "utf8");
  const told = [...reference.matchAll(/^### ([A-Za-z_\\]+)(?:\(\))?$/gm)].map(([, name]) => name!.replaceAll("\\", ""));
  expect(new Set(told)).toEqual(new Set(exportedNames()));
});

test("each function of the library says in its reference what it does", () => {
  const reference = readFileSync(new URL("../../docs/api.md", import.meta.url), "utf8");
  const functions = [...reference.matchAll(/^### (\w+)\(\)\n\n> .*\n\n(.*)/gm)];
  expect(functions.length).toBeGreaterThan(20);
  for (const [, name, description] of functions) expect(description, name).toMatch(/^[A-Z][^|#]{20}/);
});

test("the schema and the generated docs are those of the code (npm run docs writes them)", async () => {
  // Plain JavaScript over the built rooms, as the command itself runs it.
  const script = "../../scripts/write-docs.mjs";
  const { generatedFiles } = (await import(script)) as { generatedFiles: () => Record<string, string> };
  for (const [path, text] of Object.entries(generatedFiles())) {
    expect(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"), path).toBe(text);
  }
});
