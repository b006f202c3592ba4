import { expect, test } from "vitest";
import { scenarioText, sweep } from "../../src/experiment/index.js";
import { smallScenario } from "./small-scenario.js";

test("a study that is interrupted while its points are planned has none, and ends at once", async () => {
  const source = scenarioText(smallScenario());
  const values = Array.from({ length: 20_000 }, (_, index) => `${index + 1}ms`);
  const interruption = new AbortController();
  setTimeout(() => interruption.abort(), 0);
  const found = await sweep(source, {
    parameters: [{ path: "hosts.web-1.flush", values }],
    replications: 1,
    jobs: 1,
    signal: interruption.signal,
  });
  expect(found).toMatchObject({ partial: true, points: [] });
});
