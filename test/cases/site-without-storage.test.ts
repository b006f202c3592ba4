// A site whose storage system lost its power: hosts that work are not ended because a neighbour may have to be replaced.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { runScenario, scenarioText } from "../../src/experiment/index.js";
import { value, violated } from "./run-case.js";

const FIG_10 = readFileSync(new URL("../../scenarios/site-failover/fig-10.yaml", import.meta.url), "utf8");

test.each(["20s", "5min"])("for %s: nothing is lost, and each is down as long as it has none", async (repair) => {
  const text = FIG_10.replace(
    /\nfaults:[^]*$/,
    `\n  nobody: none\nfaults:\n  - { at: 3min, power-loss: array-1, repair: ${repair} }\n`,
  ).replace(/^duration: .*$/m, "duration: 15min");
  const { policies } = await runScenario(scenarioText(text));
  const asOne = policies.find(({ policy }) => policy === "as-one")!;
  const nobody = policies.find(({ policy }) => policy === "nobody")!;
  expect(violated(asOne)).toEqual([]);
  for (const service of ["shop", "stock"]) {
    expect(value(asOne, `${service}.downtime`)).toBe(value(nobody, `${service}.downtime`));
    expect(value(asOne, `${service}.rpo.writes`) ?? 0).toBe(0);
  }
});
