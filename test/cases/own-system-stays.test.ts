// An active stand-in that is given only data has only data to put aside: its system is not laid over, and goes on.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { runScenario, scenarioText } from "../../src/experiment/index.js";
import { decodeScenario, planOf } from "../../src/scenario/index.js";
import { value, violated } from "./run-case.js";

const FIG_8 = readFileSync(new URL("../../scenarios/site-failover/fig-8.yaml", import.meta.url), "utf8");

/** Of another make, and what moves is read there as it is; nothing keeps a second copy of the stand-in's system. */
const DATA_ALONE = changed(
  ["preset: 8, ", "preset: 8, parts: [data], "],
  [
    "mail-os: { size: 4GB, holds: system, on: da-2, via: fa-2, mirror: { on: da-3 } }",
    "mail-os: { size: 4GB, holds: system, on: da-2, via: fa-2 }",
  ],
);

function changed(...changes: readonly (readonly [from: string, to: string])[]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`there is no ${from}`);
    return text.replace(from, to);
  }, FIG_8);
}

function plan(text: string): string {
  const { scenario, problems } = decodeScenario(text, "case.yaml", { read: () => "" });
  if (scenario === null) throw new Error(JSON.stringify(problems));
  return JSON.stringify(planOf(scenario, scenario.policies[0]!).moves);
}

describe("a stand-in that keeps its system", () => {
  test("needs no mirror of that, and gets its users back with it", async () => {
    expect(plan(DATA_ALONE)).toContain("split mail-data-mirror off");
    const { policies } = await runScenario(scenarioText(DATA_ALONE));
    const [p] = policies;
    expect(violated(p!)).toEqual([]);
    // Noticed and fenced 76.1, the stand-in down, put aside and without power 43.1, 60 GB at 200 MB/s, relay and boot 151.
    const standsIn = 76.1 + 43.1 + 300 + 151;
    expect(value(p!, "shop.rto.max")).toBeCloseTo(standsIn, 1);
    expect(value(p!, "mail.outages")).toBe(1);
    expect(p!.replications[0]!.incidents.every(({ recoveryTimeSeconds }) => recoveryTimeSeconds !== null)).toBe(true);
  });

  test("has its system's mirror left alone where it has one", () => {
    const mirrored = changed(["preset: 8, ", "preset: 8, parts: [data], "]);
    expect(plan(mirrored)).toContain("split mail-data-mirror off");
    expect(plan(mirrored)).not.toContain("split mail-os-mirror off");
  });

  test("backs up nothing else either", () => {
    const backedUp = changed(
      ["preset: 8, ", "preset: 8, parts: [data], own-data: backup, "],
      [
        "mail-data: { size: 20GB, holds: data, on: da-2, via: fa-2, mirror: { on: da-3 } }",
        "mail-data: { size: 20GB, holds: data, on: da-2, via: fa-2, backup: { bandwidth: 100MB/s } }",
      ],
    );
    expect(plan(backedUp)).toMatch(
      /"name":"back-up-own-data"[^}]*"does":\["back mail-data up[^"]*"\][^}]*"expectedMicros":200000000/,
    );
  });

  test("that is given a system is still asked for a mirror of its own", () => {
    const whole = DATA_ALONE.replace("parts: [data], ", "");
    expect(plan(whole)).toContain("mail-os of web-2 has no mirror");
  });
});
