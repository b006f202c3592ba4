// Whether what was taken over can go back: it does where that is safe, and where it never could `check` says so before the run.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { runScenario, scenarioText } from "../../src/experiment/index.js";
import { decodeScenario, weaknessesOf } from "../../src/scenario/index.js";
import { textOf, violated } from "./run-case.js";

const FIG_8 = readFileSync(new URL("../../scenarios/site-failover/fig-8.yaml", import.meta.url), "utf8");
const OWN = "k03-own-systems-at-one-relay";

function saidOf(text: string): string {
  const { scenario, problems } = decodeScenario(text, "case.yaml", { read: () => "" });
  if (scenario === null) throw new Error(JSON.stringify(problems));
  return weaknessesOf(scenario).join("\n");
}

/** Who had which service in the end. */
async function ending(text: string) {
  const { policies } = await runScenario(scenarioText(text));
  const [policy] = policies;
  const { incidents } = policy!.replications[0]!;
  return { incidents: incidents.map(({ service, to }) => [service, to]), violated: violated(policy!) };
}

describe("what was converted for a stand-in", () => {
  const back = "  - { of: system, from: sun-4m, to: sun-4x, rate: 20MB/s }\n";
  const never = "under transformed shop never goes back from web-2 to web-1: no transformation of system from sun-4m";

  test("is never given back where nothing converts it back, and `check` says so", () => {
    expect(FIG_8).toContain(back);
    expect(saidOf(FIG_8)).not.toContain("never goes back");
    expect(saidOf(FIG_8.replace(back, ""))).toContain(never);
  });

  test("of that nothing is said where nobody wants it back", () => {
    const kept = FIG_8.replace(back, "").replace(", failback: {}", "");
    expect(saidOf(kept)).not.toContain("never goes back");
  });
});

describe("two hosts at one relay, both replaced when one of them hung", () => {
  const standing = textOf(OWN, [["online: 2s }", "online: 2s, auto: false }"]]);

  test("stay replaced where each starts by itself, and `check` says so", async () => {
    expect(saidOf(textOf(OWN))).toContain(
      "under failover nothing goes back to web-1, web-2 once others have it: relay-1 gives them power together",
    );
    expect(await ending(textOf(OWN))).toEqual({
      incidents: [
        ["shop", "web-3"],
        ["mail", "web-4"],
      ],
      violated: [],
    });
  });

  test("go back one after the other where they wait in standalone", async () => {
    expect(saidOf(standing)).not.toContain("nothing goes back");
    expect(await ending(standing)).toEqual({
      incidents: [
        ["shop", "web-3"],
        ["mail", "web-4"],
        ["shop", "web-1"],
        ["mail", "web-2"],
      ],
      violated: [],
    });
  });

  test("of one stand-in for both nothing is said: who finds none waits where it was, and is served there", async () => {
    const alone = textOf(OWN, [["stand-ins: [web-3, web-4]", "stand-ins: [web-3]"]]);
    expect(saidOf(alone)).not.toContain("nothing goes back");
    const { incidents, violated: broken } = await ending(alone);
    expect(broken).toEqual([]);
    expect(incidents.filter(([service]) => service === "shop")).toEqual([
      ["shop", "web-3"],
      ["shop", "web-1"],
    ]);
  });
});
