import { describe, expect, test } from "vitest";
import { markdownSummary } from "../../src/report/index.js";
import type { Summary } from "../../src/result/index.js";
import { sampleSummary } from "./sample.js";

/** Tables as rows of cells; a cell may hold an escaped bar. */
function tablesOf(markdown: string): readonly (readonly (readonly string[])[])[] {
  return markdown
    .replaceAll("\u00a0", " ")
    .split("\n\n")
    .filter((block) => block.startsWith("|"))
    .map((block) =>
      block
        .trim()
        .split("\n")
        .map((line) =>
          line
            .slice(1, -1)
            .split(/(?<!\\)\|/)
            .map((cell) => cell.trim()),
        ),
    );
}

const MANY = sampleSummary({ policies: ["split-mirror", "cold-copy"], replications: 4, incidents: 5, fails: true });

describe("summary.md", () => {
  test("has tables whose rows are all as long as their header", () => {
    const tables = tablesOf(markdownSummary(MANY));
    expect(tables.length).toBeGreaterThanOrEqual(5);
    for (const [header, rule, ...rows] of tables) {
      expect(rule!.every((cell) => cell === "---")).toBe(true);
      for (const row of [rule!, ...rows]) expect(row).toHaveLength(header!.length);
    }
  });

  test("puts policies side by side, with intervals", () => {
    const [measures] = tablesOf(markdownSummary(MANY));
    expect(measures![0]).toEqual(["", "split-mirror", "cold-copy"]);
    const availability = measures!.find(([key]) => key === "shop.availability")!;
    for (const cell of availability.slice(1)) expect(cell).toMatch(/^99\.\d+ % \(99\.\d+ % to 99\.\d+ %, 95 %\)$/);
  });

  test("begins with the verdict", () => {
    expect(markdownSummary(MANY).split("\n")[2]).toMatch(
      /^\*\*2 of 4 expectations failed\. 2 invariants violated\.\*\*/,
    );
    expect(markdownSummary(sampleSummary()).split("\n")[2]).toMatch(/^\*\*All expectations hold\. No invariant/);
  });

  test("tells who answered how much, where several did", () => {
    const [policy] = sampleSummary().policies;
    const answered = (host: string, mean: number) => ({ ...policy!.measures[0]!, key: `${host}.answered`, mean });
    const measures = [...policy!.measures, answered("web-1", 300), answered("web-2", 100)];
    const tables = tablesOf(markdownSummary({ ...sampleSummary(), policies: [{ ...policy!, measures }] }));
    const table = tables.find(([header]) => header!.includes("requests answered"))!;
    expect(table.slice(2)).toEqual([
      ["web-1", "300", "75 %"],
      ["web-2", "100", "25 %"],
    ]);
  });

  test("shows ten of ten thousand incidents, the longest", () => {
    const text = markdownSummary(sampleSummary({ incidents: 10_000 }));
    expect(text).toContain("10,000 incidents; the 10 longest:");
    expect(text.length).toBeLessThan(5000);
  });

  test("takes names for text, not for markup", () => {
    const scenario = { ...sampleSummary().scenario, title: "a | b <script> *c* `d`\n# e" };
    const summary: Summary = { ...sampleSummary(), scenario };
    expect(markdownSummary(summary).split("\n")[0]).toBe("# a \\| b \\<script\\> \\*c\\* \\`d\\` \\# e");
  });

  test("shows charts that lie beside it", () => {
    const text = markdownSummary(sampleSummary(), [{ file: "recovery-phases.png", title: "Recovery time by phase" }]);
    expect(text).toContain("![Recovery time by phase](recovery-phases.png)");
    expect(markdownSummary(sampleSummary())).not.toContain("![");
  });
});
