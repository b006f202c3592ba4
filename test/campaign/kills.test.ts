/** Some of what `npm run campaign` does in plenty: commands are killed. And that the judge would see what is wrong. */
import { describe, expect, test } from "vitest";
import { complaint, wrongAfter } from "../../campaign/fuzz/killed.js";

test.each([
  ["run", 0.97],
  ["sweep", 0.8],
] as const)(
  "%s, killed at %d of its time, leaves nothing half, and what comes next cleans up",
  { timeout: 120_000 },
  async (command, share) => {
    expect(await wrongAfter({ command, share })).toBeNull();
  },
);

describe("the judge of what is left", () => {
  const before = { "summary.json": "1", "incidents.csv": "i1", "points/a.json": "a" };
  const after = { "summary.json": "2", "incidents.csv": "i2", "points/a.json": "a", "points/b.json": "b" };
  const judge = (killed: Readonly<Record<string, string>>, more = {}) =>
    complaint("summary.json", { before, killed, after: { ...after, ...more } });

  test("takes the earlier report, the new one, and parts of both that nothing vouches for", () => {
    expect(judge(before)).toBeNull();
    expect(judge(after)).toBeNull();
    expect(judge({ "incidents.csv": "i2", ".summary.json.7.tmp": "ha" })).toBeNull();
    expect(judge({ ...before, "points/b.json": "b" })).toBeNull();
  });

  test("refuses the rest", () => {
    expect(judge({ ...before, "incidents.csv": "i2" })).toBe("summary.json vouches for incidents.csv of another run");
    expect(judge({ "incidents.csv": "i" })).toBe("half written: incidents.csv");
    expect(judge(before, { "points/.b.json.7.tmp": "" })).toBe("left for good: points/.b.json.7.tmp");
  });
});
