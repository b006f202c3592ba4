// Whoever was started for want of a better one is nobody else's hope before it would have been missed: nothing goes there and back again.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { runScenario, scenarioText } from "../../src/experiment/index.js";
import { value, violated } from "./run-case.js";

const corner = (name: string): string =>
  readFileSync(new URL(`../../scenarios/site-failover/corners/${name}`, import.meta.url), "utf8");

/** A network that nobody is heard over, neither the hosts nor their users. */
function cutFor(name: string, length: string): string {
  const text = corner(`${name}.yaml`).replace(/^duration: .*$/m, "duration: 50min");
  return text.replace(/\nfaults:[^]*$/, `\n  nobody: none\nfaults:\n  - { at: 10min, cut: lan, repair: ${length} }\n`);
}

async function run(text: string) {
  const files = { "corner-world.yml": corner("corner-world.yml") };
  const { policies } = await runScenario({ ...scenarioText(text), files });
  return policies;
}

describe.each(["active-stand-in", "own-data-backed-up", "own-mirror-elsewhere"])("%s", (name) => {
  test("with its network cut for twenty minutes does not flap, and loses nothing by its policy", async () => {
    const policies = await run(cutFor(name, "20min"));
    const nobody = policies.find(({ policy }) => policy === "nobody")!;
    expect(policies.length).toBeGreaterThan(1);
    for (const each of policies) {
      expect([each.policy, violated(each)]).toEqual([each.policy, []]);
      for (const service of ["shop", "mail"]) {
        // All that could be answered: the cut cannot be helped, and all answer when it is over.
        expect(value(each, `${service}.downtime`)).toBe(value(nobody, `${service}.downtime`));
      }
    }
  });
});
