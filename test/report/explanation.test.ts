import { describe, expect, test } from "vitest";
import { explanation } from "../../src/report/index.js";
import type { ChronicleEntry, PolicyResult } from "../../src/result/index.js";
import { DAY, HOUR, sampleSummary } from "./sample.js";

const { scenario, policies } = sampleSummary();

function told(...chronicle: readonly ChronicleEntry[]): PolicyResult {
  return { ...policies[0]!, detail: { ...policies[0]!.detail, chronicle } };
}

describe("the explanation of a run", () => {
  test("gives each instant once, with all that happened then and the reasons", () => {
    const at = 3 * DAY + 18 * HOUR + 0.25;
    const text = explanation(
      scenario,
      told(
        { atSeconds: 0, actor: "shop", what: "up on web-1", because: null },
        { atSeconds: at, actor: "web-1", what: "failed, before that healthy", because: null },
        { atSeconds: at, actor: "shop", what: "down", because: "web-1 does not run" },
      ),
    );
    expect(text.split("\n")).toEqual([
      "web-crash under split-mirror, replication 0, 30 d simulated, 1 incident",
      "",
      "00:00:00",
      "    shop: up on web-1",
      "",
      "3 d 18:00:00.25",
      "    web-1: failed, before that healthy",
      "    shop: down, because web-1 does not run",
    ]);
  });

  test("is at most 80 columns wide, and no name in it steers the terminal", () => {
    const text = explanation(
      scenario,
      told({ atSeconds: 0.000001, actor: "\u001b[31mshop", what: "waits ".repeat(60), because: "x".repeat(200) }),
    );
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    expect(text).toContain("\n00:00:00.000001\n    ?[31mshop: waits waits");
  });

  test("says that nothing happened when nothing did", () => {
    expect(explanation(scenario, told())).toMatch(/Nothing happened\.$/);
  });
});
