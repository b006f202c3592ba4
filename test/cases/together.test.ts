// Six families on one host that dies, told to somebody on call: on two pages, and nothing that matters is left out.
import { beforeAll, describe, expect, test } from "vitest";
import { explainReplication, readScenario } from "../../src/experiment/index.js";
import { explanation } from "../../src/report/index.js";
import type { Summary } from "../../src/result/index.js";

describe("all families together", () => {
  let summary: Summary;
  let text: string;
  let flat: string;

  beforeAll(async () => {
    const { source } = await readScenario("scenarios/together.yaml");
    summary = await explainReplication(source, "together", 0);
    text = explanation(summary.scenario, summary.policies[0]!);
    flat = text.replace(/\s+/g, " ");
  });

  test("are explained on two pages of sixty lines and eighty columns", () => {
    const lines = text.split("\n");
    expect(lines.length).toBeLessThanOrEqual(120);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(flat).toContain("summed up, --full tells each step");
  });

  test.each([
    ["what failed", "crash web-1"],
    ["who noticed, when and how", "+10 s controller: verdict on web-1: failed, because 3 reports missed"],
    ["what was decided and why", "takeover of shop from web-1 to web-2 begins, routine 2C, because web-1 is failed"],
    ["what did not go as it should", "step shut-down unknown after 30 s, because no answer within 30 s"],
    [
      "which steps took how long",
      "takeover of shop from web-1 to web-2 done (withdraw 5 s, replicate 1 min 20 s, boot",
    ],
    ["what it cost", "Where the time went: detect 10 s, fence 1 min 7.2 s, data 1 min 22 s, boot 51 s."],
    ["what was lost", "lost 2 acknowledged writes (8 kB) of shop-data"],
    ["who had to make room", "mail: down, because nobody answers at web-2"],
    ["of the storage server", "mc-2: gives up mc-1, because silent on eth and fc"],
    ["of the transfers", "letters: run 1 is suspended, because nobody is left who could"],
    ["of the domain", "gives task 1 (inspect by unit-1) to B, time 2"],
    ["of the paths", "data: h4-1_fa-1 failed, because a check was not answered within 1 s"],
    ["of the pool", "web-3 is to help with shop"],
    ["of people", "operator: paged: repair card-1"],
    ["what is still wrong", "At the end of the run: path h1-1_fa-1, h1-2_fa-1: lost"],
  ])("and it is told %s", (_, words) => {
    expect(flat).toContain(words);
  });

  test("each step is told when it is asked for, and of one incident alone", () => {
    const full = explanation(summary.scenario, summary.policies[0]!, { full: true });
    expect(full.split("\n").length).toBeGreaterThan(300);
    expect(full.replace(/\s+/g, " ")).toContain("unit-1-A: registration: step read-data done after 5 ms");
    const third = explanation(summary.scenario, summary.policies[0]!, { incident: 3 });
    expect(third.split("\n").length).toBeLessThanOrEqual(120);
    expect(third).not.toContain("Outside the incidents");
  });
});
